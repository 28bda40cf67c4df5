import { LIMITS } from "./limits.ts";

/** What may begin a function or a tag in a card. */
const ACTIVE_IN_CARDS = /[<>{}]/g;
/** What ends a link, opens emphasis or makes an entity in Markdown. */
const ACTIVE_IN_MARKDOWN = /[()[\]*_~\\`'"|;!]/g;

/**
 * An address that may be linked, in the form to be sent: http or https, without a user or password in it, not too
 * long, and with every character percent-encoded that a card itself reads.
 * `undefined` where it may not be linked.
 * @see https://adaptivecards.io/explorer/Action.OpenUrl.html
 */
export function safeUrl(address: string): string | undefined {
  // A longer address can only grow by encoding.
  if (address.length > LIMITS.url || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== "https:" && url.protocol !== "http:") return undefined;
  if (url.username !== "" || url.password !== "") return undefined;
  const encoded = percentEncode(url.href, ACTIVE_IN_CARDS);
  return encoded.length > LIMITS.url ? undefined : encoded;
}

/** A safe address for a Markdown link: the same place, with everything encoded that Markdown reads. */
export function markdownUrl(safe: string): string {
  return percentEncode(safe, ACTIVE_IN_MARKDOWN);
}

function percentEncode(url: string, active: RegExp): string {
  return url.replace(active, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
