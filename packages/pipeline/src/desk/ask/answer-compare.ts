import {
  compareBuilds,
  understoodAs,
  type AskContext,
  type BuildRef,
  type CompareQuestion,
} from "@perfecto-bot/domain";
import type { LoadedBuild } from "../../ask/load-build.ts";
import type { CompareAnswer } from "./answer.ts";
import type { AskOptions, AskParts } from "./ask-parts.ts";
import { buildsCoverage } from "./builds-coverage.ts";
import {
  latestBuilds,
  marksOfBuilds,
  narrowBuild,
  numberedBuilds,
  openKeys,
  partGaps,
  type JobBuilds,
} from "./builds-of-job.ts";
import { jobsInLabs, type JobInLab } from "./jobs-in-labs.ts";

/** Among so many latest builds the one before is looked for: other branches may lie between. */
const MOST_LOOKED_AT = 30;

/** `compare`: two builds of one job and branch, unless two numbers say otherwise. */
export async function answerCompare(
  parts: AskParts,
  question: CompareQuestion,
  context: AskContext,
  options: AskOptions,
): Promise<CompareAnswer> {
  const { job, filter } = question;
  const { jobs, ...where } = await jobsInLabs(parts, job, filter, options);
  const { base: before, other: after, gaps } = await findPair(parts, jobs, question, options);
  const open = await openKeys(parts);
  const pair = [before, after].filter((build) => build !== undefined);
  const marksOf = await marksOfBuilds(parts, filter, pair, options);
  const base = before && narrowBuild(parts, before, filter, open, marksOf);
  const other = after && narrowBuild(parts, after, filter, open, marksOf);
  const used = pair;
  const isFound = base !== undefined && other !== undefined;
  const missing = isFound ? gaps.filter(({ kind }) => kind === "lab-failed") : gaps;
  return {
    verb: "compare",
    question,
    understoodAs: understoodAs(question, context),
    coverage: buildsCoverage(used, [...missing, ...partGaps(used)], parts.now()),
    ...where,
    examined: used.reduce((sum, { executions }) => sum + executions.length, 0),
    ...(base === undefined ? {} : { base }),
    ...(other === undefined ? {} : { other }),
    ...(isFound ? { comparison: compareBuilds(base.executions, other.executions) } : {}),
  };
}

interface Pair extends Pick<JobBuilds, "gaps"> {
  readonly base?: LoadedBuild;
  readonly other?: LoadedBuild;
}

async function findPair(
  parts: AskParts,
  jobs: readonly JobInLab[],
  { base, other }: CompareQuestion,
  options: AskOptions,
): Promise<Pair> {
  if (other === undefined) {
    const { builds, gaps } = await latestBuilds(parts, jobs, MOST_LOOKED_AT, options);
    const [latest] = builds;
    return paired(latest && beforeIn(builds, latest), latest, gaps);
  }
  const after = await numberedBuilds(parts, jobs, Number(other), options);
  const [latest] = after.builds;
  if (latest === undefined) return { gaps: after.gaps };
  if (base !== undefined) {
    const before = await numberedBuilds(parts, jobs, Number(base), options);
    const twin = before.builds.find(({ ref }) => isLine(ref, latest.ref)) ?? before.builds[0];
    const own = after.builds.find(({ ref }) => twin !== undefined && isLine(ref, twin.ref)) ?? latest;
    return paired(twin, own, [...after.gaps, ...before.gaps]);
  }
  const around = await latestBuilds(parts, jobs, MOST_LOOKED_AT, options);
  const found = beforeIn(around.builds, latest) ?? (await countBack(parts, jobs, latest, options));
  return paired(found, latest, [...after.gaps, ...around.gaps]);
}

function paired(base: LoadedBuild | undefined, other: LoadedBuild | undefined, gaps: Pair["gaps"]): Pair {
  return { ...(base === undefined ? {} : { base }), ...(other === undefined ? {} : { other }), gaps };
}

/** The build before one in a list that goes further back than it; undefined where the list does not have it. */
function beforeIn(newestFirst: readonly LoadedBuild[], build: LoadedBuild): LoadedBuild | undefined {
  const at = newestFirst.findIndex(({ key }) => key === build.key);
  return at < 0 ? undefined : newestFirst.slice(at + 1).find(({ ref }) => isLine(ref, build.ref));
}

/** An old build's predecessor mostly has the number before; one or two may have been left out. */
async function countBack(
  parts: AskParts,
  jobs: readonly JobInLab[],
  { ref }: LoadedBuild,
  options: AskOptions,
): Promise<LoadedBuild | undefined> {
  if (ref.kind !== "job") return undefined;
  for (const number of [ref.number - 1, ref.number - 2, ref.number - 3]) {
    const { builds } = number < 0 ? { builds: [] } : await numberedBuilds(parts, jobs, number, options);
    const found = builds.find((build) => isLine(build.ref, ref));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether two builds are of one job and branch, so that one follows the other. */
function isLine(one: BuildRef, other: BuildRef): boolean {
  return one.lab === other.lab && one.job === other.job && one.branch === other.branch;
}
