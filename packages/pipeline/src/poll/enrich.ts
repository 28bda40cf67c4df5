import { failingCommand, wentWrong, type Enrichment, type RecordedExecution } from "@perfecto-bot/domain";
import { LabError, type Lab, type LabErrorKind } from "../ports/lab.ts";

/** Commands reports fetched in one look at a build; the rest follows in the next. */
const MOST_AT_ONCE = 100;
/** After so many refusals a failure is shown without its commands. */
const MOST_ATTEMPTS = 12;
/** Errors that are no refusal of the one execution that was asked for. */
const SAYS_NOTHING: ReadonlySet<LabErrorKind> = new Set([
  "token-refused",
  "wrong-lab",
  "rate-limited",
  "store-unavailable",
]);

/**
 * Failures whose commands should be fetched now: settled or given up waiting for, oldest first. One that was given up
 * and has no commands after a few tries is left until it settles, so that asking for it ends.
 */
export function toEnrich(executions: Iterable<RecordedExecution>): readonly RecordedExecution[] {
  return [...executions]
    .filter((recorded) => wentWrong(recorded.execution) && mayHaveCommands(recorded))
    .toSorted((a, b) => a.firstSeenAtMs - b.firstSeenAtMs)
    .slice(0, MOST_AT_ONCE);
}

function mayHaveCommands({ enrichment, settledAtMs, overdueAtMs }: RecordedExecution): boolean {
  if (enrichment?.state !== "pending") return false;
  return settledAtMs !== undefined || (overdueAtMs !== undefined && enrichment.attempts < MOST_ATTEMPTS - 1);
}

/**
 * Fetches the commands of a failed execution and finds the one that failed. A lab that cannot answer at all rejects;
 * a refusal of this one execution counts as an attempt.
 */
export async function enrich(lab: Pick<Lab, "listCommands">, recorded: RecordedExecution): Promise<Enrichment> {
  const attempts = recorded.enrichment?.state === "pending" ? recorded.enrichment.attempts + 1 : 1;
  try {
    const failure = failingCommand(await lab.listCommands(recorded.execution.id));
    const early = failure === undefined && recorded.settledAtMs === undefined;
    if (early) return { state: "pending", attempts: Math.min(attempts, MOST_ATTEMPTS - 1) };
    return { state: "done", ...(failure === undefined ? {} : { failure }) };
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    if (SAYS_NOTHING.has(error.kind)) throw error;
    return attempts >= MOST_ATTEMPTS ? { state: "unavailable" } : { state: "pending", attempts };
  }
}
