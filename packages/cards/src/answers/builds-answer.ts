import { formatDuration, tellingTimeMs, type BuildRef, type StatusCounts } from "@perfecto-bot/domain";
import type { Card, CardStatus, Line } from "../card.ts";
import { text, time } from "../line.ts";
import { oneLine } from "../phrases.ts";
import { STATUS_MARKS } from "../status-mark.ts";
import { answerCard, type AnswerFrame } from "./answer-card.ts";
import { isWhole, sayPartly } from "./coverage.ts";
import { linkBuilds } from "./name-builds.ts";
import { grouped, sayCount } from "./say-numbers.ts";
import { sayOutcome, statusOfCounts } from "./say-statuses.ts";

/** As many builds as one card lists. */
export const BUILDS_PER_PAGE = 20;
const LONGEST_LABEL = 90;

/** A build in one line. */
export interface BuildLine {
  readonly ref: BuildRef;
  readonly counts: StatusCounts;
  /** How many of those that passed had failed at an earlier attempt, where that is known. */
  readonly flaky?: number;
  /** It may still get results. */
  readonly isRunning: boolean;
  /** The first start, epoch ms, where it is known. */
  readonly startMs?: number;
  readonly durationMs?: number;
  /** The report library filtered to it. */
  readonly url?: string;
}

/** What the answer to `builds` is made from. */
export interface BuildsAnswerInput extends AnswerFrame {
  /** As it was asked for: a name, or a pattern. */
  readonly job: string;
  /** All that were asked for, those of other pages too, newest first. */
  readonly builds: readonly BuildLine[];
  /** How many of them stand before this page. */
  readonly skip?: number;
}

/** The latest builds of a job, one line each. */
export function buildsAnswer(input: BuildsAnswerInput): Card {
  const { job, builds, coverage, skip = 0 } = input;
  const shown = builds.slice(skip, skip + BUILDS_PER_PAGE);
  const rest = Math.max(0, builds.length - skip - shown.length);
  const linkOf = linkBuilds(builds.map(({ ref }) => ref));
  return answerCard(input, {
    status: isWhole(coverage) || latestStatus(builds) !== "passed" ? latestStatus(builds) : "warning",
    title: [text(`${headline(job, builds)}${sayPartly(coverage)}`)],
    body: [
      {
        kind: "list",
        rows: shown.map((build) => buildRow(build, linkOf(build.ref, build.url))),
        ...(rest > 0 ? { more: { count: rest } } : {}),
        weight: "core",
      },
    ],
  });
}

/** The status of a build: a failure decides at once, else it runs until it has ended. */
export function buildLineStatus({ counts, isRunning }: Pick<BuildLine, "counts" | "isRunning">): CardStatus {
  const status = statusOfCounts(counts);
  return isRunning && status !== "failed" ? "running" : status;
}

/** "3 of 120 failed", "all 120 passed, 1 flaky", "running, 3 of 80 failed so far". */
export function buildLineOutcome({ counts, flaky = 0, isRunning }: Pick<BuildLine, "counts" | "flaky" | "isRunning">) {
  if (isRunning && counts.total === 0) return "running, no result yet";
  const outcome = isRunning ? `running, ${sayOutcome(counts)} so far` : sayOutcome(counts);
  return flaky > 0 ? `${outcome}, ${grouped(flaky)} flaky` : outcome;
}

function latestStatus(builds: readonly BuildLine[]): CardStatus {
  const [latest] = builds;
  return latest === undefined ? "info" : buildLineStatus(latest);
}

/** "Nightly: 3 of 10 builds failed, 1 could not run in full, the latest passed". */
function headline(job: string, builds: readonly BuildLine[]): string {
  const count = (status: CardStatus): number => builds.filter((build) => buildLineStatus(build) === status).length;
  const [failed, blocked] = [count("failed"), count("blocked")];
  const wrong = [
    ...(failed > 0 ? [`${grouped(failed)} of ${sayCount(builds.length, "build")} failed`] : []),
    ...(blocked > 0
      ? [
          failed > 0
            ? `${grouped(blocked)} could not run in full`
            : `${grouped(blocked)} of ${sayCount(builds.length, "build")} could not run in full`,
        ]
      : []),
  ];
  const said = wrong.length > 0 ? wrong.join(", ") : calm(builds);
  return `${oneLine(job, LONGEST_LABEL)}: ${said}${builds.length < 2 ? "" : latestWords(builds)}`;
}

function calm(builds: readonly BuildLine[]): string {
  if (builds.length === 0) return "no build";
  return builds.every((build) => buildLineStatus(build) === "passed")
    ? `${builds.length === 1 ? "" : "all "}${sayCount(builds.length, "build")} passed`
    : `none of ${sayCount(builds.length, "build")} failed`;
}

const LATEST: Readonly<Partial<Record<CardStatus, string>>> = {
  running: "the latest is running",
  passed: "the latest passed",
  failed: "the latest failed",
  blocked: "the latest could not run in full",
  unknown: "the latest has no verdict",
};

function latestWords(builds: readonly BuildLine[]): string {
  const status = latestStatus(builds);
  const words = LATEST[status];
  const isAll = builds.every((build) => buildLineStatus(build) === status);
  return words === undefined || (isAll && status === "passed") ? "" : `, ${words}`;
}

/** "✗ #45 (main) – 3 of 120 failed · 8 min 33 s · Today at 14:05". */
function buildRow(build: BuildLine, name: Line): Line {
  const { ref, startMs, durationMs } = build;
  return [
    text(`${STATUS_MARKS[buildLineStatus(build)].sign} `),
    ...name,
    text(` – ${buildLineOutcome(build)}`),
    ...(durationMs === undefined || build.isRunning ? [] : [text(` · ${formatDuration(durationMs)}`)]),
    ...(startMs === undefined || tellingTimeMs(ref) !== undefined ? [] : [text(" · "), time(startMs)]),
  ];
}
