import type { Card } from "@perfecto-bot/cards";
import type { Conversation } from "@perfecto-bot/domain";
import type {
  Channel,
  EditOutcome,
  FindOutcome,
  PostOutcome,
  PostRequest,
  ReachOutcome,
  RemoveOutcome,
} from "@perfecto-bot/pipeline";
import { postMessage } from "../web-api/post-message.ts";
import type { SlackPictures } from "../pictures/slack-pictures.ts";
import type { SlackContent } from "../render/index.ts";
import type { Remedy } from "../web-api/error-table.ts";
import type { CallOutcome, Shape } from "../web-api/with-remedies.ts";
import type { SlackWorkspace, SlackWorkspaces } from "../workspaces/slack-workspaces.ts";
import { editMessage } from "./edit-message.ts";
import { findMessage } from "./find-message.ts";
import { messageMetadata } from "./message-metadata.ts";
import { reachConversation } from "./reach-conversation.ts";
import { removeMessage } from "./remove-message.ts";
import { sendCard } from "./send-card.ts";
import { slackBudgets } from "./slack-budgets.ts";
import { tellDirectly } from "./tell-directly.ts";
import { tellInPlace } from "./tell-in-place.ts";

/** Slack as a channel: conversations are channels, group chats and direct messages; a message's id is its `ts`. */
export function createSlackChannel(workspaces: SlackWorkspaces, pictures: SlackPictures): Channel {
  async function within<T>(
    conversation: Conversation,
    use: (workspace: SlackWorkspace) => Promise<CallOutcome<T>>,
  ): Promise<CallOutcome<T>> {
    const answer = await workspaces.find(conversation.workspace);
    return answer.kind === "workspace" ? use(answer.workspace) : answer;
  }

  async function post(request: PostRequest): Promise<PostOutcome> {
    const channel = request.conversation.id;
    // A reply follows a message of the bot: it was there, and who removed it meant that.
    const without: readonly Remedy[] = request.replyTo === undefined ? [] : ["join-channel"];
    const outcome = await within(request.conversation, async (workspace) => {
      const placed = await pictures.place(workspace, request.card);
      const write = (content: SlackContent, { metadata }: Shape) =>
        postMessage(workspace, {
          channel,
          ...content,
          ...(metadata ? { metadata: messageMetadata(request.key) } : {}),
          ...threadOf(request),
        });
      return sendCard(workspace, "chat.postMessage", channel, placed, write, without);
    });
    if (outcome.kind !== "done") return outcome;
    const id = outcome.value.ts;
    if (id === undefined)
      return { kind: "ambiguous", detail: `chat.postMessage on ${channel}: Slack accepted it without saying where` };
    return { kind: "posted", id };
  }

  async function edit(conversation: Conversation, id: string, card: Card): Promise<EditOutcome> {
    const outcome = await within(conversation, async (workspace) => {
      const placed = await pictures.place(workspace, card);
      return editMessage(workspace, conversation.id, id, placed);
    });
    return outcome.kind === "done" ? { kind: "edited" } : outcome;
  }

  async function find(request: Parameters<Channel["find"]>[0]): Promise<FindOutcome> {
    const answer = await workspaces.find(request.conversation.workspace);
    switch (answer.kind) {
      case "workspace":
        return findMessage(answer.workspace, request);
      case "installation-dead":
      case "conversation-unavailable":
      case "refused":
      case "target-gone":
        return { kind: "cannot-look", detail: answer.detail };
      case "rate-limited":
        return { kind: "try-again", retryAfterMs: answer.retryAfterMs, detail: answer.detail };
      case "unreachable":
      case "ambiguous":
        return { kind: "try-again", retryAfterMs: 5_000, detail: answer.detail };
    }
  }

  async function remove(conversation: Conversation, id: string): Promise<RemoveOutcome> {
    const answer = await workspaces.find(conversation.workspace);
    return answer.kind === "workspace" ? removeMessage(answer.workspace, conversation.id, id) : answer;
  }

  async function reach(conversation: Conversation): Promise<ReachOutcome> {
    const answer = await workspaces.find(conversation.workspace);
    if (answer.kind === "workspace") return reachConversation(answer.workspace, conversation.id);
    return answer.kind === "installation-dead" ? answer : { kind: "unknown" };
  }

  async function tell(conversation: Conversation, person: string, card: Card): Promise<boolean> {
    const outcome = await within(conversation, async (workspace) => {
      const placed = await pictures.place(workspace, card);
      const direct = await tellDirectly(workspace, person, placed);
      return direct.kind === "done" ? direct : tellInPlace(workspace, conversation.id, person, placed);
    });
    return outcome.kind === "done";
  }

  return { name: "slack", post, edit, find, remove, budgets: slackBudgets, reach, tell };
}

function threadOf({
  replyTo,
  broadcast,
}: PostRequest): { thread_ts?: never } | { thread_ts: string; reply_broadcast: boolean } {
  if (replyTo === undefined) return {};
  return { thread_ts: replyTo, reply_broadcast: broadcast === true };
}
