import { Channel } from "../world/conversation.ts";
import type { Conversation } from "../world/conversation.ts";
import { parseConversationId } from "../world/identifiers.ts";
import type { TeamsWorld } from "../world/teams-world.ts";
import { ConnectorError, refusals } from "./connector-error.ts";

/** A conversation that the bot named, and the thread in it where it named one. */
export interface FoundConversation {
  readonly conversation: Conversation;
  readonly rootId?: string;
}

/** A conversation the bot may look into. @throws ConnectorError 400, 403 or 404. */
export const findConversation = (world: TeamsWorld, id: string): FoundConversation => {
  if (!/^(?:19|a|29):/.test(id)) throw new ConnectorError(400, "BadSyntax", "Bad format of conversation ID");
  const { place, rootId } = parseConversationId(id);
  const conversation = world.conversations.get(place);
  if (conversation === undefined || isGone(conversation)) throw refusals.conversationNotFound();
  if (world.disabledTenants.has(conversation.tenantId)) throw refusals.disabledByAdmin();
  if (!world.hasBot(conversation)) throw refusals.botNotInRoster();
  if (rootId === undefined) return { conversation };
  const root = conversation.find(rootId);
  if (root === undefined || root.rootId !== undefined) throw refusals.conversationNotFound();
  return { conversation, rootId };
};

/** The same, for writing. @throws ConnectorError 403 as well where writing is barred. */
export const findWritable = (world: TeamsWorld, id: string): FoundConversation => {
  const found = findConversation(world, id);
  refuseBarred(found.conversation);
  return found;
};

/**
 * Refuses a conversation that a person blocked. An archived team takes no messages; which error Teams gives then is not
 * documented, so the one for blocked writes is assumed.
 */
export const refuseBarred = (conversation: Conversation): void => {
  if (conversation.barred === "blocked-by-user") throw refusals.blockedByUser();
  const isArchived = conversation instanceof Channel && conversation.team.archived;
  if (conversation.barred === "writes-blocked" || isArchived) throw refusals.writesBlocked();
};

const isGone = (conversation: Conversation): boolean =>
  conversation.deleted || (conversation instanceof Channel && conversation.team.deleted);
