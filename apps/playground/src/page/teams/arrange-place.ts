import type { TeamsMessageView, TeamsNoticeView, TeamsView } from "../../wire/teams-state.ts";

/** A conversation of a channel, or a single message of a chat. */
export interface TeamsThread {
  /** The id of its first message. */
  readonly id: string;
  /** Absent where the page no longer holds it. */
  readonly root: TeamsMessageView | undefined;
  /** Oldest first. */
  readonly replies: readonly TeamsMessageView[];
  /** The newest line beside each of its messages that the person who looks sees. */
  readonly notices: readonly TeamsNoticeView[];
}

/** What of a place is shown to a person: its threads in order of their first messages, oldest first. */
export function arrangePlace(
  { messages, notices }: Pick<TeamsView, "messages" | "notices">,
  placeId: string,
  userId: string,
): readonly TeamsThread[] {
  const newest = new Map(
    notices.flatMap((notice): [string, TeamsNoticeView][] =>
      notice.userId === userId && notice.messageId !== undefined ? [[notice.messageId, notice]] : [],
    ),
  );
  const threads = new Map<string, TeamsMessageView[]>();
  for (const message of messages) {
    if (message.placeId !== placeId) continue;
    const id = message.rootId ?? message.id;
    const thread = threads.get(id);
    if (thread === undefined) threads.set(id, [message]);
    else thread.push(message);
  }
  return [...threads].map(([id, all]) => ({
    id,
    root: all.find((message) => message.id === id),
    replies: all.filter((message) => message.id !== id),
    notices: all.flatMap((message) => newest.get(message.id) ?? []),
  }));
}

/** Whether two arrangements of a thread show the same, judged by the identity of what is in them. */
export function isSameThread(one: TeamsThread, other: TeamsThread): boolean {
  return (
    one.id === other.id &&
    one.root === other.root &&
    isSameList(one.replies, other.replies) &&
    isSameList(one.notices, other.notices)
  );
}

/** "3 replies from Perfecto", "2 replies from Perfecto and Quinn QA". */
export function repliesLabel(replies: readonly TeamsMessageView[]): string {
  const names = [...new Set(replies.map(({ fromName }) => fromName))];
  const [last = ""] = names.slice(-1);
  const from = names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${last}` : last;
  return `${replies.length} ${replies.length === 1 ? "reply" : "replies"} from ${from}`;
}

function isSameList<Item>(one: readonly Item[], other: readonly Item[]): boolean {
  return one.length === other.length && one.every((item, at) => item === other[at]);
}
