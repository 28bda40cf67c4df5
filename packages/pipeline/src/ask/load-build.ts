import {
  buildKey,
  buildRuns,
  compactExecution,
  orderRows,
  type BuildKey,
  type BuildRef,
  type BuildRun,
  type Execution,
} from "@perfecto-bot/domain";
import { buildQuery } from "../poll/build-query.ts";
import type { ExecutionQuery, Lab } from "../ports/lab.ts";
import type { PictureStore } from "../ports/picture-store.ts";

/** Where final builds are remembered. */
export type RememberedBuilds = Pick<PictureStore, "load">;

/** A build with its executions, compact as the picture keeps them and ordered as rows are. */
export interface LoadedBuild {
  readonly ref: BuildRef;
  readonly key: BuildKey;
  /** `memory`: from a picture that is final, so that nothing is missing. `lab`: as the lab answered just now. */
  readonly source: "memory" | "lab";
  readonly executions: readonly Execution[];
  /** When the lab said what is known, epoch ms. */
  readonly asOfMs: number;
  /** False where more may have begun in it than was read. A build that the lab answered whole may still grow. */
  readonly whole: boolean;
}

/** Which build to load. */
export interface BuildAsked {
  /** All spellings of the job's name in the lab, see `meantJobs`. */
  readonly jobNames: readonly string[];
  readonly number: number;
  /** Absent: of whatever branch. */
  readonly branch?: string;
}

/**
 * A build by its number: from memory where it is final, else from the lab. Several where several branches have the number,
 * the latest start first; none where nobody knows it. Rejects with LabError.
 */
export async function loadBuild(
  pictures: RememberedBuilds,
  lab: Lab,
  { jobNames, number, branch }: BuildAsked,
  signal?: AbortSignal,
): Promise<readonly LoadedBuild[]> {
  const onBranch = branch === undefined ? {} : { branch };
  for (const job of jobNames) {
    const remembered = await rememberedBuild(pictures, { kind: "job", lab: lab.id, job, number, ...onBranch });
    if (remembered !== undefined) return [remembered];
  }
  const builds = await buildsAtLab(lab, { jobNames, jobNumber: number }, signal);
  const wanted = builds.filter(({ ref }) => branch === undefined || ref.branch === branch);
  return Promise.all(wanted.map(async (build) => (await rememberedBuild(pictures, build.ref, build)) ?? build));
}

/** A build whose picture is final, unless the lab told of executions that the picture does not have. */
export async function rememberedBuild(
  pictures: RememberedBuilds,
  ref: BuildRef,
  told?: Pick<BuildRun, "executions">,
): Promise<LoadedBuild | undefined> {
  const key = buildKey(ref);
  const picture = await pictures.load(key);
  if (picture?.final === undefined || picture.executions.size === 0) return undefined;
  if (told?.executions.some(({ id }) => !picture.executions.has(id)) === true) return undefined;
  const records = [...picture.executions.values()];
  return {
    ref: picture.ref,
    key,
    source: "memory",
    executions: orderRows(records.map(({ execution }) => execution)),
    asOfMs: records.reduce((latest, { answeredAtMs }) => Math.max(latest, answeredAtMs), 0),
    whole: true,
  };
}

/** A build as the lab tells it now; undefined where it tells nothing of it. Rejects with LabError. */
export async function buildAtLab(lab: Lab, ref: BuildRef, signal?: AbortSignal): Promise<LoadedBuild | undefined> {
  return (await buildsAtLab(lab, buildQuery(ref), signal)).find(({ key }) => key === buildKey(ref));
}

async function buildsAtLab(lab: Lab, query: ExecutionQuery, signal?: AbortSignal): Promise<readonly LoadedBuild[]> {
  const { executions, answeredAtMs, truncated } = await lab.listExecutions(query, signal);
  return buildRuns(executions)
    .map((run): LoadedBuild => {
      const rows = orderRows(run.executions.map(compactExecution));
      return { ref: run.ref, key: run.key, source: "lab", executions: rows, asOfMs: answeredAtMs, whole: !truncated };
    })
    .toReversed();
}
