import type { Verdict } from "@perfecto-bot/domain";

/** What is new of a build against the history of its tests; tests count once for each platform. */
export interface BuildChanges {
  /** Of the failures: those that did not fail before. */
  readonly fresh: number;
  /** Of the failures: those that failed before, too. */
  readonly known: number;
  /** What passed and had failed before. */
  readonly recovered: number;
}

/** How many of the failures are new, for a first line: "2 new", "all new", "all known"; undefined where none is told. */
export function newsWords({ fresh, known }: BuildChanges, { failed }: Pick<Verdict, "failed">): string | undefined {
  if (fresh + known === 0) return undefined;
  if (isMixed({ fresh, known }, failed)) return fresh > 0 ? `${fresh} new` : `${known} known`;
  return `${failed === 1 ? "" : "all "}${fresh > 0 ? "new" : "known"}`;
}

/**
 * Everything that changed: "2 new · 5 known · 1 flaky · 3 recovered"; undefined where the first line has said it all.
 * What is flaky stands in the first line where nothing failed, and in the progress while the build runs.
 */
export function changesWords(changes: BuildChanges, verdict: Verdict, isFinal: boolean): string | undefined {
  const { fresh, known, recovered } = changes;
  const flaky = isFinal && verdict.failed + verdict.blocked > 0 ? verdict.flaky : 0;
  if (flaky + recovered === 0 && !isMixed(changes, verdict.failed)) return undefined;
  const counts = [
    [fresh, "new"],
    [known, "known"],
    [flaky, "flaky"],
    [recovered, "recovered"],
  ] as const;
  const words = counts.flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : []));
  return words.length === 0 ? undefined : words.join(" · ");
}

/** Whether the failures are neither all new nor all known. */
function isMixed({ fresh, known }: Pick<BuildChanges, "fresh" | "known">, failed: number): boolean {
  return fresh + known > 0 && fresh !== failed && known !== failed;
}
