import type { FindOutcome, FindRequest } from "@perfecto-bot/pipeline";
import type { ConversationsHistoryResponse, ConversationsRepliesResponse } from "@slack/web-api";
import { explainError } from "../web-api/explain-error.ts";
import type { SlackWorkspace } from "../workspaces/slack-workspaces.ts";
import { hasKey } from "./message-metadata.ts";

/** Slack's clock and ours may differ: the same five minutes that Slack allows for signed requests. */
const CLOCK_SKEW_MS = 5 * 60_000;
/** A post that Slack accepted is there within this time, or never. */
const ACCEPTED_WITHIN_MS = 10 * 60_000;
const PAGE = 200;
const MAX_PAGES = 25;
const RETRY_AFTER_MS = 5_000;

/**
 * Looks for our own message with a key around the time of its attempt, in the channel or in a thread.
 * Needs `channels:history` or `groups:history`; without it nothing can be said.
 * @see https://docs.slack.dev/reference/methods/conversations.history
 * @see https://docs.slack.dev/reference/methods/conversations.replies
 */
export async function findMessage(workspace: SlackWorkspace, request: FindRequest): Promise<FindOutcome> {
  const method = request.replyTo === undefined ? "conversations.history" : "conversations.replies";
  const target = request.conversation.id;
  const range = {
    channel: target,
    oldest: toSlackTime(request.sinceMs - CLOCK_SKEW_MS),
    latest: toSlackTime(request.sinceMs + CLOCK_SKEW_MS + ACCEPTED_WITHIN_MS),
    inclusive: true,
    include_all_metadata: true,
    limit: PAGE,
  };
  let cursor: string | undefined;
  try {
    for (let page = 0; page < MAX_PAGES; page++) {
      const place = cursor === undefined ? range : { ...range, cursor };
      const answer: ConversationsHistoryResponse | ConversationsRepliesResponse =
        request.replyTo === undefined
          ? await workspace.client.conversations.history(place)
          : await workspace.client.conversations.replies({ ...place, ts: request.replyTo });
      const ours = answer.messages?.filter(
        (message) => isOurs(message, workspace) && hasKey(message.metadata, request.key),
      );
      const [id, ...copies] = (ours ?? []).flatMap(({ ts }) => ts ?? []).toSorted();
      if (id !== undefined) return { kind: "found", id, ...(copies.length > 0 ? { copies } : {}) };
      cursor = answer.response_metadata?.next_cursor || undefined;
      if (cursor === undefined) return { kind: "absent" };
    }
    return { kind: "cannot-look", detail: `${method} on ${target}: more than ${PAGE * MAX_PAGES} messages to look at` };
  } catch (error) {
    return explainLook(error);
  }

  function explainLook(error: unknown): FindOutcome {
    const attempt = { method, workspace: workspace.id, target, botName: workspace.botName };
    const { failure } = explainError(error, attempt);
    switch (failure.kind) {
      case "rate-limited":
        return { kind: "try-again", retryAfterMs: failure.retryAfterMs, detail: failure.detail };
      case "ambiguous":
      case "unreachable":
        return { kind: "try-again", retryAfterMs: RETRY_AFTER_MS, detail: failure.detail };
      case "target-gone":
        // A thread that is gone took its replies with it.
        return { kind: "absent" };
      case "conversation-unavailable":
      case "installation-dead":
      case "refused":
        return { kind: "cannot-look", detail: failure.detail };
    }
  }
}

function isOurs(
  message: { readonly bot_id?: string | undefined; readonly user?: string | undefined },
  { botId, botUserId }: SlackWorkspace,
): boolean {
  return message.bot_id === botId || message.user === botUserId;
}

/** Epoch ms as Slack writes moments: seconds with six decimals. */
function toSlackTime(atMs: number): string {
  return (Math.max(0, atMs) / 1000).toFixed(6);
}
