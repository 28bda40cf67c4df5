import type { JsonValue } from "@perfecto-bot/simulators/slack";
import { expect, test } from "vitest";
import { type Drawable, readableOf, readVersion } from "./read-version.ts";

const card = { type: "AdaptiveCard", body: [] };
const rows: readonly [JsonValue, Drawable, JsonValue][] = [
  [
    { text: "t", blocks: [{ type: "divider" }] },
    { chat: "slack", text: "t", blocks: [{ type: "divider" }] },
    [{ type: "divider" }],
  ],
  [{ text: "t" }, { chat: "slack", text: "t", blocks: [] }, { text: "t" }],
  [null, { chat: "slack", text: "t", blocks: [] }, { text: "t" }],
  [{ type: "message", attachments: [{ content: card }] }, { chat: "teams", text: "t", card }, card],
  [{ attachments: [{ contentType: "image/png" }, { content: card }] }, { chat: "teams", text: "t", card }, card],
  [{ text: "only words" }, { chat: "teams", text: "t", card: undefined }, { text: "t" }],
];

test.each(rows)("%j", (json, drawable, readable) => {
  const read = readVersion(drawable.chat, { atMs: 0, text: "t", json });
  expect(read).toEqual(drawable);
  expect(readableOf(read)).toEqual(readable);
});
