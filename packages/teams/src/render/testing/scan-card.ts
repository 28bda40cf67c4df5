import type { Card } from "@perfecto-bot/cards";

/** Every object in a value, with everything inside it; what stands in several places counts once. */
export function objectsIn(value: unknown): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = [];
  const seen = new Set<object>();
  const look = (part: unknown): void => {
    if (typeof part !== "object" || part === null || seen.has(part)) return;
    seen.add(part);
    if (!Array.isArray(part)) found.push({ ...part });
    for (const inner of Object.values(part)) look(inner);
  };
  look(value);
  return found;
}

/** All that a card shows in its body, in order, without unseen joiners: text runs and text blocks. */
export function wordsOf(card: unknown): string {
  return objectsIn(card)
    .filter(({ type }) => type === "TextRun" || type === "TextBlock")
    .map(({ text }) => String(text))
    .join("")
    .replaceAll("\u2060", "");
}

/** The Markdown of all text blocks. */
export function markdownsOf(card: unknown): string[] {
  return objectsIn(card)
    .filter(({ type }) => type === "TextBlock")
    .map(({ text }) => String(text));
}

/** What a text block's Markdown says besides our own markup, for which a letter stands, and the addresses of its links. */
export function parseMarkdown(markdown: string): { readonly words: string; readonly addresses: readonly string[] } {
  const addresses: string[] = [];
  const words = markdown
    .replace(/\{\{(?:DATE|TIME)\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ(?:, SHORT)?\)\}\}/g, "x")
    .replace(/<at>([^<>]*)<\/at>/g, "$1")
    .replace(/\[([^[\]]+)\]\((https?:\/\/[^\s()<>*_`~\\]+)\)/g, (_, label: string, address: string) => {
      addresses.push(address);
      return `x${label}`;
    });
  return { words, addresses };
}

/** Where a card leads: the addresses of links and buttons. */
export function addressesIn(card: unknown): string[] {
  const opened = objectsIn(card).filter(({ type }) => type === "Action.OpenUrl" || type === "Image");
  return [
    ...opened.map(({ url }) => String(url)),
    ...markdownsOf(card).flatMap((each) => parseMarkdown(each).addresses),
  ];
}

/** The ids in the mention runs of a card, whatever they are. */
export function mentionedBy(card: Card): unknown[] {
  return objectsIn([card.title, card.body]).flatMap(({ kind, mention }) =>
    kind === "mention" ? objectsIn(mention).map(({ id }) => id) : [],
  );
}
