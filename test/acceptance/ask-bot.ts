import { expect, vi } from "vitest";
import { messageText } from "./read-messages.ts";
import type { SlackWorld } from "./slack-world.ts";

const PATIENCE = { timeout: 15_000, interval: 50 };

/** Types a command whose answer only the asker sees, and reads the answer. */
export async function askBot({ slack, say }: Pick<SlackWorld, "slack" | "say">, channel: string, words: string) {
  const seen = () => slack.ephemerals(channel, "quinn");
  const before = seen().length;
  await say(channel, words);
  await vi.waitFor(() => expect(seen().length).toBeGreaterThan(before), PATIENCE);
  const answer = seen().at(-1);
  return answer === undefined ? "" : messageText(answer);
}

/** Subscribes a channel and waits until the channel shows it. */
export async function subscribe({ slack, say }: Pick<SlackWorld, "slack" | "say">, channel: string, words: string) {
  const seen = () => slack.channel(channel).messages.length;
  const before = seen();
  await say(channel, `subscribe ${words}`);
  await vi.waitFor(() => expect(seen()).toBeGreaterThan(before), PATIENCE);
}
