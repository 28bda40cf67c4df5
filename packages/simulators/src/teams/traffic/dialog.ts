import type { JsonObject } from "../../slack/json-value.ts";
import { objectOf, stringOf } from "../../slack/json-value.ts";
import type { ActionChoice, Inputs } from "../cards/find-action.ts";
import { findAction } from "../cards/find-action.ts";
import type { Dialog } from "../world/event-hub.ts";
import { cardIn } from "../world/message.ts";
import type { TeamsWorld } from "../world/teams-world.ts";
import type { Receipt } from "./delivery.ts";
import { notSent } from "./delivery.ts";
import { filledBy } from "./execute.ts";
import type { Sight } from "./invoke.ts";
import { invoke, seeCard } from "./invoke.ts";
import type { SubmitInput } from "./submit.ts";
import type { TeamsContext } from "./teams-context.ts";

/** How a person submits the dialog on their screen. */
export interface TaskSubmitInput extends ActionChoice {
  readonly user: string;
  readonly inputs?: Inputs;
}

/** The receipt of a dialog's opening or submission, and the dialog that is open afterwards. */
export interface DialogReceipt extends Receipt {
  readonly dialog?: Dialog;
}

type DialogPlace = Pick<Dialog, "userId" | "conversationId" | "messageId">;

const context = { theme: "default" };

/**
 * Presses a button that opens a dialog (task module): an Action.Submit whose data says `task/fetch`.
 *
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots
 */
export const taskFetch = async (teams: TeamsContext, input: SubmitInput): Promise<DialogReceipt> => {
  const sight = seeCard(teams, input.user, input.message);
  const choice = { ...input, data: { msteams: { type: "task/fetch" }, ...input.data } };
  const offers = teams.world.offersTo(sight.user.id, sight.message.id);
  const filled = filledBy(sight.card, findAction(sight.card, "Action.Submit", choice), input.inputs, offers);
  if (typeof filled === "string") return notSent(filled);
  const receipt = await invoke(teams, { name: "task/fetch", value: { data: filled, context }, ...sight });
  return follow(teams, receipt, {
    userId: sight.user.id,
    conversationId: sight.conversation.id,
    messageId: sight.message.id,
  });
};

/** Submits the dialog on a person's screen. Throws where there is none. */
export const taskSubmit = async (teams: TeamsContext, input: TaskSubmitInput): Promise<DialogReceipt> => {
  const { dialog, card, ...sight } = dialogSight(teams, input.user);
  const offers = teams.world.offersTo(sight.user.id, "dialog");
  const filled = filledBy(card, findAction(card, "Action.Submit", input), input.inputs, offers);
  if (typeof filled === "string") return { ...notSent(filled), dialog };
  const receipt = await invoke(teams, { name: "task/submit", value: { data: filled, context }, ...sight });
  return follow(teams, receipt, dialog);
};

/** The dialog on a person's screen, with the message that opened it. Throws where there is none. */
export const dialogSight = ({ world }: TeamsContext, userName: string): Sight & { readonly dialog: Dialog } => {
  const user = world.user(userName);
  const dialog = world.dialogs.get(user.id);
  if (dialog === undefined) throw new Error(`${user.name} has no dialog open.`);
  const conversation = world.conversations.get(dialog.conversationId);
  const message = conversation?.find(dialog.messageId);
  if (!conversation || !message) throw new Error("The message that opened the dialog is gone.");
  return { user, dialog, conversation, message, card: dialog.card };
};

/** Shows what the bot answered. An error leaves the dialog as it was. */
const follow = ({ world }: TeamsContext, receipt: Receipt, place: DialogPlace): DialogReceipt => {
  const { userId, messageId } = place;
  const task = objectOf(objectOf(receipt.body)["task"]);
  if (receipt.status !== 200 || !showTask(world, task, place))
    world.notify({ userId, from: "teams", text: "Something went wrong. Please try again.", messageId });
  const dialog = world.dialogs.get(userId);
  return { ...receipt, ...(dialog ? { dialog } : {}) };
};

/** Another dialog, a message, or nothing any more. @returns whether the task is one that Teams can show. */
const showTask = (world: TeamsWorld, task: JsonObject, place: DialogPlace): boolean => {
  const { userId, messageId } = place;
  if (task["type"] !== "continue") {
    world.setDialog(userId, undefined);
    if (task["type"] === "message") world.notify({ userId, from: "bot", text: stringOf(task["value"]), messageId });
    return true;
  }
  const value = objectOf(task["value"]);
  const card = cardIn(value["card"]);
  if (card) world.setDialog(userId, { ...place, title: stringOf(value["title"]), card });
  return card !== undefined;
};
