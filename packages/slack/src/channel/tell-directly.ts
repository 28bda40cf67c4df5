import type { Card } from "@perfecto-bot/cards";
import { postMessage } from "../web-api/post-message.ts";
import { withRemedies, type CallOutcome } from "../web-api/with-remedies.ts";
import type { SlackWorkspace } from "../workspaces/slack-workspaces.ts";
import { contentOf } from "./content-of.ts";

/**
 * In a direct message, which needs `im:write`.
 * @see https://docs.slack.dev/reference/methods/conversations.open
 */
export async function tellDirectly(
  workspace: SlackWorkspace,
  person: string,
  card: Card,
): Promise<CallOutcome<unknown>> {
  const opened = await withRemedies(workspace, "conversations.open", person, () =>
    workspace.client.conversations.open({ users: person }),
  );
  if (opened.kind !== "done") return opened;
  const channel = opened.value.channel?.id;
  if (channel === undefined)
    return { kind: "refused", detail: `conversations.open on ${person}: Slack named no conversation` };
  return withRemedies(workspace, "chat.postMessage", channel, (shape) =>
    postMessage(workspace, {
      channel,
      ...contentOf(card, shape),
    }),
  );
}
