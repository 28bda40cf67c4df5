import type { JsonObject } from "../../slack/json-value.ts";
import type { Conversation } from "../world/conversation.ts";
import type { TeamsMessage } from "../world/message.ts";
import type { TeamsWorld } from "../world/teams-world.ts";
import { splitActivity } from "./read-activity.ts";

/** Stores what the bot sent. @returns the message whose id the bot learns; undefined for a sign of typing. */
export const storeActivity = (
  world: TeamsWorld,
  conversation: Conversation,
  activity: JsonObject,
  rootId: string | undefined,
): TeamsMessage | undefined => {
  if (activity["type"] === "typing") return undefined;
  const [first, ...rest] = splitActivity(activity);
  const message = world.post(conversation, world.botAccount, first, rootId);
  // Of a new thread's two messages the second is the first one's reply.
  const below = conversation.kind === "channel" ? (rootId ?? message.id) : undefined;
  for (const part of rest) world.post(conversation, world.botAccount, part, below);
  return message;
};
