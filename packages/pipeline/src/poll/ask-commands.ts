import { failingCommand, type EnrichmentOutcome, type RecordedExecution } from "@perfecto-bot/domain";
import { LabError, type Lab } from "../ports/lab.ts";

/** Fetches the commands of a failed execution and finds the one that failed. Rejects only with what is no {@link LabError}. */
export async function askCommands(lab: Lab, { execution, settledAtMs }: RecordedExecution): Promise<EnrichmentOutcome> {
  try {
    const failure = failingCommand(await lab.listCommands(execution.id));
    if (failure !== undefined) return { kind: "told", failure };
    return settledAtMs === undefined ? { kind: "nothing-yet" } : { kind: "told" };
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    return { kind: isOfExecution(error) ? "refused" : "trouble" };
  }
}

/** Whether a lab speaks of the execution that was asked about, and not of itself or of us. */
function isOfExecution({ kind }: LabError): boolean {
  switch (kind) {
    case "not-found":
    case "refused":
    case "window-too-old":
      return true;
    case "token-refused":
    case "wrong-lab":
    case "rate-limited":
    case "unreachable":
    case "not-json":
    case "store-unavailable":
      return false;
  }
}
