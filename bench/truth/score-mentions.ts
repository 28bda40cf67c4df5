import type { GeneratedLab } from "./generate/timeline.ts";
import type { Product, ProductMention } from "./product.ts";
import { ratioOf, type Ratio } from "./ratio.ts";
import { caseWords, type Place, type TruthIndex } from "./truth-index.ts";

/**
 * Mentions that had a reason: at their moment a failure was to be seen that no later attempt took back. Where all of them
 * were taken back, it is a mistake in jobs that are known to try again, and not counted in others: nobody could know.
 */
export function scoreMentions({ builds, mentions }: Product, truth: TruthIndex): Ratio {
  const judged = mentions.flatMap((mention) => {
    const places = placesOf(builds, mention, truth).filter(({ attempt }) => attempt.visibleAtMs <= mention.atMs);
    if (places.length === 0 || places.some(({ build }) => build.undecidable !== undefined)) return [];
    const failed = places.filter(({ attempt }) => (attempt.failedFromMs ?? Infinity) <= mention.atMs);
    const takenBack = failed.filter(({ case: one }) => one.flaky);
    const couldNotKnow = takenBack.some(({ build }) => !build.knownToRetry);
    const allTakenBack = failed.length > 0 && takenBack.length === failed.length;
    return allTakenBack && couldNotKnow ? [] : [{ mention, failed, right: failed.length > takenBack.length }];
  });
  return ratioOf(
    judged,
    ({ right }) => right,
    ({ mention, failed }) =>
      `${mention.buildKey}: ${failed.length === 0 ? "nothing had failed" : "all were tried again, and passed"}`,
  );
}

/** Failures that stayed and of whose build somebody was told in this run of it. */
export function scoreFailuresCalled(lab: GeneratedLab, { builds, mentions }: Product): Ratio {
  const buildOf = new Map(builds.flatMap(({ key, executionIds }) => [...executionIds].map((id) => [id, key] as const)));
  const atMs = Map.groupBy(mentions, ({ buildKey }) => buildKey);
  const failures = lab.builds
    .filter(({ undecidable }) => undecidable === undefined)
    .flatMap((build) => build.cases.filter(({ outcome }) => outcome === "FAILED").map((one) => ({ build, case: one })));
  return ratioOf(
    failures,
    ({ build, case: one }) =>
      one.attempts
        .filter(({ status }) => status === "FAILED")
        .flatMap(({ executionId }) => atMs.get(buildOf.get(executionId) ?? "") ?? [])
        .some((mention) => mention.atMs >= build.firstVisibleAtMs),
    caseWords,
  );
}

function placesOf(builds: Product["builds"], { buildKey }: ProductMention, truth: TruthIndex): readonly Place[] {
  const own = builds.filter(({ key }) => key === buildKey).flatMap(({ executionIds }) => [...executionIds]);
  return own.flatMap((id) => truth.get(id) ?? []);
}
