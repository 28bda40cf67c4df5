import { expect, test } from "vitest";
import { readSpoken } from "./read-spoken.ts";

const direct = { type: "message", channel_type: "im", channel: "D1", user: "U1", text: "hi" };

test("hears mentions and direct messages, in threads as well", () => {
  expect(readSpoken(direct)).toEqual({ channelId: "D1", person: "U1", text: "hi" });
  expect(readSpoken({ type: "app_mention", channel: "C1", user: "U1", text: "hi", thread_ts: "1.2" })).toEqual({
    channelId: "C1",
    person: "U1",
    text: "hi",
    threadTs: "1.2",
  });
});

test.each([
  { ...direct, subtype: "message_changed" },
  { ...direct, bot_id: "B1" },
  { ...direct, channel_type: "channel" },
  { ...direct, user: undefined },
  { ...direct, text: undefined },
  { type: "channel_archive", channel: "C1" },
])("hears nothing in %j", (event) => {
  expect(readSpoken(event)).toBeUndefined();
});
