import type { GeneratedLab, TrueAttempt, TrueBuild, TrueCase } from "./generate/timeline.ts";

/** Where an execution belongs in truth. */
export interface Place {
  readonly build: TrueBuild;
  readonly case: TrueCase;
  readonly attempt: TrueAttempt;
  /** It is the one that decides its case. */
  readonly decides: boolean;
}

/** The truth, found by execution. */
export type TruthIndex = ReadonlyMap<string, Place>;

export function indexTruth({ builds }: Pick<GeneratedLab, "builds">): TruthIndex {
  return new Map(
    builds.flatMap((build) =>
      build.cases.flatMap((one) =>
        one.attempts.map((attempt, index) => {
          const place: Place = { build, case: one, attempt, decides: index === one.attempts.length - 1 };
          return [attempt.executionId, place] as const;
        }),
      ),
    ),
  );
}

/** A build in words. */
export function buildWords({ job, branch, number, id }: TrueBuild): string {
  return `${job}${branch === undefined ? "" : ` (${branch})`}${number === undefined ? "" : ` #${number}`} [${id}]`;
}

/** A test on a platform in words. */
export function caseWords({ build, case: one }: Pick<Place, "build" | "case">): string {
  return `${buildWords(build)}: ${one.test} on ${one.platform}: ${one.attempts.map(({ status }) => status).join(", ")}`;
}
