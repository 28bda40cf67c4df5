/** Makes the ids Teams hands out: unique, and of a shape that parsers of real ids accept. */
export class Identifiers {
  private newestMs: number;

  /** @param lastMessageMs the newest message's id that an earlier one handed out */
  constructor(lastMessageMs = 0) {
    this.newestMs = lastMessageMs;
  }

  /** The newest message's id: its time in milliseconds. */
  get lastMessageMs(): number {
    return this.newestMs;
  }

  /** A channel's, and for the first channel a team's. */
  channel(): string {
    return `19:${hex()}@thread.tacv2`;
  }

  groupChat(): string {
    return `19:${hex()}@thread.v2`;
  }

  personalChat(): string {
    return `a:1${hex()}${hex()}`;
  }

  /** A person's, as this one bot sees it. */
  user(): string {
    return `29:1${hex()}${hex()}`;
  }

  /** An activity's that is not a message: an event or an invoke. */
  event(): string {
    return `f:${crypto.randomUUID()}`;
  }

  /** A message's: its time in milliseconds, later than every one before it. */
  message(nowMs: number): string {
    this.newestMs = Math.max(Math.floor(nowMs), this.newestMs + 1);
    return String(this.newestMs);
  }
}

const hex = (): string => crypto.randomUUID().replaceAll("-", "");

/** The id of a thread: its channel's and its root message's. */
export const threadId = (channelId: string, rootId: string): string => `${channelId};messageid=${rootId}`;

/** The channel or chat in a conversation id, and the root message where it is a thread's. */
export const parseConversationId = (id: string): { readonly place: string; readonly rootId?: string } => {
  const [place = "", ...parameters] = id.split(";");
  const rootId = parameters.find((parameter) => parameter.startsWith("messageid="))?.slice("messageid=".length);
  return { place, ...(rootId === undefined ? {} : { rootId }) };
};
