import type { GeneratedLab, TrueBuild } from "./generate/timeline.ts";
import type { Product } from "./product.ts";
import { ratioOf, type Ratio } from "./ratio.ts";
import { buildWords } from "./truth-index.ts";

/** Builds where a platform is to blame, and builds where none is. */
export interface OnlyOnScores {
  readonly onlyOnNamed: Ratio;
  readonly onlyOnSilent: Ratio;
}

/** Only builds with failures are asked what these have in common. */
export function scoreOnlyOn(lab: GeneratedLab, product: Product): OnlyOnScores {
  const asked = lab.builds
    .filter((build) => build.undecidable === undefined && build.cases.some(({ outcome }) => outcome === "FAILED"))
    .flatMap((build) => {
      const names = build.onlyOn;
      const most = product.builds.toSorted((a, b) => overlap(build, b) - overlap(build, a))[0];
      return names === undefined ? [] : [{ build, names, said: product.onlyOn.get(most?.key ?? "") }];
    });
  const words = ({ build, names, said }: (typeof asked)[number]): string =>
    `${buildWords(build)}: ${said ?? "nothing"} instead of ${names[0] ?? "nothing"}`;
  return {
    onlyOnNamed: ratioOf(
      asked.filter(({ names }) => names.length > 0),
      ({ names, said }) => said !== undefined && names.includes(said),
      words,
    ),
    onlyOnSilent: ratioOf(
      asked.filter(({ names }) => names.length === 0),
      ({ said }) => said === undefined,
      words,
    ),
  };
}

function overlap({ cases }: TrueBuild, { executionIds }: Product["builds"][number]): number {
  return cases.flatMap(({ attempts }) => attempts).filter((one) => executionIds.has(one.executionId)).length;
}
