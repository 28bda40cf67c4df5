import { buildRuns, countStatuses, wentWrong, type Execution } from "@perfecto-bot/domain";
import { nameBuilds } from "./name-builds.ts";
import { COULD_NOT_RUN, sayOutcome, signOf } from "./say-statuses.ts";

/** As many results as a phone shows in one line. */
const LONGEST_STRIP = 20;

/**
 * The last results of a test on a platform: "✓✓✗✓✗ 2 of 5 failed, first failed in #41, failing since #45", the oldest on
 * the left. `history` is newest first; undefined where there is none.
 */
export function historyWords(history: readonly Execution[]): string | undefined {
  if (history.length === 0) return undefined;
  const shown = history.slice(0, LONGEST_STRIP).toReversed();
  const strip = shown.map(({ status }) => signOf(status)).join("");
  const first = shown.find(wentWrong);
  const streak = streakStart(shown);
  const place = buildNames(history);
  const since = [
    ...(first === undefined || shown.length === 1 ? [] : [`first ${wrongWord(first)} in ${place(first)}`]),
    ...(streak === undefined || streak === first ? [] : [`failing since ${place(streak)}`]),
  ];
  const words = [sayOutcome(countStatuses(shown)), ...since].join(", ");
  return shown.length === 1 ? `${strip} ${words}` : `${strip} ${words} (oldest first)`;
}

/** Names the builds of executions; those of one number are told apart by their times. */
function buildNames(history: readonly Execution[]): (execution: Execution) => string {
  const runs = buildRuns(history);
  const nameOf = nameBuilds(runs.map(({ ref }) => ref));
  const names = new Map(runs.flatMap(({ ref, executions }) => executions.map(({ id }) => [id, nameOf(ref)] as const)));
  return ({ id }) => names.get(id) ?? "an earlier build";
}

/** The first of at least two bad results that nothing good came after. */
function streakStart(oldestFirst: readonly Execution[]): Execution | undefined {
  const lastGood = oldestFirst.findLastIndex((execution) => !wentWrong(execution));
  return oldestFirst.length - lastGood > 2 ? oldestFirst[lastGood + 1] : undefined;
}

function wrongWord({ status }: Execution): string {
  return status === "BLOCKED" ? COULD_NOT_RUN : "failed";
}
