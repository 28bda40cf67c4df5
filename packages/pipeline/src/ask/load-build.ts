import {
  buildKey,
  buildRuns,
  compactExecution,
  orderRows,
  type BuildKey,
  type BuildPicture,
  type BuildRef,
  type BuildRun,
  type Execution,
} from "@perfecto-bot/domain";
import { buildQuery } from "../poll/build-query.ts";
import type { ExecutionQuery, Lab } from "../ports/lab.ts";
import type { PictureStore } from "../ports/picture-store.ts";

/** Where builds are remembered. */
export type RememberedBuilds = Pick<PictureStore, "load" | "knownBuilds" | "buildOfExecution">;

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
 * The builds of a number: from memory where there is one and it is final, else from the lab. Several where several branches
 * have the number, or where it was used again, the latest start first; none where nobody knows it. Rejects with LabError.
 */
export async function loadBuild(
  pictures: RememberedBuilds,
  lab: Lab,
  { jobNames, number, branch }: BuildAsked,
  signal?: AbortSignal,
): Promise<readonly LoadedBuild[]> {
  for (const job of jobNames) {
    const known = (await pictures.knownBuilds(lab.id, job)).builds.filter((build) => build.number === number);
    const [only, ...others] = known.filter((build) => branch === undefined || build.branch === branch);
    const isTold = only !== undefined && others.length === 0 && (branch !== undefined || only.branch === undefined);
    const remembered = isTold ? finalBuild(only.key, await pictures.load(only.key)) : undefined;
    if (remembered !== undefined) return [remembered];
  }
  const builds = await buildsAtLab(lab, { jobNames, jobNumber: number }, signal);
  const wanted = builds.filter(({ ref }) => branch === undefined || ref.branch === branch);
  return onceEach(await Promise.all(wanted.map(async (build) => recalled(pictures, build))));
}

/**
 * A build as it is remembered: whole where its picture is final, unless the lab told of executions that the picture does
 * not have; else what the lab told, under the name by which it is remembered.
 */
export async function recalled(pictures: RememberedBuilds, told: LoadedBuild): Promise<LoadedBuild> {
  const picture = await pictureOf(pictures, told);
  if (picture === undefined) return told;
  const key = buildKey(picture.ref);
  const isNews = told.executions.some(({ id }) => !picture.executions.has(id));
  return (isNews ? undefined : finalBuild(key, picture)) ?? { ...told, ref: picture.ref, key };
}

/** Each build once: what the lab's answer alone splits, memory may know to be one. */
export function onceEach(builds: readonly LoadedBuild[]): readonly LoadedBuild[] {
  return [...Map.groupBy(builds, ({ key }) => key).values()].flatMap(([first, ...others]) => {
    if (first === undefined || first.source === "memory" || others.length === 0) return first ?? [];
    const executions = orderRows([first, ...others].flatMap((build) => build.executions));
    return { ...first, executions, whole: [first, ...others].every(({ whole }) => whole) };
  });
}

/** A build as the lab tells it now; undefined where it tells nothing of it. Rejects with LabError. */
export async function buildAtLab(
  lab: Lab,
  { ref, executions }: Pick<BuildRun, "ref" | "executions">,
  signal?: AbortSignal,
): Promise<LoadedBuild | undefined> {
  const ids = new Set(executions.map(({ id }) => id));
  const builds = await buildsAtLab(lab, buildQuery(ref), signal);
  return builds.find((build) => build.executions.some(({ id }) => ids.has(id)));
}

async function pictureOf(
  pictures: RememberedBuilds,
  { ref, key, executions }: LoadedBuild,
): Promise<BuildPicture | undefined> {
  const named = await pictures.load(key);
  if (named !== undefined && named.joinedTo === undefined) return named;
  const [first] = executions;
  const known = first && (await pictures.buildOfExecution(ref.lab, first.id));
  return known === undefined ? undefined : pictures.load(known);
}

function finalBuild(key: BuildKey, picture: BuildPicture | undefined): LoadedBuild | undefined {
  if (picture?.final === undefined || picture.executions.size === 0) return undefined;
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

async function buildsAtLab(lab: Lab, query: ExecutionQuery, signal?: AbortSignal): Promise<readonly LoadedBuild[]> {
  const { executions, answeredAtMs, truncated } = await lab.listExecutions(query, signal);
  return buildRuns(executions)
    .map((run): LoadedBuild => {
      const rows = orderRows(run.executions.map(compactExecution));
      return { ref: run.ref, key: run.key, source: "lab", executions: rows, asOfMs: answeredAtMs, whole: !truncated };
    })
    .toReversed();
}
