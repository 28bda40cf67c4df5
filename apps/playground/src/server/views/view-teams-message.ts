import type { TeamsMessage } from "@perfecto-bot/simulators/teams";
import type { TeamsMessageView } from "../../wire/teams-state.ts";
import { lightenCard } from "./teams-pictures.ts";

/** A message as it is now. Of a deleted one only its place is left. */
export function viewTeamsMessage(message: TeamsMessage): TeamsMessageView {
  const { id, conversationId, rootId, from, card, views, versions, deleted } = message;
  return {
    id,
    placeId: placeOfConversation(conversationId),
    ...(rootId === undefined ? {} : { rootId }),
    fromName: from.name,
    fromBot: message.isBots,
    atMs: versions[0]?.at ?? 0,
    text: deleted ? "" : message.text,
    summary: deleted ? "" : message.summary,
    ...(card === undefined || deleted ? {} : { card: lightenCard(card, message) }),
    cardsFor: deleted ? {} : Object.fromEntries([...views].map(([user, one]) => [user, lightenCard(one, message)])),
    versions: versions.length,
    deleted,
  };
}

/**
 * The channel or chat that a conversation's id names: a thread's id is its channel's, with its root's.
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations
 */
export function placeOfConversation(conversationId: string): string {
  return conversationId.split(";")[0] ?? conversationId;
}
