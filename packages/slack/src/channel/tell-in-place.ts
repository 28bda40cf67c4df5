import type { PlacedCard } from "../pictures/placed-card.ts";
import type { CallOutcome } from "../web-api/with-remedies.ts";
import type { SlackWorkspace } from "../workspaces/slack-workspaces.ts";
import { sendCard } from "./send-card.ts";

/**
 * In the conversation, for one person's eyes. Slack shows it only while that person is there.
 * @see https://docs.slack.dev/reference/methods/chat.postEphemeral
 */
export async function tellInPlace(
  workspace: SlackWorkspace,
  channelId: string,
  person: string,
  placed: PlacedCard,
  threadTs?: string,
): Promise<CallOutcome<unknown>> {
  return sendCard(workspace, "chat.postEphemeral", channelId, placed, (content) =>
    workspace.client.chat.postEphemeral({
      channel: channelId,
      user: person,
      ...content,
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    }),
  );
}
