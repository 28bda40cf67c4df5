import type { BuildRef } from "../build-ref.ts";
import type { Execution } from "../execution.ts";
import { countStatuses } from "./count-statuses.ts";

/** Fewer decided runs say nothing of how reliable a test is. */
const MIN_RUNS = 4;
/** As many equal results in a row are a state that lasted: what began or ended it is a change, not chance. */
const LASTING_BUILDS = 3;

/** How unstable a test was, and on what evidence. Only PASSED and FAILED count as runs. */
export interface Instability {
  /** 0 (stable) to 1. */
  readonly score: number;
  readonly runs: number;
  readonly passed: number;
  readonly failed: number;
  /** How many builds it came to a result in. */
  readonly builds: number;
  /** Builds in which it both passed and failed, in order of start. */
  readonly mixedBuilds: readonly BuildRef[];
  /** Changes between PASSED and FAILED from one build to the next that did not last. */
  readonly flips: number;
  /** Changes that lasted: a regression or its fix. They do not count as instability. */
  readonly lastingChanges: number;
}

/** What a history says: `too-few` runs to judge it, or how unstable it is (a score of 0: not at all). */
export type HistoryJudgement =
  | { readonly kind: "too-few"; readonly runs: number }
  | { readonly kind: "judged"; readonly instability: Instability };

/** What ran of one test on one platform in one build. */
export interface BuildOfHistory {
  readonly ref: BuildRef;
  readonly executions: readonly Execution[];
}

/**
 * Judges what one test did on one platform of one job and branch, build after build in order of start. The measure is
 * described at `findFlaky`. BLOCKED and UNKNOWN are left out, as if the test had not run.
 */
export function judgeHistory(history: readonly BuildOfHistory[]): HistoryJudgement {
  const builds = history
    .map(({ ref, executions }) => ({ ref, executions: executions.filter(isDecided) }))
    .filter(({ executions }) => executions.length > 0);
  const decided = builds.flatMap(({ executions }) => executions);
  if (decided.length < MIN_RUNS) return { kind: "too-few", runs: decided.length };
  const mixed = builds.filter((build) => resultOf(build.executions) === "MIXED");
  const results = builds.map((build) => resultOf(build.executions)).filter((result) => result !== "MIXED");
  const { flips, lastingChanges } = countChanges(results);
  const { passed, failed } = countStatuses(decided);
  const instability: Instability = {
    score: either(ratio(mixed.length, builds.length), ratio(flips, results.length - 1)),
    runs: decided.length,
    passed,
    failed,
    builds: builds.length,
    mixedBuilds: mixed.map(({ ref }) => ref),
    flips,
    lastingChanges,
  };
  return { kind: "judged", instability };
}

function isDecided({ status }: Execution): boolean {
  return status === "PASSED" || status === "FAILED";
}

type Result = "PASSED" | "FAILED";

function resultOf(executions: readonly Execution[]): Result | "MIXED" {
  const { passed, failed } = countStatuses(executions);
  if (passed > 0 && failed > 0) return "MIXED";
  return failed > 0 ? "FAILED" : "PASSED";
}

/** A change lasts when the results before and after it do; of a streak that the window cuts off it must be believed. */
function countChanges(results: readonly Result[]): { readonly flips: number; readonly lastingChanges: number } {
  const streaks = streaksOf(results);
  const changes = Math.max(0, streaks.length - 1);
  const lasts = (index: number): boolean =>
    index === 0 || index === streaks.length - 1 || (streaks[index] ?? 0) >= LASTING_BUILDS;
  const lastingChanges = Array.from({ length: changes }, (_, index) => index).filter(
    (index) => lasts(index) && lasts(index + 1),
  ).length;
  return { flips: changes - lastingChanges, lastingChanges };
}

/** The lengths of runs of equal results. */
function streaksOf(results: readonly Result[]): readonly number[] {
  const lengths: number[] = [];
  for (const [index, result] of results.entries()) {
    if (index > 0 && results[index - 1] === result) lengths.push((lengths.pop() ?? 0) + 1);
    else lengths.push(1);
  }
  return lengths;
}

function ratio(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}

/** How likely at least one of two independent things is. */
function either(one: number, other: number): number {
  return 1 - (1 - one) * (1 - other);
}
