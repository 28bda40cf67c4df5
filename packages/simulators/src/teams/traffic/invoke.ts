import type { JsonObject, JsonValue } from "../../slack/json-value.ts";
import type { Conversation } from "../world/conversation.ts";
import type { TeamsMessage } from "../world/message.ts";
import type { TeamsUser } from "../world/team.ts";
import { activityHead, channelDataOf } from "./activity.ts";
import type { Receipt } from "./delivery.ts";
import { notSent } from "./delivery.ts";
import type { TeamsContext } from "./teams-context.ts";

/** A message and the person who looks at it. */
export interface Sight {
  readonly user: TeamsUser;
  readonly conversation: Conversation;
  readonly message: TeamsMessage;
  /** The card as that person sees it. */
  readonly card: JsonObject;
}

/** A message that is meant: itself or its id. */
export type MessageChoice = string | TeamsMessage;

/** Finds a message with a card. Throws where there is none, or where it was deleted. */
export const seeCard = ({ world }: TeamsContext, userName: string, choice: MessageChoice): Sight => {
  const user = world.user(userName);
  const id = typeof choice === "string" ? choice : choice.id;
  const conversation = [...world.conversations.values()].find((one) => one.find(id) !== undefined);
  const message = conversation?.find(id);
  const card = message?.cardFor(user.id);
  if (conversation && message && card) return { user, conversation, message, card };
  throw new Error(`${user.name} sees no message ${id} with a card.`);
};

/** Where an invoke comes from. */
export interface InvokeInput {
  readonly name: string;
  readonly value: JsonValue;
  readonly user: TeamsUser;
  readonly conversation: Conversation;
  readonly message?: TeamsMessage;
  /** What was used: a message's card, or the box where messages are written. */
  readonly source?: "message" | "compose";
}

/** Asks the bot something that it must answer in the HTTP response. */
export const invoke = async (context: TeamsContext, input: InvokeInput): Promise<Receipt> => {
  const { name, value, user, conversation, message, source = "message" } = input;
  if (source === "message" && !context.world.hasBot(conversation)) return notSent("the bot is not in the conversation");
  const place = message === undefined ? {} : { conversationId: message.conversationId };
  return context.traffic.send({
    ...activityHead(context, { type: "invoke", conversation, user, ...place }),
    name,
    value,
    ...(message === undefined ? {} : { replyToId: message.id }),
    channelData: { ...channelDataOf(conversation), source: { name: source } },
  });
};
