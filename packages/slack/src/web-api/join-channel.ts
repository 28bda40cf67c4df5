import type { SlackWorkspace } from "../workspaces/slack-workspaces.ts";

/**
 * Joins a public channel, where the operator granted `channels:join` for that. Resolves to whether the bot is a member now.
 * @see https://docs.slack.dev/reference/methods/conversations.join
 */
export async function joinChannel({ client, scopes }: SlackWorkspace, channelId: string): Promise<boolean> {
  if (!scopes.has("channels:join")) return false;
  try {
    await client.conversations.join({ channel: channelId });
    return true;
  } catch {
    return false;
  }
}
