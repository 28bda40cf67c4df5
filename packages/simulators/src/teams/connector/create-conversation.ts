import type { JsonObject } from "../../slack/json-value.ts";
import { arrayOf, objectOf, stringOf } from "../../slack/json-value.ts";
import type { TeamsMessage } from "../world/message.ts";
import type { ConnectorCall } from "./connector-call.ts";
import type { ConnectorContext } from "./connector-context.ts";
import { badArgument, refusals } from "./connector-error.ts";
import { findWritable, refuseBarred } from "./find-conversation.ts";
import { readActivity, readObject } from "./read-activity.ts";
import type { Answer } from "./serve-call.ts";
import { storeActivity } from "./store-activity.ts";

/**
 * Begins a thread in a channel, or gives the chat with one person. Bots can make neither channels nor group chats.
 *
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
 * @see https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#create-conversation
 */
export const createConversation = (context: ConnectorContext, call: ConnectorCall): Answer => {
  const parameters = readObject(call);
  const channelId = namedChannel(parameters);
  if (channelId !== "") return createThread(context, parameters, channelId);
  if (parameters["isGroup"] === true)
    throw badArgument("A bot can't create a group chat: channelData.channel.id is missing.");
  return createPersonal(context, parameters);
};

/** What a create call is counted against: the channel, or the person. */
export const placeOfCreate = ({ body }: ConnectorCall): string => {
  const parameters = objectOf(body);
  return namedChannel(parameters) || stringOf(objectOf(arrayOf(parameters["members"])[0])["id"]);
};

const namedChannel = (parameters: JsonObject): string => {
  const channelData = objectOf(parameters["channelData"]);
  return stringOf(objectOf(channelData["channel"])["id"]) || stringOf(channelData["teamsChannelId"]);
};

const tenantOf = (parameters: JsonObject): string =>
  stringOf(parameters["tenantId"]) || stringOf(objectOf(objectOf(parameters["channelData"])["tenant"])["id"]);

const createThread = (context: ConnectorContext, parameters: JsonObject, channelId: string): Answer => {
  const { world } = context;
  const { conversation } = findWritable(world, channelId);
  const tenantId = tenantOf(parameters);
  // Teams needs no tenant for a channel; a wrong one means the bot mixed up its records.
  if (conversation.kind !== "channel" || (tenantId !== "" && tenantId !== conversation.tenantId))
    throw refusals.conversationNotFound();
  const activity = readActivity(parameters["activity"], context.settings.refuseBlankCards);
  const message = storeActivity(world, conversation, activity, undefined);
  if (message === undefined) throw badArgument("A thread begins with a message.");
  return created(context, message.conversationId, message);
};

const createPersonal = (context: ConnectorContext, parameters: JsonObject): Answer => {
  const { world } = context;
  const members = arrayOf(parameters["members"]).map(objectOf);
  if (members.length !== 1) throw badArgument("members must name exactly one person.");
  const tenantId = tenantOf(parameters);
  if (tenantId === "") throw badArgument("tenantId is missing.");
  const id = stringOf(members[0]?.["id"]);
  const user = [...world.users.values()].find((one) => one.id === id || one.aadObjectId === id);
  if (user === undefined || user.tenantId !== tenantId) throw badArgument(`There is no user ${id} in the tenant.`);
  if (world.disabledTenants.has(tenantId)) throw refusals.disabledByAdmin();
  const conversation = world.personal(user);
  if (!world.hasBot(conversation)) throw refusals.notInstalledForUser();
  if (parameters["activity"] === undefined) return created(context, conversation.id);
  refuseBarred(conversation);
  const activity = readActivity(parameters["activity"], context.settings.refuseBlankCards);
  return created(context, conversation.id, storeActivity(world, conversation, activity, undefined));
};

const created = (context: ConnectorContext, id: string, message?: TeamsMessage): Answer => ({
  status: 201,
  body: { id, serviceUrl: context.serviceUrl(), ...(message ? { activityId: message.id } : {}) },
});
