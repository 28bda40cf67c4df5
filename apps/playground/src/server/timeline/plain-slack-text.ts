import type { SlackNames } from "./slack-names.ts";

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">" };

/**
 * Slack's text as people read it: mentions as names, links as their labels, entities decoded once.
 * @see https://docs.slack.dev/messaging/formatting-message-text
 */
export function plainSlackText(text: string, names: Pick<SlackNames, "person" | "place">): string {
  return text.replace(/<([^<>]*)>|&(amp|lt|gt);/gu, (_whole, inside: string | undefined, entity: string | undefined) =>
    entity === undefined ? reference(inside ?? "", names) : (ENTITIES[entity] ?? ""),
  );
}

function reference(inside: string, { person, place }: Pick<SlackNames, "person" | "place">): string {
  const [target = "", label] = inside.split("|");
  if (target.startsWith("@")) return `@${person(target.slice(1))}`;
  if (target.startsWith("#")) return place(target.slice(1));
  if (target.startsWith("!")) return label ?? `@${target.slice(1).replace(/^subteam\^/u, "")}`;
  return label ?? target;
}
