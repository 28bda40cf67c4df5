const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">" };

/**
 * A person's words as the language of commands knows them, from Slack's escaped text: `<@U1|ann>` becomes `@user:U1`,
 * `<!subteam^S1|@qa>` becomes `@group:S1`, `<!here>` becomes `@here`, links their address, `<#C1|news>` becomes `#C1`;
 * `&amp;`, `&lt;` and `&gt;` are decoded once. `<!channel>` and `<!everyone>` become `@channel` and `@everyone`, which the
 * language does not know: who asks for them must read that the bot calls only those who are there. `ownUserId`: the bot,
 * whose first mention is how it was called and no part of what was said.
 * @see https://docs.slack.dev/messaging/formatting-message-text
 */
export function readWords(text: string, ownUserId?: string): string {
  const called = ownUserId === undefined ? text : withoutFirstMention(text, ownUserId);
  return called
    .replace(/<([^<>]*)>|&(amp|lt|gt);/gu, (_whole, inside: string | undefined, entity: string | undefined) =>
      entity === undefined ? readReference(inside ?? "") : (ENTITIES[entity] ?? ""),
    )
    .replace(/[\s\u00A0]+/gu, " ")
    .trim();
}

function withoutFirstMention(text: string, userId: string): string {
  const mention = [...text.matchAll(/<@([^<>|]*)(?:\|[^<>]*)?>/gu)].find(([, id]) => id === userId);
  if (mention === undefined) return text;
  return `${text.slice(0, mention.index)} ${text.slice(mention.index + mention[0].length)}`;
}

function readReference(inside: string): string {
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? "" : inside.slice(bar + 1);
  const id = target.slice(1);
  if (target.startsWith("@")) return `@user:${id}`;
  if (target.startsWith("#")) return `#${id}`;
  if (target.startsWith("!")) return readSpecial(id, label);
  return decode(target.replace(/^mailto:/u, ""));
}

function readSpecial(id: string, label: string): string {
  if (id.startsWith("subteam^")) return `@group:${id.slice("subteam^".length)}`;
  if (id === "here" || id === "channel" || id === "everyone") return `@${id}`;
  return decode(label);
}

function decode(text: string): string {
  return text.replace(/&(amp|lt|gt);/gu, (_whole, entity: string) => ENTITIES[entity] ?? "");
}
