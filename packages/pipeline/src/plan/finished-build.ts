import {
  attemptStartMs,
  buildKey,
  lastSignMs,
  recordedResults,
  retriedWithinMs,
  shortBuildLabel,
  type BuildPicture,
} from "@perfecto-bot/domain";
import type { FinishedBuild } from "../ports/picture-store.ts";

/** What is remembered of a final build for those that come after. Undefined while it is open, without a job, or without any verdict. */
export function finishedBuild(picture: BuildPicture): FinishedBuild | undefined {
  const { ref, final } = picture;
  if (final === undefined || ref.job === undefined || picture.executions.size === 0) return undefined;
  const results = recordedResults(picture);
  const failed = results.filter(({ outcome }) => outcome === "failed").length;
  const passed = results.some(({ outcome }) => outcome === "passed" || outcome === "flaky");
  const blocked = results.some(({ outcome }) => outcome === "blocked");
  if (failed === 0 && !passed && !blocked) return undefined;
  const retriedMs = retriedWithinMs(results, attemptStartMs(picture));
  return {
    key: buildKey(ref),
    job: ref.job,
    ...(ref.branch === undefined ? {} : { branch: ref.branch }),
    ...(ref.kind === "job" ? { number: ref.number } : {}),
    label: shortBuildLabel(ref),
    verdict: failed > 0 ? "failed" : blocked ? "blocked" : "passed",
    failed,
    total: results.length,
    ...(retriedMs === undefined ? {} : { retriedWithinMs: retriedMs }),
    startedAtMs: startOfBuild(picture),
    endedAtMs: lastSignMs(picture),
    finalAtMs: final.atMs,
  };
}

/** When a build was first seen to have started, epoch ms. Its older form does not say: then its first execution tells, or CI. */
export function startOfBuild({ ref, executions, ci, earlierCi = [] }: BuildPicture): number {
  if (ref.kind !== "session" && ref.startedAtMs !== undefined) return ref.startedAtMs;
  const starts = [...executions.values()].map(({ execution, firstSeenAtMs }) => execution.startedAtMs ?? firstSeenAtMs);
  const told = [...earlierCi, ci].flatMap((one) => one?.startedAtMs ?? one?.finishedAtMs ?? []);
  return (starts.length > 0 ? starts : told).reduce((a, b) => Math.min(a, b), Number.MAX_SAFE_INTEGER);
}
