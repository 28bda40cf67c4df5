import { LabError, type Lab } from "../ports/lab.ts";
import type { PollParts } from "./poll-parts.ts";

/**
 * Asks a lab and keeps its health: trouble is noted and said once when it begins, and once when it ends.
 * Rejects with the same error, so that the caller's rhythm decides when to ask again.
 * @param isForOne Only one build or session is asked for, which may be to blame for a refusal: it is no trouble of the lab
 */
export async function watchLab<T>(
  { memory, now, onNews }: Pick<PollParts, "memory" | "now" | "onNews">,
  lab: Lab,
  ask: (lab: Lab) => Promise<T>,
  isForOne = false,
): Promise<T> {
  try {
    const answer = await ask(lab);
    if (await memory.noteSuccess(lab.id, now())) onNews({ kind: "lab-recovered", lab: lab.id });
    return answer;
  } catch (error) {
    if (error instanceof LabError && isTroubleOfLab(error) && !(isForOne && error.kind === "refused")) {
      const began = await memory.noteTrouble(lab.id, error.kind, error.message, now());
      if (began) onNews({ kind: "lab-trouble", lab: lab.id, message: error.message });
    }
    throw error;
  }
}

function isTroubleOfLab({ kind }: LabError): boolean {
  switch (kind) {
    case "token-refused":
    case "wrong-lab":
    case "unreachable":
    case "not-json":
    case "refused":
    case "rate-limited":
      return true;
    case "window-too-old":
    case "not-found":
    case "store-unavailable":
      return false;
  }
}
