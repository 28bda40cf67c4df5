import { buildLabel, formatDuration, wentWrong } from "@perfecto-bot/domain";
import type { AnsweredBuild, BuildAnswer, BuildsAnswer, JobsAnswer } from "@perfecto-bot/pipeline";
import type { AnswerSetting } from "../answer-setting.ts";
import { shortStamp } from "../local-stamp.ts";
import { plainLine } from "../terminal/plain-text.ts";
import { safeUrl } from "../terminal/safe-url.ts";
import { NONE, type Row, type Table } from "../terminal/table.ts";
import { buildCell, textCell, timeCell } from "./cells.ts";
import { COUNT_COLUMNS, countCells } from "./count-columns.ts";
import { executionTable } from "./execution-table.ts";
import { sayCount } from "./say-numbers.ts";
import { outcomeCell, sayParts } from "./status-words.ts";
import { GAP_LINE, line, mainTable, type View, type ViewLine } from "./view.ts";

type BuildFacts = Omit<AnsweredBuild, "executions">;

/** `build`: how it went, and everything in it that did not pass. */
export function buildView({ build, others }: BuildAnswer, setting: AnswerSetting): View {
  if (build === undefined) return { parts: [] };
  const { ref, executions, counts, isRunning } = build;
  const outcome = outcomeCell(counts, isRunning);
  const url = safeUrl(build.url);
  const bad = executions.filter(({ status }) => status !== "PASSED");
  const sorted = [...bad.filter(wentWrong), ...bad.filter((one) => !wentWrong(one))];
  const head = `${outcome.text}  ${plainLine(buildLabel(ref))}: ${sayParts(counts) || "no execution"}`;
  return {
    parts: [
      line(head, { ...(outcome.tone ? { tone: outcome.tone } : {}), ...(url === undefined ? {} : { url }) }),
      ...timesLine(build, setting),
      ...(url === undefined ? [] : [line(url, { tone: "dim" })]),
      ...(sorted.length === 0 ? [] : [GAP_LINE, mainTable(executionTable(sorted, setting, false))]),
      ...(counts.passed === 0 || sorted.length === 0
        ? []
        : [line(`${sayCount(counts.passed, "execution")} that passed: --csv and --json have them`, { tone: "dim" })]),
      ...(others.length === 0
        ? []
        : [GAP_LINE, line(`May also be meant: ${others.map((one) => plainLine(buildLabel(one))).join(", ")}`)]),
    ],
  };
}

/** `builds`: one line each, newest first. */
export function buildsView({ builds }: BuildsAnswer, setting: AnswerSetting): View {
  const withJob = new Set(builds.map(({ ref }) => JSON.stringify([ref.lab, ref.job]))).size > 1;
  const table: Table = {
    columns: [
      { title: "Build", least: 6 },
      { title: "Status" },
      { title: "Branch", least: 6, leaveOut: 4 },
      { title: "Started", leaveOut: 5 },
      { title: "Took", align: "right", leaveOut: 6 },
      ...COUNT_COLUMNS,
    ],
    rows: builds.map((build) => buildRow(build, setting, withJob)),
  };
  return { parts: [mainTable(table)] };
}

/** `jobs`: each with its last build. */
export function jobsView({ jobs }: JobsAnswer, setting: AnswerSetting): View {
  const withLab = new Set(jobs.map(({ lab }) => lab)).size > 1;
  const table: Table = {
    columns: [
      { title: "Job", least: 16 },
      { title: "Lab", leaveOut: 1 },
      { title: "Last build", least: 5 },
      { title: "Status" },
      { title: "Failed", align: "right" },
      { title: "Total", align: "right", leaveOut: 3 },
      { title: "Last seen", leaveOut: 2 },
    ],
    rows: jobs.map(({ lab, job, lastSeenMs, last }): Row => {
      const url = safeUrl(last?.url);
      return {
        cells: [
          textCell(job),
          { text: withLab ? plainLine(lab) : "" },
          last === undefined ? { text: NONE } : buildCell(last.ref, false, last.url),
          last === undefined ? { text: NONE } : outcomeCell(last.counts, last.isRunning),
          { text: last === undefined ? NONE : String(last.counts.failed) },
          { text: last === undefined ? NONE : String(last.counts.total) },
          timeCell(lastSeenMs, setting),
        ],
        ...(url === undefined ? {} : { url }),
      };
    }),
  };
  return { parts: [line(sayCount(jobs.length, "job"), { tone: "bold" }), GAP_LINE, mainTable(table)] };
}

function buildRow(build: BuildFacts, setting: AnswerSetting, withJob: boolean): Row {
  const { ref, counts, isRunning, startMs } = build;
  const url = safeUrl(build.url);
  return {
    cells: [
      buildCell(ref, withJob, build.url),
      outcomeCell(counts, isRunning),
      textCell(ref.branch),
      timeCell(startMs, setting),
      { text: tookWords(build) ?? NONE },
      ...countCells(counts),
    ],
    ...(url === undefined ? {} : { url }),
  };
}

function timesLine(build: BuildFacts, { timeZone, nowMs }: AnswerSetting): readonly ViewLine[] {
  const took = tookWords(build);
  const { startMs } = build;
  if (startMs === undefined) return [];
  return [line(`Started ${shortStamp(startMs, timeZone, nowMs)}${took === undefined ? "" : `, took ${took}`}`)];
}

function tookWords({ startMs, endMs, isRunning }: BuildFacts): string | undefined {
  if (isRunning || startMs === undefined || endMs === undefined || endMs < startMs) return undefined;
  return formatDuration(endMs - startMs);
}
