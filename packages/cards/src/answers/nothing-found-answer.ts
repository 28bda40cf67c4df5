import { type AskContext, type Question } from "@perfecto-bot/domain";
import type { Block, Card, Line } from "../card.ts";
import { code, text } from "../line.ts";
import { oneLine } from "../phrases.ts";
import { answerCard, type AnswerFrame } from "./answer-card.ts";
import { isWhole, sayPartly } from "./coverage.ts";
import { grouped, sayCount } from "./say-numbers.ts";
import { suggestQuestions } from "./suggest-questions.ts";

const MOST_SUGGESTIONS = 2;
const LONGEST_SUGGESTION = 250;

/** What the answer to a question that finds nothing is made from. */
export interface NothingFoundInput extends AnswerFrame {
  readonly question: Question;
  readonly context: AskContext;
  /** What was looked through: labs by name, and how many executions of them were read. */
  readonly searched: { readonly labs: readonly string[]; readonly executions: number };
  /** A job that exists and is named almost like the one, or like the test, that was asked for. */
  readonly nearestJob?: string;
  /** How commands begin here: "/perfecto". */
  readonly prefix: string;
}

/** Nothing matches a question: how it was understood, what was searched, and what to ask instead. */
export function nothingFoundAnswer(input: NothingFoundInput): Card {
  const { question, context, coverage, prefix, nearestJob } = input;
  const suggestions = suggestQuestions(question, context, nearestJob).slice(0, MOST_SUGGESTIONS);
  const rows = suggestions.map(({ why, command }): Line => [
    text(`${why}: `),
    code(oneLine(`${prefix} ${command}`, LONGEST_SUGGESTION)),
  ]);
  const body: readonly Block[] = [
    { kind: "text", line: [text(searchedWords(input))], weight: "core" },
    ...(rows.length === 0 ? [] : [{ kind: "list" as const, title: "You could ask", rows, weight: "core" as const }]),
  ];
  return answerCard(input, {
    status: isWhole(coverage) ? "info" : coverage.reading === undefined ? "warning" : "running",
    title: [text(`${NOTHING[question.verb]}${sayPartly(coverage)}`)],
    body,
  });
}

const NOTHING: Readonly<Record<Question["verb"], string>> = {
  failures: "No execution matches",
  runs: "No execution matches",
  build: "No such build",
  builds: "No build found",
  compare: "No two builds to compare",
  test: "No such test",
  jobs: "No such job",
  flaky: "No execution matches",
  trend: "No build found",
};

function searchedWords({ question, coverage, searched: { labs, executions } }: NothingFoundInput): string {
  const named = labs.slice(0, 3).map((lab) => oneLine(lab, 40));
  const rest = labs.length - named.length;
  const where = `${named.join(", ")}${rest > 0 ? ` and ${sayCount(rest, "other lab")}` : ""}`;
  const inLabs = where === "" ? "" : ` of ${where}`;
  if (question.verb === "jobs") return `Searched the jobs${inLabs}: none is named like that.`;
  const place = where === "" ? "" : ` ${where}`;
  if (executions === 0 && "window" in question && isWhole(coverage))
    return `Searched${place}: there is no execution at all.`;
  if (executions === 0) return `Searched${place}: nothing like that is known.`;
  return `Searched ${executions === 1 ? "the one execution" : `${grouped(executions)} executions`}${inLabs}: none matches.`;
}
