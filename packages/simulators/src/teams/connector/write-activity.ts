import { parseConversationId } from "../world/identifiers.ts";
import type { TeamsMessage } from "../world/message.ts";
import type { ConnectorCall } from "./connector-call.ts";
import type { ConnectorContext } from "./connector-context.ts";
import { refusals } from "./connector-error.ts";
import { findWritable } from "./find-conversation.ts";
import { readActivity, readObject } from "./read-activity.ts";
import type { Answer } from "./serve-call.ts";
import { storeActivity } from "./store-activity.ts";

/**
 * Sends to a conversation. To a thread's id it is a reply; to a channel's own id a new root, even where it names an
 * activity to reply to. Any such name is taken: the SDK makes up one where it has none.
 *
 * @see https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#send-to-conversation
 */
export const sendActivity = (context: ConnectorContext, call: ConnectorCall): Answer => {
  const { world, settings } = context;
  const { conversation, rootId } = findWritable(world, call.conversationId ?? "");
  const activity = readActivity(readObject(call), settings.refuseBlankCards);
  const message = storeActivity(world, conversation, activity, rootId);
  return { status: 201, body: { id: message?.id ?? world.identifiers.event() } };
};

/**
 * Replaces what a message of the bot says.
 *
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/update-and-delete-bot-messages
 */
export const updateActivity = (context: ConnectorContext, call: ConnectorCall): Answer => {
  const message = ownMessage(context, call);
  const activity = readActivity(readObject(call), context.settings.refuseBlankCards);
  context.world.edit(message, activity);
  return { status: 200, body: { id: message.id } };
};

/**
 * Deletes a message of the bot.
 *
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/update-and-delete-bot-messages
 */
export const deleteActivity = (context: ConnectorContext, call: ConnectorCall): Answer => {
  context.world.remove(ownMessage(context, call));
  return { status: 200 };
};

/** The message a call is about, in the thread it names if it names one. @throws ConnectorError 403 or 404. */
const ownMessage = ({ world }: ConnectorContext, call: ConnectorCall): TeamsMessage => {
  const { place, rootId } = parseConversationId(call.conversationId ?? "");
  const { conversation } = findWritable(world, place);
  const message = conversation.find(call.activityId ?? "");
  const isThere = message && (rootId === undefined || message.id === rootId || message.rootId === rootId);
  if (!isThere) throw refusals.activityNotFound();
  if (message.isBots) return message;
  throw refusals.notEnoughPermissions("The bot can change its own messages only.");
};
