import { LabError } from "../../ports/lab.ts";
import type { AskParts } from "./ask-parts.ts";

/** What a lab answered, or why it did not. */
export type LabAnswer<Value> =
  | { readonly kind: "told"; readonly value: Value }
  | { readonly kind: "failed"; readonly error: LabError };

/** Asks a lab; its error is an answer, too. What is no {@link LabError} rejects. */
export async function askLab<Value>(
  { onError }: Pick<AskParts, "onError">,
  doing: string,
  ask: () => Promise<Value>,
): Promise<LabAnswer<Value>> {
  try {
    return { kind: "told", value: await ask() };
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    if (error.kind !== "not-found") onError(error, doing);
    return { kind: "failed", error };
  }
}
