import type { BuildPicture } from "./build-picture.ts";
import { givesUpAtMs, isSettled, lastActivityMs, type BuildPolicy } from "./build-rhythm.ts";
import { isUnfinished } from "./execution.ts";
import type { FinalityDecision } from "./decide-finality.ts";

/** A build is lively for this many tracking steps after something happened. */
const LIVELY_STEPS = 12;
/** The slowest look at an open build, in tracking steps. */
const SLOWEST_STEPS = 12;
/** An execution that does not settle is looked after for this many settle limits. */
const PATIENCE_LIMITS = 12;

/** When to look at a build again, and why. */
export type CadenceDecision =
  | { readonly kind: "again"; readonly afterMs: number; readonly reason: "lively" | "slowing" | "late-processing" }
  | { readonly kind: "done"; readonly reason: "final" };

/** Every few seconds while executions arrive or process, slower as the build goes quiet, off when it is final. */
export function decideCadence(
  picture: BuildPicture,
  finality: FinalityDecision,
  nowMs: number,
  policy: BuildPolicy,
): CadenceDecision {
  const { trackEveryMs } = policy;
  const slowestMs = trackEveryMs * SLOWEST_STEPS;
  if (picture.final !== undefined) {
    const patient = [...picture.executions.values()].some(
      (recorded) =>
        !isSettled(recorded) &&
        !isUnfinished(recorded.execution) &&
        nowMs < givesUpAtMs(recorded, policy) + policy.settleLimitMs * (PATIENCE_LIMITS - 1),
    );
    return patient
      ? { kind: "again", afterMs: slowestMs, reason: "late-processing" }
      : { kind: "done", reason: "final" };
  }
  const quietForMs = nowMs - (lastActivityMs(picture) ?? nowMs);
  const lively = quietForMs < trackEveryMs * LIVELY_STEPS || (!finality.final && finality.reason === "processing");
  if (lively) return { kind: "again", afterMs: untilDecision(trackEveryMs, finality, nowMs), reason: "lively" };
  const slowMs = Math.min(slowestMs, Math.max(trackEveryMs, quietForMs / 4));
  return { kind: "again", afterMs: untilDecision(slowMs, finality, nowMs), reason: "slowing" };
}

function untilDecision(afterMs: number, finality: FinalityDecision, nowMs: number): number {
  if (finality.final) return afterMs;
  return Math.max(1, Math.min(afterMs, finality.askAgainAtMs - nowMs));
}
