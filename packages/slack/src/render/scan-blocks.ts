import type { Card } from "@perfecto-bot/cards";
import type { KnownBlock } from "@slack/types";

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

/** The literal words of all rich text, in order. */
export function richWords(blocks: readonly KnownBlock[]): string {
  return objectsIn(blocks)
    .filter(({ type }) => type === "text" || type === "link")
    .map(({ text }) => text)
    .join("");
}

/** What a mrkdwn text says: its `<…>` tokens, and the words outside them as a reader sees them. */
export function parseMrkdwn(markup: string): { readonly tokens: readonly string[]; readonly words: string } {
  const outside = markup.replace(/<[^<>]*>/g, " ");
  return {
    tokens: [...markup.matchAll(/<([^<>]*)>/g)].map((match) => match[1] ?? ""),
    words: outside.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&"),
  };
}

/** Whom a set of blocks calls: ids, and "here", "channel" or "everyone". */
export function callsIn(blocks: readonly KnownBlock[]): unknown[] {
  return objectsIn(blocks).flatMap((each) => {
    switch (each["type"]) {
      case "user":
        return [each["user_id"]];
      case "usergroup":
        return [each["usergroup_id"]];
      case "broadcast":
        return [each["range"]];
      case "mrkdwn":
        return parseMrkdwn(String(each["text"]))
          .tokens.filter((token) => /^[@!]/.test(token) && !token.startsWith("!date^"))
          .map((token) => token.replace(/^(?:@|!subteam\^|!)/, ""));
      default:
        return [];
    }
  });
}

/** Where a set of blocks leads: the addresses of links and buttons. */
export function addressesIn(blocks: readonly KnownBlock[]): unknown[] {
  return objectsIn(blocks).flatMap((each) => {
    if (each["type"] === "link" || each["type"] === "button") return each["url"] === undefined ? [] : [each["url"]];
    if (each["type"] !== "mrkdwn") return [];
    return parseMrkdwn(String(each["text"]))
      .tokens.filter((token) => !/^[@!#]/.test(token))
      .map((token) => token.split("|")[0]?.replaceAll("&amp;", "&"));
  });
}

/** The ids in the mention runs of a card, whatever they are. */
export function mentionedBy(card: Card): unknown[] {
  return objectsIn([card.title, card.body]).flatMap(({ kind, mention }) =>
    kind === "mention" ? objectsIn(mention).map(({ kind: who, id }) => (who === "here" ? "here" : id)) : [],
  );
}
