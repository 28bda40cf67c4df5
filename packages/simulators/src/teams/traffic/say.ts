import type { JsonObject } from "../../slack/json-value.ts";
import { arrayOf, objectOf } from "../../slack/json-value.ts";
import type { Conversation } from "../world/conversation.ts";
import type { TeamsMessage } from "../world/message.ts";
import type { TeamsUser } from "../world/team.ts";
import type { TeamsWorld } from "../world/teams-world.ts";
import { activityHead } from "./activity.ts";
import type { Receipt } from "./delivery.ts";
import { notSent } from "./delivery.ts";
import type { TeamsContext } from "./teams-context.ts";

/** Where a person writes: a channel or a group chat by id or name; the chat with the bot where neither is given. */
export interface PlaceInput {
  readonly channel?: string;
  readonly chat?: string;
}

/** Something a person writes. */
export interface SayInput extends PlaceInput {
  readonly user: string;
  /** May contain `<at>Name</at>` for the bot or people, each of which becomes a mention. */
  readonly text: string;
  /** Begins with a mention of the bot. */
  readonly mention?: boolean;
  /** The root's id of the thread it is a reply in. */
  readonly threadOf?: string;
  /** What stands between the mention and the text: a space, or one of the forms Teams' clients put there. */
  readonly separator?: " " | "&nbsp;" | "\u00A0" | "";
  /** Whether `&`, `<`, `>` and `"` in the text arrive as HTML entities. */
  readonly htmlEntities?: boolean;
}

/** The receipt of what a person wrote, and the message as stored. */
export interface SayReceipt extends Receipt {
  readonly message: TeamsMessage;
}

/** The conversation that is meant. Throws where there is none. */
export const placeOf = (world: TeamsWorld, { channel, chat }: PlaceInput, user: TeamsUser): Conversation => {
  if (channel !== undefined) return world.channel(channel);
  return chat === undefined ? world.personal(user) : world.groupChat(chat);
};

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeHtml = (text: string): string =>
  text
    .split(/(<at>.*?<\/at>)/)
    .map((part) => (part.startsWith("<at>") ? part : part.replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign)))
    .join("");

/**
 * Writes a message. In channels and group chats the bot hears of it only where it is mentioned.
 *
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations
 */
export const say = async (context: TeamsContext, input: SayInput): Promise<SayReceipt> => {
  const { world, traffic } = context;
  const user = world.user(input.user);
  const conversation = placeOf(world, input, user);
  const written = input.htmlEntities ? escapeHtml(input.text) : input.text;
  const tag = `<at>${world.bot.name}</at>`;
  const text = input.mention ? `${tag}${input.separator ?? " "}${written}` : written;
  const mentions = mentionsIn(world, text);
  const content = { type: "message", text, textFormat: "plain", attachments: [] };
  if (input.threadOf !== undefined) conversation.thread(input.threadOf);
  const message = world.post(conversation, { id: user.id, name: user.name }, content, input.threadOf);

  if (!world.hasBot(conversation)) return { ...notSent("the bot is not in the conversation"), message };
  const isMentioned = mentions.some(({ mentioned }) => objectOf(mentioned)["id"] === world.botAccount.id);
  if (conversation.kind !== "personal" && !isMentioned) return { ...notSent("the bot is not mentioned"), message };
  const { id, conversationId } = message;
  const head = activityHead(context, { type: "message", conversation, user, id, conversationId });
  const receipt = await traffic.send({ ...head, ...content, entities: [...mentions, ...arrayOf(head["entities"])] });
  return { ...receipt, message };
};

const mentionsIn = (world: TeamsWorld, text: string): JsonObject[] =>
  [...text.matchAll(/<at>(.*?)<\/at>/g)].flatMap(([tag, name = ""]) => {
    const found = name === world.bot.name ? world.botAccount : world.findUser(name);
    return found ? [{ type: "mention", text: tag, mentioned: { id: found.id, name: found.name } }] : [];
  });
