import type { Enrichment, EnrichmentTries, FailureDetail, RecordedExecution } from "./build-picture.ts";
import type { BuildPolicy } from "./build-rhythm.ts";
import { wentWrong } from "./execution.ts";

/** After so many refusals a failure is shown without its commands: 75 s at the usual step of 5 s. */
const MOST_REFUSALS = 5;
/** While the lab prepares an execution, it may have no commands yet: more is not asked until it settles. */
const MOST_EARLY = 4;
/** So many tracking steps the lab may be in trouble before a failure is shown without its commands: two minutes. */
const TROUBLE_STEPS = 24;
/** The longest pauses, in tracking steps: a minute before it is shown; later five minutes after trouble, two hours after refusals. */
const LONGEST_PENDING_STEPS = 12;
const LONGEST_TROUBLE_STEPS = 60;
const FIRST_LATE_STEPS = 120;
const LONGEST_LATE_STEPS = 1_440;
/** An execution is asked about for so long after it was first seen, or settled. */
const LOOKED_AFTER_MS = 24 * 60 * 60_000;

/** Whether the commands of an execution are asked for now, and why. */
export type EnrichmentDecision =
  | { readonly kind: "ask"; readonly reason: "first-try" | "settled-since" | "pause-over" }
  | { readonly kind: "wait"; readonly reason: "pausing"; readonly atMs: number }
  | { readonly kind: "never"; readonly reason: "went-well" | "known" | "processing" | "given-up" };

/** What came of asking for commands. */
export type EnrichmentOutcome =
  | { readonly kind: "told"; readonly failure?: FailureDetail }
  /** None, of an execution that the lab still prepares. */
  | { readonly kind: "nothing-yet" }
  /** The lab said of this very execution that it gives none out. */
  | { readonly kind: "refused" }
  /** The lab could not answer at all. */
  | { readonly kind: "trouble" };

/**
 * Decides whether to ask for the commands of an execution: of a failure that is settled or overdue, after pauses that grow
 * with each try in vain, and for a day. Once it is settled, what was refused before counts no longer as a reason to wait.
 */
export function decideEnrichment(
  { execution, enrichment, firstSeenAtMs, settledAtMs, overdueAtMs }: RecordedExecution,
  nowMs: number,
  policy: Pick<BuildPolicy, "trackEveryMs">,
): EnrichmentDecision {
  if (!wentWrong(execution)) return { kind: "never", reason: "went-well" };
  if (enrichment === undefined || enrichment.state === "done") return { kind: "never", reason: "known" };
  if (settledAtMs === undefined && (overdueAtMs === undefined || (enrichment.attempts ?? 0) >= MOST_EARLY))
    return { kind: "never", reason: "processing" };
  if (nowMs >= Math.max(firstSeenAtMs, settledAtMs ?? 0) + LOOKED_AFTER_MS && enrichment.state === "unavailable")
    return { kind: "never", reason: "given-up" };
  const { triedAtMs } = enrichment;
  if (triedAtMs === undefined) return { kind: "ask", reason: "first-try" };
  if (settledAtMs !== undefined && settledAtMs > triedAtMs) return { kind: "ask", reason: "settled-since" };
  const atMs = triedAtMs + pauseSteps(enrichment) * policy.trackEveryMs;
  return nowMs >= atMs ? { kind: "ask", reason: "pause-over" } : { kind: "wait", reason: "pausing", atMs };
}

/**
 * What is known of an execution's commands after a try. Trouble of the lab never counts as a refusal, nor does what the lab
 * said before it had settled the execution.
 */
export function enrichmentAfter(
  recorded: Pick<RecordedExecution, "enrichment" | "settledAtMs">,
  outcome: EnrichmentOutcome,
  nowMs: number,
  policy: Pick<BuildPolicy, "trackEveryMs">,
): Enrichment {
  const { failure } = outcome.kind === "told" ? outcome : {};
  if (outcome.kind === "told") return { state: "done", ...(failure === undefined ? {} : { failure }) };
  const { attempts = 0, troubles = 0, firstTriedAtMs = nowMs } = triesSinceSettled(recorded);
  const isTrouble = outcome.kind === "trouble";
  const tries: EnrichmentTries = {
    attempts: isTrouble ? attempts : attempts + 1,
    ...(isTrouble || troubles > 0 ? { troubles: isTrouble ? troubles + 1 : troubles } : {}),
    firstTriedAtMs,
    triedAtMs: nowMs,
  };
  const isShown = isTrouble
    ? nowMs - firstTriedAtMs >= TROUBLE_STEPS * policy.trackEveryMs
    : outcome.kind === "refused" && tries.attempts >= MOST_REFUSALS;
  return { state: isShown || recorded.enrichment?.state === "unavailable" ? "unavailable" : "pending", ...tries };
}

function triesSinceSettled({
  enrichment,
  settledAtMs = 0,
}: Pick<RecordedExecution, "enrichment" | "settledAtMs">): Partial<EnrichmentTries> {
  if (enrichment === undefined || enrichment.state === "done") return {};
  return (enrichment.triedAtMs ?? settledAtMs) < settledAtMs ? {} : enrichment;
}

/** One step after the first try, and twice as long after each that follows. */
function pauseSteps(enrichment: Exclude<Enrichment, { readonly state: "done" }>): number {
  const { state, attempts = 0, troubles = 0 } = enrichment;
  const steps = 2 ** Math.max(0, attempts + troubles - 1);
  if (state === "pending") return Math.min(LONGEST_PENDING_STEPS, steps);
  if (attempts < MOST_REFUSALS) return Math.min(LONGEST_TROUBLE_STEPS, steps);
  return Math.min(LONGEST_LATE_STEPS, FIRST_LATE_STEPS * 2 ** (attempts - MOST_REFUSALS));
}
