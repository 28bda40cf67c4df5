import { buildRuns, orderRows, type BuildRun, type Execution } from "@perfecto-bot/domain";
import type { Clock } from "../ports/clock.ts";
import { LabError, type Lab } from "../ports/lab.ts";
import { fetchExecutions } from "./fetch-executions.ts";
import type { StopReason } from "./fetched.ts";
import { buildAtLab, onceEach, recalled, type LoadedBuild, type RememberedBuilds } from "./load-build.ts";

/** The latest builds of a job. */
export interface FoundBuilds {
  /** In order of start, the latest first, at most as many as wanted. */
  readonly builds: readonly LoadedBuild[];
  /** All builds that began since then are known, epoch ms. */
  readonly searchedFromMs: number;
  /** Why the lab was not read further back, although there were not enough builds. */
  readonly stoppedBecause?: StopReason;
  /** When the oldest answer was given, epoch ms. */
  readonly asOfMs: number;
}

/** What finding builds needs. */
export interface FindBuildsRequest {
  readonly pictures: RememberedBuilds;
  readonly lab: Lab;
  /** All spellings of the job's name in the lab, see `meantJobs`. */
  readonly jobNames: readonly string[];
  /** How many builds are wanted. */
  readonly last: number;
  readonly now: Clock;
  readonly signal?: AbortSignal;
}

const DAY_MS = 86_400_000;
/** How far back is looked, one stretch after the other, until there are enough builds. */
const LOOK_BACKS_MS = [2 * DAY_MS, 14 * DAY_MS, 60 * DAY_MS];
/** A build takes no longer than this; one that began closer to where reading ended is asked for by itself. */
const LONGEST_BUILD_MS = DAY_MS;

/**
 * The latest builds of a job. Which there are only the lab knows: builds that nobody subscribed to are in no memory. What is
 * final in memory is taken from there. Rejects with LabError where the lab's first answer is an error.
 */
export async function findBuilds(request: FindBuildsRequest): Promise<FoundBuilds> {
  const { lab, jobNames, last, now, signal } = request;
  const askedAtMs = now();
  const rows: Execution[] = [];
  let [searchedFromMs, asOfMs] = [askedAtMs, askedAtMs];
  let stoppedBecause: StopReason | undefined;
  for (const lookBackMs of LOOK_BACKS_MS) {
    const stretch = await fetchExecutions({
      labs: [{ lab, query: { jobNames } }],
      window: { fromMs: askedAtMs - lookBackMs, toMs: searchedFromMs },
      keep: ({ job }) => job !== undefined && jobNames.includes(job.name),
      now,
      ...(signal === undefined ? {} : { signal }),
    });
    rows.push(...stretch.rows);
    searchedFromMs = stretch.readFromMs;
    asOfMs = Math.min(asOfMs, stretch.asOfMs);
    stoppedBecause = stretch.stoppedBecause;
    if (!stretch.complete || buildRuns(rows).length > last) break;
  }
  if (stoppedBecause?.kind === "lab-failed" && rows.length === 0) throw stoppedBecause.error;
  const runs = buildRuns(rows).toReversed().slice(0, Math.max(0, last));
  const seen = { readFromMs: searchedFromMs, asOfMs };
  return {
    builds: onceEach(await Promise.all(runs.map((run) => wholeBuild(request, run, seen)))),
    searchedFromMs,
    ...(stoppedBecause === undefined || runs.length >= last ? {} : { stoppedBecause }),
    asOfMs,
  };
}

async function wholeBuild(
  { pictures, lab, signal }: FindBuildsRequest,
  run: BuildRun,
  { readFromMs, asOfMs }: { readonly readFromMs: number; readonly asOfMs: number },
): Promise<LoadedBuild> {
  const isSingle = run.executions.every(({ externalId }) => externalId === undefined) && run.ref.kind === "session";
  const whole = isSingle || (run.startMs !== undefined && run.startMs - readFromMs >= LONGEST_BUILD_MS);
  const { ref, key, executions } = run;
  const told: LoadedBuild = { ref, key, source: "lab", executions: orderRows(executions), asOfMs, whole };
  const seen = await recalled(pictures, told);
  if (whole || seen.source === "memory") return seen;
  try {
    const asked = await buildAtLab(lab, run, signal);
    return asked === undefined ? seen : await recalled(pictures, asked);
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    return seen;
  }
}
