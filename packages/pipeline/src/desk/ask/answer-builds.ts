import { MOST_BUILDS, understoodAs, type AskContext, type BuildsQuestion } from "@perfecto-bot/domain";
import type { BuildsAnswer } from "./answer.ts";
import type { AskOptions, AskParts } from "./ask-parts.ts";
import { latestBuilds, marksOfBuilds, narrowBuild, openKeys, partGaps } from "./builds-of-job.ts";
import { buildsCoverage } from "./builds-coverage.ts";
import { jobsInLabs } from "./jobs-in-labs.ts";

/** `builds`. With a filter, builds without a match do not count, so that more are looked at. */
export async function answerBuilds(
  parts: AskParts,
  question: BuildsQuestion,
  context: AskContext,
  options: AskOptions,
): Promise<BuildsAnswer> {
  const { job, filter, last } = question;
  const { jobs, ...where } = await jobsInLabs(parts, job, filter, options);
  const [found, open] = await Promise.all([
    latestBuilds(parts, jobs, filter.length === 0 ? last : 2 * MOST_BUILDS, options),
    openKeys(parts),
  ]);
  const marksOf = await marksOfBuilds(parts, filter, found.builds, options);
  const kept = found.builds.flatMap((build) => {
    const shown = narrowBuild(parts, build, filter, open, marksOf);
    return shown === undefined ? [] : [{ build, shown }];
  });
  const listed = kept.slice(0, last);
  const missing = listed.length < last ? found.gaps : found.gaps.filter(({ kind }) => kind === "lab-failed");
  const used = listed.map(({ build }) => build);
  return {
    verb: "builds",
    question,
    understoodAs: understoodAs(question, context),
    coverage: buildsCoverage(used, [...missing, ...partGaps(used)], parts.now()),
    ...where,
    examined: found.builds.reduce((sum, { executions }) => sum + executions.length, 0),
    builds: listed.map(({ shown }) => shown),
  };
}
