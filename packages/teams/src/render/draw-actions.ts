import type { Button } from "@perfecto-bot/cards";
import type { ActionArray, IExecuteAction } from "@microsoft/teams.cards";
import { isCarriable, VERBS } from "./action-data.ts";
import type { ActionData } from "./action-data.ts";
import { clampText, cleanLineText } from "@perfecto-bot/cards";
import { LIMITS } from "./limits.ts";
import { literalText } from "./literal-text.ts";
import { safeUrl } from "./safe-url.ts";

type Action = ActionArray[number];

const CONFIRM_LENGTH = 300;
const STYLES = { primary: "positive", danger: "destructive" } as const;

/**
 * Buttons: the first six visible, others in the overflow menu. A button that could not work (an address that may not
 * be linked, a subject that cannot be carried) is left out.
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference
 */
export function drawActions(buttons: readonly Button[]): ActionArray {
  return buttons
    .map(drawAction)
    .filter((action) => action !== undefined)
    .slice(0, LIMITS.actions)
    .map((action, at) => (at < LIMITS.visibleActions ? action : { ...action, mode: "secondary" }));
}

function drawAction(button: Button): Action | undefined {
  if (button.kind === "link") {
    const url = safeUrl(button.url);
    return url === undefined ? undefined : { type: "Action.OpenUrl", title: actionTitle(button.label, "Open"), url };
  }
  if (!isCarriable(button.subject)) return undefined;
  const title = actionTitle(button.label, button.action);
  const style = button.style === undefined ? {} : { style: STYLES[button.style] };
  const act: Action = {
    ...drawExecute(title, VERBS.act, { action: button.action, subject: button.subject }),
    ...style,
  };
  const question = clampText(cleanLineText(button.confirm ?? "").trim(), CONFIRM_LENGTH);
  return question === "" ? act : { ...drawQuestion(title, question, act), ...style };
}

/** Cards have no question before an action: the button opens it below, with the button that acts. */
function drawQuestion(title: string, question: string, act: Action): Action {
  const inlines = [{ type: "TextRun" as const, text: literalText(question) }];
  return {
    type: "Action.ShowCard",
    title,
    card: { type: "AdaptiveCard", body: [{ type: "RichTextBlock", inlines }], actions: [act] },
  };
}

/**
 * An action that comes back to the bot, also from clients that do not know how to answer it in place.
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/work-with-universal-actions-for-adaptive-cards
 */
export function drawExecute(title: string, verb: string, data: ActionData): IExecuteAction {
  return {
    type: "Action.Execute",
    title,
    verb,
    data: { ...data },
    fallback: { type: "Action.Submit", title, data: { ...data } },
  };
}

/** A button's title: clean, of one line, never empty. */
export function actionTitle(label: string, otherwise: string): string {
  const shown = [label, otherwise].map((each) => cleanLineText(each).trim()).find((each) => each !== "") ?? "…";
  return clampText(literalText(shown), LIMITS.actionTitle);
}
