import { BUTTON_ACTIONS } from "@perfecto-bot/cards";
import type { ButtonAction } from "@perfecto-bot/cards";
import { LIMITS } from "./limits.ts";

const OWNER = "perfecto";

/** The `action_id` of a button, unique in a message by its index. "link" buttons only have to be acknowledged. */
export function buttonId(action: ButtonAction | "link", index: number): string {
  return `${OWNER}:${action}:${index}`;
}

/**
 * What a pressed button of ours asks for; `undefined` for a link button and for anything that is not ours.
 * Who may do it is for the service to decide again: the subject comes from outside.
 * @see https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
 */
export function readButton(
  actionId: string,
  value: string | undefined,
): { readonly action: ButtonAction; readonly subject: string } | undefined {
  const [owner, name, index, ...rest] = actionId.split(":");
  if (owner !== OWNER || index === undefined || !/^\d{1,4}$/.test(index) || rest.length > 0) return undefined;
  const action = BUTTON_ACTIONS.find((known) => known === name);
  const subject = value ?? "";
  return action === undefined || subject.length > LIMITS.buttonValue ? undefined : { action, subject };
}
