import type { Mention } from "../subscription.ts";

const WITH_ID = /^@(user|group):(\S[^]*)$/i;

/**
 * A mention in the neutral form every channel's own form is turned into before the language sees it: `@user:U123`,
 * `@group:S123` or `@here`. Undefined where the text is none of them. The id is the vendor's and may hold further colons.
 */
export function parseMention(text: string): Mention | undefined {
  if (text.toLowerCase() === "@here") return { kind: "here", id: "" };
  const [, kind, id] = WITH_ID.exec(text) ?? [];
  if (kind === undefined || id === undefined) return undefined;
  return { kind: kind.toLowerCase() === "user" ? "user" : "group", id };
}

/** The neutral form of a mention; {@link parseMention} gives the mention back. */
export function printMention(mention: Mention): string {
  return mention.kind === "here" ? "@here" : `@${mention.kind}:${mention.id}`;
}
