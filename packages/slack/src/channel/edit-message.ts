import type { PlacedCard } from "../pictures/placed-card.ts";
import type { CallOutcome } from "../web-api/with-remedies.ts";
import type { SlackWorkspace } from "../workspaces/slack-workspaces.ts";
import { sendCard } from "./send-card.ts";

/**
 * Gives a message of the bot another content.
 * @see https://docs.slack.dev/reference/methods/chat.update
 */
export function editMessage(
  workspace: SlackWorkspace,
  channel: string,
  ts: string,
  placed: PlacedCard,
): Promise<CallOutcome<unknown>> {
  return sendCard(workspace, "chat.update", channel, placed, (content) =>
    // Unlike a post, an edit parses names and links in the text unless told not to.
    workspace.client.chat.update({ channel, ts, ...content, parse: "none" }),
  );
}
