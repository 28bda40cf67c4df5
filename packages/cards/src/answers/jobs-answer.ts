import { tellingTimeMs } from "@perfecto-bot/domain";
import type { Card, Line } from "../card.ts";
import { bold, text, time } from "../line.ts";
import { oneLine } from "../phrases.ts";
import { STATUS_MARKS } from "../status-mark.ts";
import { answerCard, type AnswerFrame } from "./answer-card.ts";
import { buildLineOutcome, buildLineStatus, type BuildLine } from "./builds-answer.ts";
import { sayPartly } from "./coverage.ts";
import { linkBuilds } from "./name-builds.ts";
import { grouped, sayCount } from "./say-numbers.ts";

/** As many jobs as one card lists. */
export const JOBS_PER_PAGE = 15;
const LONGEST_LABEL = 90;

/** A job that was seen. */
export interface JobLine {
  readonly lab: string;
  readonly job: string;
  /** Absent where none was seen lately. */
  readonly last?: BuildLine;
}

/** What the answer to `jobs` is made from. */
export interface JobsAnswerInput extends AnswerFrame {
  /** The jobs of this page, in their order. */
  readonly jobs: readonly JobLine[];
  /** How many jobs there are on all pages together. */
  readonly total: number;
  /** How many of all of them failed in their last build. */
  readonly failing: number;
  /** How many jobs stand behind this page. */
  readonly behind: number;
}

/** Job names, each with its last build. */
export function jobsAnswer(input: JobsAnswerInput): Card {
  const { jobs, total, failing, behind, coverage } = input;
  const shown = jobs.slice(0, JOBS_PER_PAGE);
  const rest = behind + jobs.length - shown.length;
  const withLab = new Set(jobs.map(({ lab }) => lab)).size > 1;
  const failed = failing === 0 ? "" : `, ${grouped(failing)} failed in ${failing === 1 ? "its" : "their"} last build`;
  return answerCard(input, {
    status: "info",
    title: [text(`${sayCount(total, "job")}${failed}${sayPartly(coverage)}`)],
    body: [
      {
        kind: "list",
        rows: shown.map((job) => jobRow(job, withLab)),
        ...(rest > 0 ? { more: { count: rest } } : {}),
        weight: "core",
      },
    ],
  });
}

/** "✗ Nightly Regression – #45: 3 of 120 failed · Today at 14:05". */
function jobRow({ lab, job, last }: JobLine, withLab: boolean): Line {
  const name = bold(oneLine(job, LONGEST_LABEL) || "(no name)");
  const where = withLab ? [text(` on ${oneLine(lab, 40)}`)] : [];
  if (last === undefined) return [name, ...where, text(" – no build seen lately")];
  return [
    text(`${STATUS_MARKS[buildLineStatus(last)].sign} `),
    name,
    ...where,
    text(" – "),
    ...linkBuilds([last.ref])(last.ref, last.url),
    text(`: ${buildLineOutcome(last)}`),
    ...(last.startMs === undefined || tellingTimeMs(last.ref) !== undefined ? [] : [text(" · "), time(last.startMs)]),
  ];
}
