import type { PlacedCard } from "../pictures/placed-card.ts";
import { postMessage } from "../web-api/post-message.ts";
import { withRemedies, type CallOutcome } from "../web-api/with-remedies.ts";
import type { SlackWorkspace } from "../workspaces/slack-workspaces.ts";
import { sendCard } from "./send-card.ts";

/**
 * In a direct message, which needs `im:write`.
 * @see https://docs.slack.dev/reference/methods/conversations.open
 */
export async function tellDirectly(
  workspace: SlackWorkspace,
  person: string,
  placed: PlacedCard,
): Promise<CallOutcome<unknown>> {
  const opened = await withRemedies(workspace, "conversations.open", person, () =>
    workspace.client.conversations.open({ users: person }),
  );
  if (opened.kind !== "done") return opened;
  const channel = opened.value.channel?.id;
  if (channel === undefined)
    return { kind: "refused", detail: `conversations.open on ${person}: Slack named no conversation` };
  return sendCard(workspace, "chat.postMessage", channel, placed, (content) =>
    postMessage(workspace, { channel, ...content }),
  );
}
