import { webAddress } from "./web-address.ts";

/** A piece of what somebody wrote. */
export type WordsPiece =
  | { readonly kind: "text" | "mention"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly url: string };

const PIECES = /<at(?:\s[^<>]*)?>([^<>]*)<\/at>|(https?:\/\/[^\s<>"']+)/giu;
const TRAILING = /[.,;:!?)\]]+$/;
const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00A0" };

/**
 * A message's text as Teams stores it, in pieces to be drawn: mentions are tags, a person's own `<` and `&` are
 * entities, addresses are links.
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations#work-with-mentions
 */
export function splitWords(text: string): readonly WordsPiece[] {
  const pieces: WordsPiece[] = [];
  let at = 0;
  const addText = (until: number): void => {
    if (until > at) pieces.push({ kind: "text", text: decode(text.slice(at, until)) });
  };
  for (const match of text.matchAll(PIECES)) {
    const [all, name, found = ""] = match;
    if (name !== undefined) {
      addText(match.index);
      pieces.push({ kind: "mention", text: decode(name) });
      at = match.index + all.length;
      continue;
    }
    const address = found.replace(TRAILING, "");
    const url = webAddress(decode(address));
    if (url === undefined) continue;
    addText(match.index);
    pieces.push({ kind: "link", text: decode(address), url });
    at = match.index + address.length;
  }
  addText(text.length);
  return pieces;
}

/** Entities decoded once: what decodes to an entity again is that entity's text. */
function decode(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (whole, name: string) => NAMED[name] ?? whole);
}
