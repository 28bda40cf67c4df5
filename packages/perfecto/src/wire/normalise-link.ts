import type { WireContext } from "./wire-context.ts";

/** Characters that a URL carries as they are, up to the end of the text. */
const plainUrl = /^[\w\-.~!$&'()*+,;=:@/?#%]*$/u;
const vendorHost = /^https:\/\/(?:[a-z\d-]+\.)*perfectomobile\.com\//u;

/**
 * A link that may be shown: http(s), on a host of the vendor (`*.perfectomobile.com`) or on the lab's own origin,
 * without user name and password. Others are noted and left out: answers carry foreign text, and a card must not lead
 * people elsewhere.
 */
export function normaliseLink(value: unknown, context: Pick<WireContext, "base" | "note">): string | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value !== "string") {
    context.note("shape");
    return undefined;
  }
  // The usual case, for the sake of speed: nothing in it can be read as another host, or needs encoding.
  if ((value.startsWith(`${context.base.origin}/`) || vendorHost.test(value)) && plainUrl.test(value)) return value;
  const url = URL.parse(value);
  if (url && isLabUrl(url, context.base.origin)) return url.href;
  context.note("foreign-link");
  return undefined;
}

function isLabUrl(url: URL, ownOrigin: string): boolean {
  if (url.username !== "" || url.password !== "") return false;
  if (url.protocol !== "https:" && url.protocol !== "http:") return false;
  return url.origin === ownOrigin || /(?:^|\.)perfectomobile\.com$/u.test(url.hostname);
}
