import { type BuildComparison, type ComparedTest, type Execution, wentWrong } from "@perfecto-bot/domain";
import type { Block, Card, CardStatus, Line } from "../card.ts";
import { link, text } from "../line.ts";
import { oneLine } from "../phrases.ts";
import { answerCard, type AnswerFrame } from "./answer-card.ts";
import { isWhole, sayPartly } from "./coverage.ts";
import { explained, testName } from "./execution-words.ts";
import { grouped, sayCount } from "./say-numbers.ts";
import { COULD_NOT_RUN, sayOutcome, signOf } from "./say-statuses.ts";

const ROWS_PER_KIND = 5;

/** One of two builds. */
export interface ComparedBuild {
  /** "Nightly Regression #45" */
  readonly label: string;
  /** "#45" */
  readonly short: string;
  readonly url?: string;
}

/** What the answer to `compare` is made from. Executions lead to their `reportUrl`. */
export interface CompareAnswerInput extends AnswerFrame {
  readonly base: ComparedBuild;
  readonly other: ComparedBuild;
  readonly comparison: BuildComparison;
}

/** What became of each test on each platform from one build to another. */
export function compareAnswer(input: CompareAnswerInput): Card {
  const { base, other, comparison, coverage } = input;
  const status = comparisonStatus(comparison);
  const title: Line = [
    link(oneLine(other.label, 120), other.url),
    text(" against "),
    link(oneLine(base.short, 60), base.url),
    text(`: ${headline(comparison)}${sayPartly(coverage)}`),
  ];
  return answerCard(input, {
    status: status === "passed" && !isWhole(coverage) ? "warning" : status,
    title,
    body: [...sections(input), totals(input)],
  });
}

/** What is new and wrong decides; what was wrong before is no news, yet not passed either. */
function comparisonStatus({ counts, totals: { other } }: BuildComparison): CardStatus {
  if (counts.newlyFailing.failed + counts.added.failed > 0) return "failed";
  if (counts.newlyFailing.blocked + counts.added.blocked > 0) return "blocked";
  return other.total > 0 && other.passed === other.total ? "passed" : "info";
}

/** "3 newly failing (1 could not run), 2 fixed, 5 still failing". */
function headline(comparison: BuildComparison): string {
  const { counts, newlyFailing, fixed, stillFailing, missing, added, undecided, flaky } = comparison;
  const changed = [newlyFailing, fixed, missing, added, undecided, flaky].some((rows) => rows.length > 0);
  if (!changed)
    return stillFailing.length === 0 ? "no difference" : `no difference, ${grouped(stillFailing.length)} still failing`;
  const blocked = counts.newlyFailing.blocked;
  const ofThem =
    blocked === 0 ? "" : ` (${blocked === newlyFailing.length ? "" : `${grouped(blocked)} `}${COULD_NOT_RUN})`;
  const parts = [
    newlyFailing.length === 0 ? "nothing newly failing" : `${grouped(newlyFailing.length)} newly failing${ofThem}`,
    ...(
      [
        [fixed, "fixed"],
        [stillFailing, "still failing"],
        [missing, "missing"],
        [added, "new"],
        [undecided, "undecided"],
        [flaky, "flaky"],
      ] as const
    ).flatMap(([rows, word]) => (rows.length > 0 ? [`${grouped(rows.length)} ${word}`] : [])),
  ];
  return parts.join(", ");
}

function sections({ base, other, comparison }: CompareAnswerInput): readonly Block[] {
  const lists = [
    { title: "Newly failing", rows: comparison.newlyFailing, weight: "core" },
    { title: "Fixed", rows: comparison.fixed, weight: "core" },
    { title: "Still failing", rows: comparison.stillFailing, weight: "core" },
    { title: `Missing: in ${base.short}, not in ${other.short}`, rows: comparison.missing, weight: "detail" },
    { title: `New: in ${other.short}, not in ${base.short}`, rows: comparison.added, weight: "detail" },
    { title: "Undecided: without a verdict in one of them", rows: comparison.undecided, weight: "detail" },
    { title: "Flaky: failed, then passed in the same build", rows: comparison.flaky, weight: "detail" },
  ] as const;
  return lists.flatMap(({ title, rows, weight }): readonly Block[] => {
    if (rows.length === 0) return [];
    const rest = rows.length - ROWS_PER_KIND;
    const more = { count: rest, ...(other.url === undefined ? {} : { url: other.url }) };
    return [
      {
        kind: "list",
        title: `${title} (${grouped(rows.length)})`,
        rows: rows.slice(0, ROWS_PER_KIND).map((row) => comparedRow(row, title.startsWith("Flaky"))),
        ...(rest > 0 ? { more } : {}),
        weight,
      },
    ];
  });
}

/** "✗ Pay with card · Apple iPhone 15 · iOS 17.4 – Element not found", leading to the report in the other build. */
function comparedRow(row: ComparedTest, isFlaky: boolean): Line {
  const { base, other, kind } = row;
  const telling = other ?? base;
  const words = rowWords(row, telling, isFlaky);
  return [
    text(telling === undefined || kind === "missing" ? "" : `${signOf(telling.status)} `),
    link(testName(row.test), telling?.reportUrl),
    text(` · ${oneLine(row.platform, 70)}`),
    ...(words === "" ? [] : [text(` – ${words}`)]),
  ];
}

function rowWords({ kind, reason }: ComparedTest, telling: Execution | undefined, isFlaky: boolean): string {
  if (isFlaky || kind === "undecided" || kind === "missing") return reason;
  if (telling === undefined || !wentWrong(telling)) return "";
  return explained(telling);
}

function totals({ base, other, comparison }: CompareAnswerInput): Block {
  const still = comparison.stillPassing.length;
  const words = [
    `${base.short}: ${sayOutcome(comparison.totals.base)}.`,
    `${other.short}: ${sayOutcome(comparison.totals.other)}.`,
    `Compared by test and platform${still === 0 ? "" : `: ${sayCount(still, "still passes", "still pass")}`}.`,
  ];
  return { kind: "text", line: [text(words.join(" "))], subtle: true, weight: "detail" };
}
