import type { SlackEventFields } from "./read-lifecycle.ts";

/** Links in a message that somebody posted. */
export interface SharedLinks {
  readonly channelId: string;
  readonly person: string;
  readonly messageTs: string;
  readonly urls: readonly string[];
}

interface LinkFields extends SlackEventFields {
  readonly message_ts?: unknown;
  readonly links?: unknown;
  readonly source?: unknown;
}

/** Who posts many links at once wants a list, not so many cards. */
const MOST_LINKS = 3;

/**
 * What a `link_shared` event says; nothing for every other event, and for a message that is still being written: it is
 * in no conversation yet.
 * @see https://docs.slack.dev/reference/events/link_shared
 */
export function readSharedLinks(event: LinkFields): SharedLinks | undefined {
  const { type, channel, user, message_ts: messageTs, links, source } = event;
  if (type !== "link_shared" || source === "composer" || !Array.isArray(links)) return undefined;
  if (typeof channel !== "string" || typeof user !== "string" || typeof messageTs !== "string") return undefined;
  const urls = new Set(links.flatMap(urlOf));
  return urls.size === 0 || urls.size > MOST_LINKS
    ? { channelId: channel, person: user, messageTs, urls: [] }
    : { channelId: channel, person: user, messageTs, urls: [...urls] };
}

function urlOf(link: unknown): readonly string[] {
  if (typeof link !== "object" || link === null || !("url" in link)) return [];
  return typeof link.url === "string" && link.url !== "" ? [link.url] : [];
}
