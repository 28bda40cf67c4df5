import {
  attemptNumber,
  emptyPicture,
  recordAnswer,
  recordedResults,
  understoodAs,
  verdictOf,
  type AskContext,
  type BuildPicture,
  type BuildQuestion,
  type RecordedExecution,
} from "@perfecto-bot/domain";
import type { LoadedBuild } from "../../ask/load-build.ts";
import type { AnsweredBuild, BuildAnswer, WholeBuild } from "./answer.ts";
import type { AskOptions, AskParts } from "./ask-parts.ts";
import { buildsCoverage } from "./builds-coverage.ts";
import { latestBuilds, marksOfBuilds, narrowBuild, numberedBuilds, openKeys, partGaps } from "./builds-of-job.ts";
import { jobsInLabs } from "./jobs-in-labs.ts";

/** With a filter, the latest build may have no match; so many are looked at. */
const MOST_LOOKED_AT = 10;

/** `build`: the latest, or that of a number; where several have it, the one that began last. */
export async function answerBuild(
  parts: AskParts,
  question: BuildQuestion,
  context: AskContext,
  options: AskOptions,
): Promise<BuildAnswer> {
  const { job, number, filter } = question;
  const { jobs, ...where } = await jobsInLabs(parts, job, filter, options);
  const [found, open] = await Promise.all([
    number === undefined
      ? latestBuilds(parts, jobs, filter.length === 0 ? 1 : MOST_LOOKED_AT, options)
      : numberedBuilds(parts, jobs, Number(number), options),
    openKeys(parts),
  ]);
  const marksOf = await marksOfBuilds(parts, filter, found.builds, options);
  const [first, ...rest] = found.builds.flatMap((build) => {
    const shown = narrowBuild(parts, build, filter, open, marksOf);
    return shown === undefined ? [] : [{ build, shown }];
  });
  const used = first === undefined ? [] : [first.build];
  const missing = first === undefined ? found.gaps : found.gaps.filter(({ kind }) => kind === "lab-failed");
  return {
    verb: "build",
    question,
    understoodAs: understoodAs(question, context),
    coverage: buildsCoverage(used, [...missing, ...partGaps(used)], parts.now()),
    ...where,
    examined: found.builds.reduce((sum, { executions }) => sum + executions.length, 0),
    ...(first === undefined ? {} : { build: await wholeBuild(parts, first.build, first.shown) }),
    others: number === undefined ? [] : rest.map(({ build }) => build.ref),
  };
}

/** Adds what a build's card shows beside counts: causes, what is still processing, what CI said. */
async function wholeBuild(parts: AskParts, build: LoadedBuild, shown: AnsweredBuild): Promise<WholeBuild> {
  const picture = await pictureOf(parts, build, shown);
  const ids = new Set(shown.executions.map(({ id }) => id));
  const results = recordedResults(picture);
  const asked = results.filter(({ latest }) => ids.has(latest.execution.id));
  return {
    ...shown,
    verdict: verdictOf(picture, asked),
    attempt: attemptNumber(picture),
    ...(picture.final === undefined ? {} : { final: picture.final }),
    reopened: picture.reopened,
    ...(picture.ci === undefined || asked.length < results.length ? {} : { ci: picture.ci }),
  };
}

/** The picture of a build: as remembered where that is where it comes from, else as the lab told it. */
async function pictureOf(
  { pictures }: AskParts,
  { ref, key, source, executions: rows, asOfMs }: LoadedBuild,
  { isRunning }: AnsweredBuild,
): Promise<BuildPicture> {
  const known = await pictures?.load(key);
  if (source === "memory" && known !== undefined) return known;
  const told = { executions: rows, complete: true, answeredAtMs: asOfMs };
  const { final: _before, ...picture } = recordAnswer(known ?? emptyPicture(ref), told).picture;
  const executions = known === undefined ? new Map([...picture.executions].map(asTold)) : picture.executions;
  return { ...picture, executions, ...(isRunning ? {} : { final: { atMs: asOfMs, reason: "quiet" } }) };
}

/** Nobody will fetch the commands of these failures: their causes are what their messages say. */
function asTold([id, { enrichment: _none, ...record }]: readonly [string, RecordedExecution]): readonly [
  string,
  RecordedExecution,
] {
  return [id, record];
}
