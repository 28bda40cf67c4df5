import type { ReachOutcome } from "@perfecto-bot/pipeline";
import { explainError } from "../web-api/explain-error.ts";
import type { SlackWorkspace } from "../workspaces/slack-workspaces.ts";

/**
 * Whether the bot can post to a channel now: it is a member, or may post to or join public channels. A missing scope
 * of the look-up says nothing about posting.
 * @see https://docs.slack.dev/reference/methods/conversations.info
 */
export async function reachConversation(workspace: SlackWorkspace, channelId: string): Promise<ReachOutcome> {
  try {
    const { channel } = await workspace.client.conversations.info({ channel: channelId });
    if (channel === undefined) return { kind: "unknown" };
    if (channel.is_archived === true)
      return {
        kind: "conversation-unavailable",
        detail: "the channel is archived",
        todo: "Unarchive the channel, or remove the subscription.",
      };
    if (channel.is_im === true || channel.is_member === true || mayPostUninvited(workspace, channel))
      return { kind: "reachable" };
    return {
      kind: "conversation-unavailable",
      detail: "the bot is not a member of the channel",
      todo: `Write /invite @${workspace.botName} in the channel.`,
    };
  } catch (error) {
    const attempt = {
      method: "conversations.info",
      workspace: workspace.id,
      target: channelId,
      botName: workspace.botName,
    };
    const { failure, code } = explainError(error, attempt);
    if (failure.kind === "installation-dead") return failure;
    return failure.kind === "conversation-unavailable" && code !== "missing_scope" ? failure : { kind: "unknown" };
  }
}

function mayPostUninvited({ scopes }: SlackWorkspace, channel: { readonly is_private?: boolean }): boolean {
  return channel.is_private !== true && (scopes.has("chat:write.public") || scopes.has("channels:join"));
}
