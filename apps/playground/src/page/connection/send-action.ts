import type { ActionAnswer } from "../../wire/action-answer.ts";
import type { PlaygroundAction } from "../../wire/playground-action.ts";
import { START_COMMAND } from "./start-command.ts";

/** Sends what a person does. Never rejects: what went wrong on the way is an answer, too. */
export async function sendAction(action: PlaygroundAction): Promise<ActionAnswer> {
  try {
    const response = await fetch("/api/act", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(action),
    });
    const answer: unknown = await response.json();
    if (isAnswer(answer)) return answer;
    return { ok: false, message: `The playground refused this (${response.status}). Reload the page and try again.` };
  } catch {
    return { ok: false, message: `The playground does not answer. Start it again with ${START_COMMAND}.` };
  }
}

function isAnswer(answer: unknown): answer is ActionAnswer {
  return typeof answer === "object" && answer !== null && "ok" in answer && typeof answer.ok === "boolean";
}
