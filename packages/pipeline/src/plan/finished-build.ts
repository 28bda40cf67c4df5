import { buildKey, lastSignMs, wentWrong, type BuildPicture } from "@perfecto-bot/domain";
import type { FinishedBuild } from "../ports/picture-store.ts";
import { failingLabel } from "./failing-since.ts";

const MOST_LABELS = 200;

/** What is remembered of a final build for those that come after. Undefined while it is open, without a job, or without any verdict. */
export function finishedBuild(picture: BuildPicture): FinishedBuild | undefined {
  const { ref, final } = picture;
  if (final === undefined || ref.job === undefined || picture.executions.size === 0) return undefined;
  const all = [...picture.executions.values()].map(({ execution }) => execution);
  const wrong = all.filter(wentWrong);
  if (wrong.length === 0 && !all.some(({ status }) => status === "PASSED")) return undefined;
  return {
    key: buildKey(ref),
    job: ref.job,
    ...(ref.branch === undefined ? {} : { branch: ref.branch }),
    ...(ref.kind === "job" ? { number: ref.number } : {}),
    verdict: wrong.length > 0 ? "failed" : "passed",
    failed: wrong.length,
    total: all.length,
    endedAtMs: lastSignMs(picture),
    finalAtMs: final.atMs,
    failing: [...new Set(wrong.map(failingLabel))].toSorted().slice(0, MOST_LABELS),
  };
}
