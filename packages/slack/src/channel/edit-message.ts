import type { PlacedCard } from "../pictures/placed-card.ts";
import type { CallOutcome } from "../web-api/with-remedies.ts";
import type { SlackWorkspace } from "../workspaces/slack-workspaces.ts";
import type { Remedy } from "../web-api/remedies.ts";
import type { SlackContent } from "../render/index.ts";
import { sendCard } from "./send-card.ts";

/**
 * Gives a message of the bot another content. `known`: what the conversation is known to refuse.
 * @see https://docs.slack.dev/reference/methods/chat.update
 */
export function editMessage(
  workspace: SlackWorkspace,
  channel: string,
  ts: string,
  placed: PlacedCard,
  known?: ReadonlyMap<Remedy, string>,
): Promise<CallOutcome<unknown>> {
  // Unlike a post, an edit parses names and links in the text unless told not to.
  const write = (content: SlackContent) => workspace.client.chat.update({ channel, ts, ...content, parse: "none" });
  return sendCard(workspace, "chat.update", channel, placed, write, known === undefined ? {} : { known });
}
