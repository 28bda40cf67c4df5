import type { SlackMessage, SlackSimulator } from "@perfecto-bot/simulators/slack";

/** What people read in a message: every text of its blocks and every address behind them. */
export function messageText(message: Pick<SlackMessage, "blocks" | "text">): string {
  const found: string[] = [message.text];
  collect(message.blocks, found);
  return found.join("\n");
}

function collect(value: unknown, found: string[]): void {
  if (Array.isArray(value)) {
    for (const one of value) collect(one, found);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if ((key === "text" || key === "url" || key === "value") && typeof inner === "string") found.push(inner);
    else collect(inner, found);
  }
}

/** The build cards of a channel: messages of the bot that carry a build's key. */
export function rootCards(slack: SlackSimulator, channel: string): readonly SlackMessage[] {
  return slack.channel(channel).messages.filter((message) => keyOf(message)?.endsWith("#build"));
}

/** All messages of the bot in a channel, threads included, that carry a key, by key. */
export function messagesByKey(slack: SlackSimulator, channel: string): ReadonlyMap<string, readonly SlackMessage[]> {
  const own = slack.channel(channel).allMessages.filter((message) => keyOf(message) !== undefined);
  return Map.groupBy(own, (message) => keyOf(message) ?? "");
}

/** The key the service wrote into a message. */
export function keyOf({ metadata }: SlackMessage): string | undefined {
  const payload: unknown = metadata?.["event_payload"];
  if (typeof payload !== "object" || payload === null || !("key" in payload)) return undefined;
  return typeof payload.key === "string" ? payload.key : undefined;
}
