import { buildKey, coversJob, type BuildKey, type CiSignal, type JobBuildRef } from "@perfecto-bot/domain";
import type { PollParts } from "./poll-parts.ts";
import { updateBuild } from "./update-build.ts";

/** What CI tells about one of its runs. */
export interface CiReport {
  readonly lab: string;
  readonly job: string;
  /** Absent where the job's tests report no number. */
  readonly number?: number;
  readonly branch?: string;
  readonly state: "started" | "finished";
  /** How many executions CI expects in all. With `tests`, their count. */
  readonly expected?: number;
  /** Which try of this build it is, from 1 on. */
  readonly attempt?: number;
  /** The names of the tests that CI expects, each once. */
  readonly tests?: readonly string[];
  readonly commit?: string;
  /** The run's page in CI, http or https. */
  readonly url?: string;
}

/** Whether what CI said was of use. */
export type CiOutcome =
  | { readonly kind: "watching"; readonly key: BuildKey }
  | { readonly kind: "nobody-subscribed" }
  /** No branch was named, and builds of that number run on each of these; undefined: on none. Nothing was changed. */
  | { readonly kind: "several-builds"; readonly branches: readonly (string | undefined)[] };

/** Writes what CI said into the build's picture and looks at the build at once. Saying it twice changes nothing. */
export async function ciSaid(
  parts: Pick<PollParts, "pictures" | "subscriptions" | "signals" | "now">,
  report: CiReport,
): Promise<CiOutcome> {
  const { lab, job, number, branch } = report;
  if (number === undefined) return { kind: "nobody-subscribed" };
  const subscriptions = await parts.subscriptions.all();
  if (!subscriptions.some((one) => one.lab === lab && one.paused === undefined && coversJob(one.job, job))) {
    return { kind: "nobody-subscribed" };
  }
  const ref: JobBuildRef = { kind: "job", lab, job, number, ...(branch === undefined ? {} : { branch }) };
  const key = buildKey(ref);
  await updateBuild(parts.pictures, ref, (picture) => ({
    ...picture,
    ci: withReport(picture.ci, report, parts.now()),
  }));
  await parts.pictures.openBuild(key, parts.now());
  await parts.signals.track(key);
  await parts.signals.plan(key);
  return { kind: "watching", key };
}

function withReport(known: CiSignal | undefined, { state, expected }: CiReport, nowMs: number): CiSignal {
  const said: CiSignal = { ...known, ...(expected === undefined ? {} : { expected }) };
  return state === "started"
    ? { ...said, startedAtMs: known?.startedAtMs ?? nowMs }
    : { ...said, finishedAtMs: known?.finishedAtMs ?? nowMs };
}
