import type { Button } from "@perfecto-bot/cards";
import type { ActionsBlock, Button as SlackButton, PlainTextElement } from "@slack/types";
import { buttonId } from "./button-id.ts";
import { clampText, cleanLineText } from "@perfecto-bot/cards";
import { LIMITS } from "./limits.ts";
import { safeUrl } from "./safe-url.ts";

/** Slack allows 25 in a block; more than five wrap into a heap. @see https://docs.slack.dev/reference/block-kit/blocks/actions-block */
const BUTTONS_PER_ROW = 5;

/** Plain text as Slack wants it: clean, within its limit, never empty, emoji names left as they are. */
export function plainText(text: string, max: number, otherwise = "…"): PlainTextElement {
  const shown = [text, otherwise].map(cleanLineText).find((clean) => clean.trim() !== "") ?? "…";
  return { type: "plain_text", text: clampText(shown, max), emoji: false };
}

/**
 * Buttons in rows of five. A button that Slack would refuse or that could not work (an address that may not be
 * linked, a subject that does not fit) is left out. `firstIndex` keeps the ids of a message apart.
 */
export function drawButtons(buttons: readonly Button[], firstIndex: number): ActionsBlock[] {
  const drawn = buttons.map((button, at) => drawButton(button, firstIndex + at)).filter((each) => each !== undefined);
  const rows: ActionsBlock[] = [];
  for (let at = 0; at < drawn.length; at += BUTTONS_PER_ROW)
    rows.push({ type: "actions", elements: drawn.slice(at, at + BUTTONS_PER_ROW) });
  return rows;
}

function drawButton(button: Button, index: number): SlackButton | undefined {
  if (button.kind === "link") {
    const url = safeUrl(button.url);
    if (url === undefined) return undefined;
    const text = plainText(button.label, LIMITS.buttonText, "Open");
    return { type: "button", text, url, action_id: buttonId("link", index) };
  }
  // A subject is an id: one that was cut, or repaired, would name something else.
  if (button.subject.length > LIMITS.buttonValue || !button.subject.isWellFormed()) return undefined;
  return {
    type: "button",
    text: plainText(button.label, LIMITS.buttonText, button.action),
    action_id: buttonId(button.action, index),
    ...(button.subject === "" ? {} : { value: button.subject }),
    ...(button.style === undefined ? {} : { style: button.style }),
    ...(button.confirm === undefined
      ? {}
      : {
          confirm: {
            title: plainText("Are you sure?", LIMITS.confirmTitle),
            text: plainText(button.confirm, LIMITS.confirmText),
            confirm: plainText(button.label, LIMITS.confirmButton, "Yes"),
            deny: plainText("Cancel", LIMITS.confirmButton),
            ...(button.style === undefined ? {} : { style: button.style }),
          },
        }),
  };
}
