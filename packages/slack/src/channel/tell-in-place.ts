import type { Card } from "@perfecto-bot/cards";
import { withRemedies, type CallOutcome } from "../web-api/with-remedies.ts";
import type { SlackWorkspace } from "../workspaces/slack-workspaces.ts";
import { contentOf } from "./content-of.ts";

/**
 * In the conversation, for one person's eyes. Slack shows it only while that person is there.
 * @see https://docs.slack.dev/reference/methods/chat.postEphemeral
 */
export async function tellInPlace(
  workspace: SlackWorkspace,
  channelId: string,
  person: string,
  card: Card,
  threadTs?: string,
): Promise<CallOutcome<unknown>> {
  return withRemedies(workspace, "chat.postEphemeral", channelId, (shape) =>
    workspace.client.chat.postEphemeral({
      channel: channelId,
      user: person,
      ...contentOf(card, shape),
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    }),
  );
}
