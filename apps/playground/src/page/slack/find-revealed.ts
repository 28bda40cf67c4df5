import type { SlackView } from "../../wire/slack-state.ts";

/** Where a message is seen, and by whom. */
export interface Revealed {
  /** Who can see it: the one who asks where that one can. */
  readonly userId: string;
  readonly channelId: string;
  readonly ts: string;
  /** The thread that has to be open for it; absent for what the channel shows. */
  readonly rootTs?: string;
}

/** Where to find a message or an answer that one person alone sees; `undefined` where it is no longer there. */
export function findRevealed(view: SlackView, channelId: string, ts: string, askedBy: string): Revealed | undefined {
  const found =
    view.messages.find((message) => message.channelId === channelId && message.ts === ts) ??
    view.whispers.find((whisper) => whisper.channelId === channelId && whisper.ts === ts);
  if (found === undefined) return undefined;
  const channel = view.channels.find(({ id }) => id === channelId);
  const isWhisper = !("versions" in found);
  const inThread = found.threadTs !== undefined && (isWhisper || !found.broadcast);
  const rootTs = inThread ? found.threadTs : undefined;
  return {
    userId: isWhisper ? found.userId : seenBy(view, channel?.kind, channel?.members ?? [], askedBy),
    channelId,
    ts,
    ...(rootTs === undefined ? {} : { rootTs }),
  };
}

function seenBy(
  { people, botUserId }: SlackView,
  kind: "public" | "private" | "im" | undefined,
  members: readonly string[],
  askedBy: string,
): string {
  if (kind === "public" || kind === undefined || members.includes(askedBy)) return askedBy;
  return people.find(({ id, isBot }) => !isBot && id !== botUserId && members.includes(id))?.id ?? askedBy;
}
