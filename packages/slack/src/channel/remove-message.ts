import type { RemoveOutcome } from "@perfecto-bot/pipeline";
import { explainError } from "../web-api/explain-error.ts";
import type { SlackWorkspace } from "../workspaces/slack-workspaces.ts";

/**
 * Deletes a message of the bot. What is gone already counts as deleted.
 * @see https://docs.slack.dev/reference/methods/chat.delete
 */
export async function removeMessage(workspace: SlackWorkspace, channel: string, ts: string): Promise<RemoveOutcome> {
  try {
    await workspace.client.chat.delete({ channel, ts });
    return { kind: "removed" };
  } catch (error) {
    const attempt = { method: "chat.delete", workspace: workspace.id, target: channel, botName: workspace.botName };
    const { failure } = explainError(error, attempt);
    return failure.kind === "target-gone" ? { kind: "removed" } : failure;
  }
}
