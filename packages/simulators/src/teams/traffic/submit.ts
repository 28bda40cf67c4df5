import { objectOf } from "../../slack/json-value.ts";
import type { ActionChoice, Inputs } from "../cards/find-action.ts";
import { findAction } from "../cards/find-action.ts";
import { activityHead } from "./activity.ts";
import type { Receipt } from "./delivery.ts";
import { notSent } from "./delivery.ts";
import { filledBy } from "./execute.ts";
import type { MessageChoice } from "./invoke.ts";
import { seeCard } from "./invoke.ts";
import type { TeamsContext } from "./teams-context.ts";

/** A button with Action.Submit that a person presses: also the fallback of an Action.Execute, as on old clients. */
export interface SubmitInput extends ActionChoice {
  readonly user: string;
  readonly message: MessageChoice;
  readonly inputs?: Inputs;
}

/**
 * Presses a button with Action.Submit: the bot gets a message without text, with the data as its value.
 *
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-actions#actionsubmit
 */
export const submit = async (context: TeamsContext, input: SubmitInput): Promise<Receipt> => {
  const { user, conversation, message, card } = seeCard(context, input.user, input.message);
  const action = findAction(card, "Action.Submit", input);
  if (objectOf(objectOf(action["data"])["msteams"])["type"] === "task/fetch")
    throw new Error("This button opens a dialog: use taskFetch.");
  const filled = filledBy(card, action, input.inputs, context.world.offersTo(user.id, message.id));
  if (typeof filled === "string") return notSent(filled);
  if (!context.world.hasBot(conversation)) return notSent("the bot is not in the conversation");
  const id = context.world.identifiers.message(context.world.now());
  const { conversationId } = message;
  const head = activityHead(context, { type: "message", conversation, user, id, conversationId });
  return context.traffic.send({ ...head, value: filled, replyToId: message.id });
};
