import { matchFilter, type BuildRun, type Execution, type Filter, type TimeWindow } from "@perfecto-bot/domain";
import { fetchKey } from "../../ask/fetch-key.ts";
import { fetchExecutions, type LabAsk } from "../../ask/fetch-executions.ts";
import type { Fetched, OnRows } from "../../ask/fetched.ts";
import { labQueries, type KnownLab } from "../../ask/lab-query.ts";
import { runsInMemory } from "../../ask/runs-in-memory.ts";
import type { BeginFetch } from "../../ask/share-fetches.ts";
import type { AnswerCoverage } from "./answer.ts";
import type { AskOptions, AskParts } from "./ask-parts.ts";
import { coverageOf } from "./coverage-of.ts";
import { asksForInteractive, isInteractive } from "./is-interactive.ts";
import { jobNamedLike, jobsOf, knownLabs, nearestJob, testWordsOf, withLatelySeen } from "./known-jobs.ts";
import { withoutAttempts } from "../../plan/of-an-attempt.ts";
import { asksForMarks, resultMarks, withoutMarks, type MarksOfExecution } from "./result-marks.ts";
import { withReport } from "./with-report.ts";

/** What to read of the labs. */
export interface ReadRequest {
  /** What is listed. */
  readonly filter: Filter;
  /** What is kept, where more is needed than what is asked for: a part of the filter. Default: the filter. */
  readonly scope?: Filter;
  readonly window: TimeWindow;
  /** When it was asked, epoch ms: a window that reaches up to it is one that others ask for, too. */
  readonly askedAtMs: number;
  /** Rows listed at most; the newest are. */
  readonly cap?: number;
  /** How often a lab is asked at most. */
  readonly mostAsks?: number;
  /** Where nothing is found, words that were read as a test's name may have been meant as a job's. */
  readonly testMayBeJob?: boolean;
}

/** What was read. */
export interface ReadExecutions {
  /** The window that was read: up to a minute older than what was asked for, where others just asked the same. */
  readonly window: TimeWindow;
  /** Everything in the scope, newest start first, each with its report. */
  readonly rows: readonly Execution[];
  readonly total: number;
  /** The builds of the rows, as far as they are among them. */
  readonly builds: () => Promise<readonly BuildRun[]>;
  /** What `is:` finds rows by; nothing where nobody asks. */
  readonly marksOf: MarksOfExecution;
  readonly examined: number;
  readonly coverage: AnswerCoverage;
  readonly labs: readonly string[];
  readonly nearestJob?: string;
}

/**
 * The executions of a window that a filter matches, from every lab that can have one. Interactive sessions only where they
 * are asked for. Who asks the same within a minute shares what was read.
 */
export async function readExecutions(
  parts: AskParts,
  request: ReadRequest,
  options: AskOptions,
): Promise<ReadExecutions> {
  const { signal, onProgress } = options;
  const { filter, scope = filter, window } = request;
  const known = await knownLabs(parts);
  const labs = [...labQueries(filter, window, known)].flatMap(([id, query]) => {
    const lab = parts.labs.get(id);
    return lab === undefined ? [] : [{ lab, query }];
  });
  const begin: BeginFetch = (onRows, stop) => fetchScope(parts, labs, request, onRows, stop);
  const told = withoutMarks(filter);
  let matching = 0;
  const hear: OnRows = (fresh, progress) => {
    matching += fresh.filter((one) => matchFilter(told, one)).length;
    onProgress?.({ ...progress, total: matching });
  };
  const fetched =
    parts.share === undefined
      ? await begin(hear, signal ?? new AbortController().signal)
      : await parts.share(keyOf(parts, request), begin, { onRows: hear, ...(signal === undefined ? {} : { signal }) });
  for (const { stoppedBecause: reason } of fetched.labs)
    if (reason?.kind === "lab-failed") parts.onError(reason.error, "reading executions for an answer");
  const marksOf = await marksOfRows(parts, request, fetched.rows, options);
  const isWide = asksForMarks(scope);
  const wanted = isWide ? fetched.rows.filter((row) => matchFilter(scope, row, marksOf(row))) : fetched.rows;
  const rows = wanted.map((row) => withReport(parts, row));
  return {
    window: fetched.window,
    rows,
    total: isWide ? wanted.length : fetched.total,
    marksOf,
    builds: () => runsInMemory(rows, parts.pictures),
    examined: fetched.examined,
    coverage: coverageOf(fetched),
    labs: possibleLabs(filter, known),
    ...(await nearest(parts, fetched, request, known, options)),
  };
}

/** What `is:` asks for is told by all attempts of a test, and by the builds before. */
async function marksOfRows(
  parts: AskParts,
  { filter, askedAtMs, cap }: ReadRequest,
  rows: readonly Execution[],
  options: AskOptions,
): Promise<MarksOfExecution> {
  if (!asksForMarks(filter)) return () => [];
  return resultMarks(parts, filter, await runsInMemory(rows, parts.pictures), async (jobs, window) => {
    const request = { filter: jobs, window, askedAtMs, ...(cap === undefined ? {} : { cap }) };
    return (await readExecutions(parts, request, options)).rows;
  });
}

async function fetchScope(
  { now }: AskParts,
  labs: readonly LabAsk[],
  { filter, scope = filter, window, cap, mostAsks }: ReadRequest,
  onRows: OnRows,
  signal: AbortSignal,
): Promise<Fetched> {
  const wantsInteractive = asksForInteractive(filter);
  const kept = asksForMarks(scope) ? withoutAttempts(scope) : scope;
  return fetchExecutions({
    labs,
    window,
    keep: (execution) => (wantsInteractive || !isInteractive(execution)) && matchFilter(kept, execution),
    onRows,
    signal,
    now,
    ...(cap === undefined ? {} : { cap }),
    ...(mostAsks === undefined ? {} : { mostAsks }),
  });
}

function keyOf({ labs }: AskParts, { filter, scope, window, askedAtMs, cap, mostAsks }: ReadRequest): string {
  return JSON.stringify([fetchKey([...labs.keys()], filter, window, askedAtMs), scope, cap, mostAsks]);
}

/** The labs that a filter does not rule out by name. */
export function possibleLabs(filter: Filter, labs: readonly KnownLab[]): readonly string[] {
  return [
    ...labQueries(
      filter.filter(({ key }) => key === "lab"),
      undefined,
      labs,
    ).keys(),
  ];
}

/**
 * Where nothing was found, the job that may have been meant: one named like the job that was asked for, or else like the
 * test; of a lab that fails nothing more is asked.
 */
async function nearest(
  parts: AskParts,
  fetched: Fetched,
  { filter, testMayBeJob = false }: ReadRequest,
  known: readonly KnownLab[],
  options: AskOptions,
): Promise<{ readonly nearestJob?: string }> {
  if (fetched.total > 0) return {};
  const jobs = jobsOf(filter);
  const words = jobs.length === 0 && testMayBeJob ? testWordsOf(filter) : undefined;
  if (jobs.length === 0 && words === undefined) return {};
  const find = (labs: readonly KnownLab[]): string | undefined =>
    words === undefined ? nearestJob(jobs, labs) : jobNamedLike(words, labs);
  const near =
    find(known) ??
    (fetched.complete ? find(await Promise.all(known.map((lab) => withLatelySeen(parts, lab, options)))) : undefined);
  return near === undefined ? {} : { nearestJob: near };
}
