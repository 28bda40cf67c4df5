import type { GeneratedLab } from "./generate/timeline.ts";
import type { Product } from "./product.ts";
import { ratioOf, type Ratio } from "./ratio.ts";
import type { TruthIndex } from "./truth-index.ts";

/** Pairs of failures that the product took for one cause and that are (precision), and the other way round (recall). */
export interface CauseScores {
  readonly precision: Ratio;
  readonly recall: Ratio;
}

/** Compares groupings pair by pair, by counting: a group of n holds n(n−1)/2 pairs. */
export function scoreCauses({ causes }: GeneratedLab, product: Product, truth: TruthIndex): CauseScores {
  const failures = [...causes]
    .filter(([id]) => truth.get(id)?.build.undecidable === undefined)
    .map(([id, cause]) => ({ cause, told: product.causes.get(id) ?? `none for ${id}` }));
  const together = pairs(failures, ({ cause, told }) => JSON.stringify([cause, told]));
  return {
    precision: { right: together, of: pairs(failures, ({ told }) => told), wrong: mixed(failures) },
    recall: { right: together, of: pairs(failures, ({ cause }) => cause), wrong: split(failures) },
  };
}

interface Failure {
  readonly cause: string;
  readonly told: string;
}

function pairs(failures: readonly Failure[], group: (failure: Failure) => string): number {
  return [...Map.groupBy(failures, group).values()].reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0);
}

function mixed(failures: readonly Failure[]): readonly string[] {
  const groups = [...Map.groupBy(failures, ({ told }) => told)].map(([told, own]) => {
    return { told, causes: new Set(own.map(({ cause }) => cause)) };
  });
  return ratioOf(
    groups,
    ({ causes }) => causes.size === 1,
    ({ told, causes }) => `${[...causes].join(" = ")}: ${told}`,
  ).wrong;
}

function split(failures: readonly Failure[]): readonly string[] {
  const groups = [...Map.groupBy(failures, ({ cause }) => cause)].map(([cause, own]) => {
    return { cause, told: new Set(own.map((one) => one.told)) };
  });
  return ratioOf(
    groups,
    ({ told }) => told.size === 1,
    ({ cause, told }) => `${cause}: ${[...told].slice(0, 4).join(" ≠ ")}`,
  ).wrong;
}
