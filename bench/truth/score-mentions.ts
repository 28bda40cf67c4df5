import type { GeneratedLab } from "./generate/timeline.ts";
import type { Product, ProductMention } from "./product.ts";
import { ratioOf, type Ratio } from "./ratio.ts";
import { caseWords, type Place, type TruthIndex } from "./truth-index.ts";

/** What came of judging mentions. */
export interface MentionScores {
  readonly mentionsRight: Ratio;
  /** Mentions of what a retry took back later, in jobs of which nobody could know that they retry. Never in the other. */
  readonly mentionsOpen: Ratio;
}

interface Judged {
  readonly mention: ProductMention;
  readonly is: "right" | "open" | "nothing failed" | "all were tried again, and passed";
}

/** A mention is right where, at its moment, a failure was to be seen that no later attempt took back. */
export function scoreMentions({ builds, mentions }: Product, truth: TruthIndex): MentionScores {
  const judged = mentions.flatMap((mention): readonly Judged[] => {
    const places = placesOf(builds, mention, truth).filter(({ attempt }) => attempt.visibleAtMs <= mention.atMs);
    if (places.length === 0 || places.some(({ build }) => build.undecidable !== undefined)) return [];
    return [{ mention, is: judge(places, mention.atMs) }];
  });
  const closed = judged.filter(({ is }) => is !== "open");
  const words = ({ mention, is }: Judged): string => `${mention.buildKey}: ${is}`;
  return {
    mentionsRight: ratioOf(closed, ({ is }) => is === "right", words),
    mentionsOpen: ratioOf(
      judged.filter(({ is }) => is === "open"),
      () => true,
      words,
    ),
  };
}

function judge(places: readonly Place[], atMs: number): Judged["is"] {
  const failed = places.filter(({ attempt }) => (attempt.failedFromMs ?? Infinity) <= atMs);
  if (failed.length === 0) return "nothing failed";
  if (failed.some(({ case: one }) => !one.flaky)) return "right";
  return failed.every(({ build }) => build.knownToRetry) ? "all were tried again, and passed" : "open";
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
