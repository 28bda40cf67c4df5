import { LabError } from "../ports/lab.ts";
import type { HowItFails } from "./mortal-worker.ts";

/** How calls of a channel fail in a {@link createMortalWorker}'s hand: it never rejects, and says what is known. */
export const chatFails: HowItFails = (method, isDone) => {
  const detail = "the connection broke";
  switch (method) {
    case "find":
      return { kind: "try-again", retryAfterMs: 5_000, detail };
    case "reach":
      return { kind: "unknown" };
    case "tell":
      return false;
    default:
      return { kind: isDone ? "ambiguous" : "unreachable", detail };
  }
};

/** How calls of a lab fail: it rejects with a LabError only. */
export const labFails: HowItFails = async () => {
  throw new LabError("unreachable", "acme", "Lab acme: no answer.");
};
