import type { SlackChannelView, SlackMessageView, SlackView, SlackWhisperView } from "../../wire/slack-state.ts";

/** A conversation as the list at the side shows it. */
export interface Conversation {
  /** A channel's id; the bot's user id for a direct message that nobody has begun. */
  readonly id: string;
  readonly kind: SlackChannelView["kind"];
  readonly name: string;
}

/** The conversations that a person sees: channels by name, then the direct message with the bot. */
export function listConversations(
  { channels, botUserId }: Pick<SlackView, "channels" | "botUserId">,
  userId: string,
  botName: string,
): readonly Conversation[] {
  const open = channels.filter(
    ({ kind, archived, members }) => !archived && (kind === "public" || members.includes(userId)),
  );
  const rooms = open
    .filter(({ kind }) => kind !== "im")
    .map(({ id, kind, name }) => ({ id, kind, name }))
    .toSorted((one, other) => one.name.localeCompare(other.name, "en"));
  const direct = open.find(({ kind }) => kind === "im");
  return [...rooms, { id: direct?.id ?? botUserId, kind: "im", name: botName }];
}

/**
 * The conversation to show: the one that was opened; one's own direct message in place of another person's, or of one
 * that has only now begun; the workspace's first channel otherwise.
 */
export function findCurrent(
  conversations: readonly Conversation[],
  { channels, botUserId }: Pick<SlackView, "channels" | "botUserId">,
  opened: string | undefined,
): Conversation | undefined {
  const isDirect = opened === botUserId || channels.find(({ id }) => id === opened)?.kind === "im";
  const first = channels.find(({ id, kind }) => kind !== "im" && conversations.some((shown) => shown.id === id));
  return (
    conversations.find(({ id }) => id === opened) ??
    conversations.find(({ id, kind }) => (isDirect ? kind === "im" : id === first?.id)) ??
    conversations[0]
  );
}

/** Something in a conversation. */
export type Said =
  | { readonly kind: "message"; readonly message: SlackMessageView }
  | { readonly kind: "whisper"; readonly whisper: SlackWhisperView };

/** What there is to see of a thread below its root. */
export interface ThreadSummary {
  readonly replies: number;
  /** The newest reply's. */
  readonly lastTs: string;
  /** Who replied, in the order of their first reply. */
  readonly userIds: readonly string[];
}

/** What a person sees in a channel, in order of time. */
export function listChannel(
  view: Pick<SlackView, "messages" | "whispers">,
  channelId: string,
  userId: string,
): readonly Said[] {
  const threads = summariseThreads(view.messages, channelId);
  return merge(
    view.messages.filter(
      (message) =>
        message.channelId === channelId &&
        (message.threadTs === undefined || message.broadcast) &&
        (!message.deleted || threads.has(message.ts)),
    ),
    view.whispers.filter((whisper) => isSeen(whisper, channelId, userId) && whisper.threadTs === undefined),
  );
}

/** What a person sees in a thread: its root first. */
export function listThread(
  view: Pick<SlackView, "messages" | "whispers">,
  channelId: string,
  rootTs: string,
  userId: string,
): readonly Said[] {
  return merge(
    view.messages.filter(
      (message) =>
        message.channelId === channelId && (message.ts === rootTs || (message.threadTs === rootTs && !message.deleted)),
    ),
    view.whispers.filter((whisper) => isSeen(whisper, channelId, userId) && whisper.threadTs === rootTs),
  );
}

/** The threads of a channel, by their root's `ts`. */
export function summariseThreads(
  messages: readonly SlackMessageView[],
  channelId: string,
): ReadonlyMap<string, ThreadSummary> {
  const threads = new Map<string, ThreadSummary>();
  for (const { channelId: where, threadTs, ts, userId, deleted } of messages) {
    if (where !== channelId || threadTs === undefined || deleted) continue;
    const { replies, userIds }: Omit<ThreadSummary, "lastTs"> = threads.get(threadTs) ?? { replies: 0, userIds: [] };
    threads.set(threadTs, {
      replies: replies + 1,
      lastTs: ts,
      userIds: userIds.includes(userId) ? userIds : [...userIds, userId],
    });
  }
  return threads;
}

/** How many messages of a conversation a person has not seen: those of others after a moment, replies left out. */
export function countUnread(
  messages: readonly SlackMessageView[],
  channelId: string,
  userId: string,
  readTs: string,
): number {
  let count = 0;
  for (let at = messages.length - 1; at >= 0; at -= 1) {
    const message = messages[at];
    if (message === undefined || compareTs(message.ts, readTs) <= 0) break;
    if (message.channelId !== channelId || message.userId === userId || message.deleted) continue;
    if (message.threadTs === undefined || message.broadcast) count += 1;
  }
  return count;
}

/** The order of two `ts`; they are as long as each other but in tests and toys. */
function compareTs(one: string, other: string): number {
  const [seconds = "", fraction = ""] = one.split(".");
  const [otherSeconds = "", otherFraction = ""] = other.split(".");
  return Number(seconds) - Number(otherSeconds) || fraction.localeCompare(otherFraction, "en");
}

/** When a `ts` was, in milliseconds since 1970. */
export function momentOf(ts: string): number {
  return Number(ts) * 1000;
}

function isSeen(whisper: SlackWhisperView, channelId: string, userId: string): boolean {
  return whisper.channelId === channelId && whisper.userId === userId && !whisper.deleted;
}

function merge(messages: readonly SlackMessageView[], whispers: readonly SlackWhisperView[]): readonly Said[] {
  const said: Said[] = messages.map((message) => ({ kind: "message", message }));
  if (whispers.length === 0) return said;
  said.push(...whispers.map((whisper): Said => ({ kind: "whisper", whisper })));
  return said.toSorted((one, other) => compareTs(tsOf(one), tsOf(other)));
}

/** The `ts` of what was said. */
export function tsOf(said: Said): string {
  return said.kind === "message" ? said.message.ts : said.whisper.ts;
}
