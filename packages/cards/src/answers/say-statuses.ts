import { countWrong, type ExecutionStatus, type StatusCounts } from "@perfecto-bot/domain";
import type { CardStatus } from "../card.ts";
import { STATUS_MARKS } from "../status-mark.ts";
import { grouped, sayCount } from "./say-numbers.ts";

const STATUSES: Readonly<Record<ExecutionStatus, CardStatus>> = {
  PASSED: "passed",
  FAILED: "failed",
  BLOCKED: "blocked",
  UNKNOWN: "unknown",
};

/** How people say BLOCKED. */
export const COULD_NOT_RUN = STATUS_MARKS.blocked.word;

/** An execution's status as a card's. */
export function cardStatusOf(status: ExecutionStatus): CardStatus {
  return STATUSES[status];
}

/** The sign of an execution's status, as plain text. */
export function signOf(status: ExecutionStatus): string {
  return STATUS_MARKS[STATUSES[status]].sign;
}

/** What counts add up to: one failure makes it failed, BLOCKED alone is blocked, and all of it must have passed to be passed. */
export function statusOfCounts({ total, passed, failed, blocked }: StatusCounts): CardStatus {
  if (failed > 0) return "failed";
  if (blocked > 0) return "blocked";
  return total > 0 && passed === total ? "passed" : "unknown";
}

/** Every part that is there: "373 passed · 37 failed · 2 could not run". */
export function sayParts({ passed, failed, blocked, unknown }: StatusCounts, between = " · "): string {
  const parts = [
    [passed, "passed"],
    [failed, "failed"],
    [blocked, COULD_NOT_RUN],
    [unknown, "without a verdict"],
  ] as const;
  return parts.flatMap(([count, word]) => (count > 0 ? [`${grouped(count)} ${word}`] : [])).join(between);
}

/** What went wrong alone: "37 failed, 2 could not run"; empty where nothing did. */
export function sayWrong({ failed, blocked }: Pick<StatusCounts, "failed" | "blocked">): string {
  const parts = [
    failed > 0 ? `${grouped(failed)} failed` : "",
    blocked > 0 ? `${grouped(blocked)} ${COULD_NOT_RUN}` : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}

/** How a set of runs went: "14 of 36 failed, 2 could not run", "2 of 36 could not run", "all 36 passed", "3 without a verdict". */
export function sayOutcome(counts: StatusCounts): string {
  const { total, passed, failed, blocked, unknown } = counts;
  if (total === 0) return "no result";
  if (countWrong(counts) > 0) {
    const [first, word] = failed > 0 ? [failed, "failed"] : [blocked, COULD_NOT_RUN];
    const others = failed > 0 && blocked > 0 ? `, ${grouped(blocked)} ${COULD_NOT_RUN}` : "";
    return `${grouped(first)} of ${grouped(total)} ${word}${others}`;
  }
  if (passed === total) return total === 1 ? "passed" : `all ${grouped(total)} passed`;
  if (passed === 0) return `${sayCount(unknown, "run")} without a verdict`;
  return `${grouped(passed)} of ${grouped(total)} passed, ${grouped(unknown)} without a verdict`;
}
