import type { Button, Card, Line } from "@perfecto-bot/cards";
import { expect } from "vitest";
import type { PostedId, PostOutcome, PostRequest } from "../../ports/channel.ts";
import type { ChannelStage, ShownMessage } from "./channel-stage.ts";

/** A card that says one sentence. */
export function sampleCard(words: string, buttons: readonly Button[] = []): Card {
  const title: Line = [{ kind: "text", text: words }];
  return { kind: "notice", status: "info", title, body: [], buttons, fallback: words };
}

/** Posts a card with these words to `here`. */
export function post(
  { channel, here }: ChannelStage,
  words: string,
  more: Partial<PostRequest> = {},
): Promise<PostOutcome> {
  return channel.post({ conversation: here, card: sampleCard(words), key: `key of ${words}`, ...more });
}

/** Posts one, which must work. */
export async function posted(stage: ChannelStage, words: string, more: Partial<PostRequest> = {}): Promise<PostedId> {
  const outcome = await post(stage, words, more);
  if (outcome.kind !== "posted") throw new Error(`"${words}" was not posted: ${outcome.kind}, ${outcome.detail}`);
  return outcome.id;
}

/** What stands in `here` and must contain the words, each message once and in this order. */
export function expectShown({ shown, here }: ChannelStage, ...words: readonly string[]): readonly ShownMessage[] {
  const standing = shown(here);
  expect(standing.map(({ content }) => content)).toEqual(words.map((word): unknown => expect.stringContaining(word)));
  return standing;
}
