import type { TestResult } from "../build/test-results.ts";
import type { Execution } from "../execution.ts";
import { blockedBy, type BlockedBy } from "./blocked-by.ts";
import { MOST_REMEMBERED, type PastResult, type TestHistory } from "./past-result.ts";

/** How what a test came to compares with the builds before. Builds are named by their labels. */
export type Novelty =
  /** It fails, and passed when it last came to anything. */
  | { readonly kind: "new"; readonly passedIn?: string }
  /** It fails, and nothing is known of it from before. */
  | { readonly kind: "first-seen" }
  /** It fails, and did so before. */
  | {
      readonly kind: "known";
      /** The first of the unbroken row of failures that is remembered. */
      readonly since: string;
      /** When that build started, epoch ms. */
      readonly sinceMs: number;
      /** In how many builds it failed in a row, this one included. */
      readonly builds: number;
      /** The row fills all that is remembered, so it may have begun even before. */
      readonly orBefore?: true;
    }
  /** It failed and passed within this build. */
  | { readonly kind: "flaky" }
  /** It passes and failed before; `since` is the first build of that row of failures. */
  | { readonly kind: "recovered"; readonly since: string }
  | { readonly kind: "blocked"; readonly by: BlockedBy }
  /** It passes as before, or has come to nothing yet. */
  | { readonly kind: "none" };

/** How many tests of a build are of each kind. */
export interface NoveltyCounts {
  /** Those first seen included. */
  readonly new: number;
  readonly known: number;
  readonly flaky: number;
  readonly recovered: number;
  readonly blocked: number;
}

/**
 * Compares a result with those of builds that started before. Builds in which the test was blocked say nothing of it and
 * are passed over. A test that failed and passed within a build did pass in it.
 */
export function noveltyOf(
  { outcome, latest }: Pick<TestResult, "key" | "outcome"> & { readonly latest: Pick<Execution, "reason" | "message"> },
  history: TestHistory | undefined,
  buildStartMs: number,
): Novelty {
  const decided = (history?.results ?? [])
    .filter(({ startMs, outcome: was }) => startMs < buildStartMs && was !== "blocked")
    .toSorted((a, b) => b.startMs - a.startMs);
  const row = failingRow(decided);
  const mayBeOlder = row.length === decided.length && (history?.results.length ?? 0) >= MOST_REMEMBERED;
  switch (outcome) {
    case "failed":
      return row.length > 0 ? known(row, mayBeOlder) : unlikeBefore(decided);
    case "passed": {
      const since = row.at(-1)?.label;
      return since === undefined ? { kind: "none" } : { kind: "recovered", since };
    }
    case "flaky":
      return { kind: "flaky" };
    case "blocked":
      return { kind: "blocked", by: blockedBy(latest) };
    case "unknown":
    case "running":
      return { kind: "none" };
  }
}

/** Counts kinds; what is `none` counts nowhere. */
export function countNovelty(novelties: readonly Pick<Novelty, "kind">[]): NoveltyCounts {
  const count = (...kinds: readonly Novelty["kind"][]): number =>
    novelties.filter(({ kind }) => kinds.includes(kind)).length;
  return {
    new: count("new", "first-seen"),
    known: count("known"),
    flaky: count("flaky"),
    recovered: count("recovered"),
    blocked: count("blocked"),
  };
}

/** The failures before anything else came, newest first. */
function failingRow(decided: readonly PastResult[]): readonly PastResult[] {
  const end = decided.findIndex(({ outcome }) => outcome !== "failed");
  return end < 0 ? decided : decided.slice(0, end);
}

function known(row: readonly PastResult[], mayBeOlder: boolean): Novelty {
  const first = row.at(-1);
  if (first === undefined) return { kind: "first-seen" };
  return {
    kind: "known",
    since: first.label,
    sinceMs: first.startMs,
    builds: row.length + 1,
    ...(mayBeOlder ? { orBefore: true as const } : {}),
  };
}

function unlikeBefore(decided: readonly PastResult[]): Novelty {
  const [last] = decided;
  return last === undefined ? { kind: "first-seen" } : { kind: "new", passedIn: last.label };
}
