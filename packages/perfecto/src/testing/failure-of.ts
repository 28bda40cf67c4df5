import { inspect } from "node:util";
import { LabError } from "@perfecto-bot/pipeline";

/** The LabError a call rejects with; throws where it does anything else. */
export async function failureOf(call: Promise<unknown>): Promise<LabError> {
  const outcome = await call.then(
    () => "no failure",
    (error: unknown) => error,
  );
  if (outcome instanceof LabError) return outcome;
  throw new Error(`expected a LabError, got ${inspect(outcome)}`);
}
