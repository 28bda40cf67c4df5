/** A place that can be posted to: a Slack channel or DM, a Teams channel, group chat or personal chat. */
export interface Conversation {
  /** Which channel adapter serves it: "slack", "teams". */
  readonly channel: string;
  /** The workspace or tenant. */
  readonly workspace: string;
  /** The vendor's id of the place. Names change, ids seldom do. */
  readonly id: string;
}

/** A conversation's identity as text: stable, unique, free of colons and braces. */
export type ConversationKey = string;

/** The key of a conversation. */
export function conversationKey({ channel, workspace, id }: Conversation): ConversationKey {
  return [channel, workspace, id].map((part) => encodeURIComponent(part.toWellFormed())).join("/");
}

/** The conversation a key was made from. @throws {RangeError} when the text is no such key. */
export function parseConversationKey(key: ConversationKey): Conversation {
  const parts = /^[^/]+\/[^/]*\/[^/]+$/.test(key) ? key.split("/").map(decodePart) : [];
  const [channel, workspace, id] = parts;
  if (channel === undefined || workspace === undefined || id === undefined)
    throw new RangeError(`no conversation key: ${key}`);
  return { channel, workspace, id };
}

function decodePart(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
