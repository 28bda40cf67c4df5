import type { Card } from "@perfecto-bot/cards";
import type { Conversation } from "@perfecto-bot/domain";
import type {
  Channel,
  Clock,
  EditOutcome,
  FindOutcome,
  PostOutcome,
  PostRequest,
  ReachOutcome,
  RefusalBook,
  RemoveOutcome,
} from "@perfecto-bot/pipeline";
import { postMessage } from "../web-api/post-message.ts";
import type { SlackPictures } from "../pictures/slack-pictures.ts";
import type { SlackContent } from "../render/index.ts";
import { isRuleOfPlace, lossesOf, type Remedy, type Shape } from "../web-api/remedies.ts";
import type { CallOutcome } from "../web-api/with-remedies.ts";
import type { SlackWorkspace, SlackWorkspaces } from "../workspaces/slack-workspaces.ts";
import { editMessage } from "./edit-message.ts";
import { openMessageFinder } from "./message-finder.ts";
import { messageMetadata } from "./message-metadata.ts";
import { reachConversation } from "./reach-conversation.ts";
import { removeMessage } from "./remove-message.ts";
import { sendCard } from "./send-card.ts";
import { slackBudgets } from "./slack-budgets.ts";
import { openSlackClock } from "./slack-clock.ts";
import { tellDirectly } from "./tell-directly.ts";
import { tellInPlace } from "./tell-in-place.ts";

/** What the channel is made of. */
export interface SlackChannelParts {
  readonly workspaces: SlackWorkspaces;
  readonly pictures: SlackPictures;
  readonly refusals: RefusalBook;
  readonly now: Clock;
}

/** Slack as a channel: conversations are channels, group chats and direct messages; a message's id is its `ts`. */
export function createSlackChannel({ workspaces, pictures, refusals, now }: SlackChannelParts): Channel {
  const clock = openSlackClock();
  const finder = openMessageFinder(clock, now);

  async function within<T>(
    conversation: Conversation,
    use: (workspace: SlackWorkspace) => Promise<CallOutcome<T>>,
  ): Promise<CallOutcome<T>> {
    const answer = await workspaces.find(conversation.workspace);
    return answer.kind === "workspace" ? use(answer.workspace) : answer;
  }

  /** Remembers what the conversation refuses from now on, and tells what the message goes without. */
  async function leftOutBy(
    conversation: Conversation,
    known: ReadonlyMap<Remedy, string>,
    applied: ReadonlyMap<Remedy, string>,
  ): Promise<Pick<Extract<PostOutcome, { kind: "posted" }>, "leftOut">> {
    const rules = [...applied].filter(([remedy]) => isRuleOfPlace(remedy) && !known.has(remedy));
    await refusals.remember(conversation, new Map(rules));
    const leftOut = lossesOf(applied);
    return leftOut.length === 0 ? {} : { leftOut };
  }

  async function knownIn(conversation: Conversation): Promise<ReadonlyMap<Remedy, string>> {
    const refused = await refusals.refusedIn(conversation);
    return new Map([...refused].flatMap(([form, detail]) => (isRuleOfPlace(form) ? [[form, detail] as const] : [])));
  }

  async function post(request: PostRequest): Promise<PostOutcome> {
    const { conversation } = request;
    const known = await knownIn(conversation);
    let sentMs = now();
    const outcome = await within(conversation, async (workspace) => {
      const placed = await pictures.place(workspace, request.card);
      const write = (content: SlackContent, shape: Shape) => {
        sentMs = now();
        return postMessage(workspace, {
          channel: conversation.id,
          ...content,
          ...(shape.metadata ? { metadata: messageMetadata(request.key) } : {}),
          ...threadOf(request, shape),
        });
      };
      return sendCard(workspace, "chat.postMessage", conversation.id, placed, write, {
        open: remediesFor(request),
        known,
      });
    });
    if (outcome.kind !== "done") return outcome;
    const { ts: id, channel } = outcome.value;
    if (id === undefined)
      return {
        kind: "ambiguous",
        detail: `chat.postMessage on ${conversation.id}: Slack accepted it without saying where`,
      };
    clock.saw(id, sentMs, now());
    return {
      kind: "posted",
      id,
      ...(await leftOutBy(conversation, known, outcome.applied)),
      ...(hasMoved(conversation.id, channel) ? { movedTo: { ...conversation, id: channel } } : {}),
    };
  }

  async function edit(conversation: Conversation, id: string, card: Card): Promise<EditOutcome> {
    const known = await knownIn(conversation);
    const outcome = await within(conversation, async (workspace) => {
      const placed = await pictures.place(workspace, card);
      return editMessage(workspace, conversation.id, id, placed, known);
    });
    if (outcome.kind !== "done") return outcome;
    return { kind: "edited", ...(await leftOutBy(conversation, known, outcome.applied)) };
  }

  async function find(request: Parameters<Channel["find"]>[0]): Promise<FindOutcome> {
    const answer = await workspaces.find(request.conversation.workspace);
    switch (answer.kind) {
      case "workspace":
        return finder.find(answer.workspace, request);
      case "installation-dead":
      case "conversation-unavailable":
      case "refused":
      case "target-gone":
      case "not-editable":
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

  return {
    name: "slack",
    post,
    edit,
    find,
    remove,
    budgets: (call, conversation) =>
      call === "find" ? [finder.budget(conversation)] : slackBudgets(call, conversation),
    reach,
    tell,
  };
}

/** A reply follows a message of the bot: it was there, and who removed it meant that. */
function remediesFor({ replyTo, broadcast }: PostRequest): readonly Remedy[] {
  if (replyTo === undefined) return ["join-channel", "without-metadata"];
  return ["without-metadata", ...(broadcast === true ? (["without-channel-copy"] as const) : []), "without-thread"];
}

function threadOf(
  { replyTo, broadcast }: PostRequest,
  { thread, channelCopy }: Shape,
): { thread_ts?: never } | { thread_ts: string; reply_broadcast: boolean } {
  if (replyTo === undefined || !thread) return {};
  return { thread_ts: replyTo, reply_broadcast: broadcast === true && channelCopy };
}

/** Whether Slack posted into another channel than it was asked to: a private one gets a new id when it is shared. */
function hasMoved(asked: string, posted: string | undefined): posted is string {
  return posted !== undefined && posted !== asked && isChannelId(asked) && isChannelId(posted);
}

/** Channels and private channels; a person's id leads to a direct message, which is no move. */
function isChannelId(id: string): boolean {
  return /^[CG]/u.test(id);
}
