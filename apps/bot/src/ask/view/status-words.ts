import type { ExecutionStatus, StatusCounts } from "@perfecto-bot/domain";
import type { Tone } from "../terminal/paint.ts";
import type { Cell } from "../terminal/table.ts";
import { grouped } from "./say-numbers.ts";

const MARKS: Readonly<Record<ExecutionStatus, { readonly sign: string; readonly tone?: Tone }>> = {
  PASSED: { sign: "✓", tone: "good" },
  FAILED: { sign: "✗", tone: "bad" },
  BLOCKED: { sign: "⊘", tone: "blocked" },
  UNKNOWN: { sign: "?" },
};

/** The sign of a status, the same as on cards. */
export function signOf(status: ExecutionStatus): string {
  return MARKS[status].sign;
}

/** A status by sign and word: "✗ FAILED". */
export function statusCell(status: ExecutionStatus): Cell {
  const { sign, tone } = MARKS[status];
  return { text: `${sign} ${status}`, ...(tone === undefined ? {} : { tone }) };
}

/** How something of many executions went, by sign and word: one failure makes it failed, and all must have passed. */
export function outcomeCell(counts: StatusCounts, isRunning = false): Cell {
  const status = statusOfCounts(counts);
  return isRunning && status !== "FAILED" ? { text: "… RUNNING" } : statusCell(status);
}

/** What counts add up to. */
export function statusOfCounts({ total, passed, failed, blocked }: StatusCounts): ExecutionStatus {
  if (failed > 0) return "FAILED";
  if (blocked > 0) return "BLOCKED";
  return total > 0 && passed === total ? "PASSED" : "UNKNOWN";
}

/** Every part that is there: "373 passed, 37 failed, 2 could not run". */
export function sayParts({ passed, failed, blocked, unknown }: StatusCounts): string {
  const parts = [
    [passed, "passed"],
    [failed, "failed"],
    [blocked, "could not run"],
    [unknown, "without a verdict"],
  ] as const;
  return parts.flatMap(([count, word]) => (count > 0 ? [`${grouped(count)} ${word}`] : [])).join(", ");
}
