import { countWrong, type Execution, type StatusCounts } from "@perfecto-bot/domain";
import type { Block, Card, CardStatus, Line } from "../card.ts";
import { text, time } from "../line.ts";
import { answerCard, type AnswerFrame } from "./answer-card.ts";
import { isWhole, sayPartly, type Coverage } from "./coverage.ts";
import { explained, platformWords, testLink } from "./execution-words.ts";
import { grouped, sayCount } from "./say-numbers.ts";
import { sayParts, sayWrong, signOf, statusOfCounts } from "./say-statuses.ts";

/** As many rows as a screen shows without "see more". */
export const ROWS_PER_PAGE = 10;

/** What the answer to `failures` and `runs` is made from. */
export interface ExecutionsAnswerInput extends AnswerFrame {
  readonly verb: "failures" | "runs";
  /**
   * All executions of the question's window and filter, passed ones too, so that failures are told of how many; those of
   * `failures` alone where nothing else was counted.
   */
  readonly counts: StatusCounts;
  /** The executions of this page, in their order; more than {@link ROWS_PER_PAGE} are counted and not shown. */
  readonly rows: readonly Execution[];
  /** How many executions stand behind this page. */
  readonly behind: number;
}

/** Executions one by one: the counts in the first line, then who failed where, why and when. */
export function executionsAnswer(input: ExecutionsAnswerInput): Card {
  const { verb, counts, coverage } = input;
  const rows = executionRows(input);
  return answerCard(input, {
    status: answerStatus(counts, coverage),
    title: [text(`${verb === "failures" ? sayFailures(counts) : sayRuns(counts)}${sayPartly(coverage)}`)],
    body: rows === undefined ? [] : [rows],
  });
}

/** The status of counted executions. Nothing is called passed while something was not read. */
export function answerStatus(counts: StatusCounts, coverage: Coverage): CardStatus {
  const status = statusOfCounts(counts);
  if (status === "failed" || status === "blocked" || isWhole(coverage)) return status;
  return coverage.reading === undefined ? "warning" : "running";
}

/** "37 failed, 2 could not run in 412 executions", "37 failed", "Nothing failed in 412 executions". */
export function sayFailures(counts: StatusCounts): string {
  const wrong = countWrong(counts);
  if (wrong === 0)
    return counts.total === 0 ? "Nothing failed" : `Nothing failed in ${sayCount(counts.total, "execution")}`;
  if (wrong === counts.total) return sayWrong(counts);
  return `${sayWrong(counts)} in ${sayCount(counts.total, "execution")}`;
}

/** "412 executions: 373 passed, 37 failed, 2 could not run". */
export function sayRuns(counts: StatusCounts): string {
  const { total, passed } = counts;
  if (total > 1 && passed === total) return `All ${grouped(total)} executions passed`;
  return total === 0 ? "No execution" : `${sayCount(total, "execution")}: ${sayParts(counts, ", ")}`;
}

function executionRows({ rows, behind, actions }: ExecutionsAnswerInput): Block | undefined {
  const shown = rows.slice(0, ROWS_PER_PAGE);
  const rest = behind + rows.length - shown.length;
  if (shown.length === 0 && rest === 0) return undefined;
  const { libraryUrl } = actions;
  const more = { count: rest, ...(libraryUrl === undefined ? {} : { url: libraryUrl }) };
  return { kind: "list", rows: shown.map(executionRow), ...(rest > 0 ? { more } : {}), weight: "core" };
}

/** "✗ Pay with card · Apple iPhone 15 · iOS 17.4 · Today at 14:05 – Element not found". */
function executionRow(execution: Execution): Line {
  const { status, startedAtMs, endedAtMs } = execution;
  const atMs = startedAtMs ?? endedAtMs;
  const why = status === "UNKNOWN" ? "without a verdict" : explained(execution);
  return [
    text(`${signOf(status)} `),
    testLink(execution),
    text(` · ${platformWords(execution)}`),
    ...(atMs === undefined ? [] : [text(" · "), time(atMs)]),
    text(why === "" ? "" : ` – ${why}`),
  ];
}
