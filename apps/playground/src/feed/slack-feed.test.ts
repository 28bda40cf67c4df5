import type { EphemeralMessage, SlackMessage } from "@perfecto-bot/simulators/slack";
import { expect, it } from "vitest";
import { plainText } from "../draw/drawn-line.ts";
import { createSlackFeed } from "./slack-feed.ts";

const names: Readonly<Record<string, string>> = { C1: "mobile-qa", C2: "ios-team", U1: "Quinn QA" };

/** A message of the bot whose versions are plain texts. */
function message(channelId: string, texts: readonly string[], threadTs?: string): SlackMessage {
  const versions = texts.map((text) => ({ at: 0, text, blocks: [], attachments: [] }));
  const rest = { broadcast: false, files: [], reactions: [], blocks: [], attachments: [], deleted: false, versions };
  const thread = threadTs === undefined ? {} : { threadTs };
  return { channelId, ts: "1.1", userId: "U0", botId: "B0", text: texts.at(-1) ?? "", ...thread, ...rest };
}

function open(root?: SlackMessage) {
  const clock = { nowMs: Date.UTC(2026, 10, 23, 6, 42) };
  const feed = createSlackFeed({
    now: () => clock.nowMs,
    timeZone: "UTC",
    nameOf: (id) => names[id],
    find: () => root,
  });
  return { feed, clock };
}

it("shows what is typed, and what one person alone sees", () => {
  const { feed } = open();
  expect(feed.typed("U1", "C1", "/perfecto help").map(plainText)).toEqual([
    "",
    "06:42:00 #mobile-qa Quinn QA types",
    "  /perfecto help",
  ]);
  const whisper: EphemeralMessage = {
    channelId: "C1",
    userId: "U1",
    ts: "1",
    from: "app",
    text: "psst",
    blocks: [],
    deleted: false,
  };
  expect(feed.whispered(whisper).map(plainText)).toEqual(["06:42:00 #mobile-qa only Quinn QA sees this", "  psst"]);
});

it("indents replies below what they are about", () => {
  const { feed } = open(message("C1", ["⏳ Nightly #4 (main): running, 1 passed"]));
  expect(feed.posted(message("C1", ["❌ Pay failed\ntap"], "1.1")).map(plainText)).toEqual([
    "06:42:00 #mobile-qa ↳ Nightly #4 (main) ",
    "    ❌ Pay failed",
    "    tap",
  ]);
});

it("says of the same words in another channel that they are the same, for a while", () => {
  const { feed, clock } = open();
  const bodyIn = (channelId: string) =>
    feed
      .posted(message(channelId, ["first\nsecond"]))
      .slice(2)
      .map(plainText);
  expect(bodyIn("C1")).toEqual(["  first", "  second"]);
  expect(bodyIn("C1")).toEqual(["  first", "  second"]);
  expect(bodyIn("C2")).toEqual(["  first  (as in #mobile-qa)"]);
  clock.nowMs += 60_000;
  expect(bodyIn("C2")).toEqual(["  first", "  second"]);
});

it("shows of an edit what is new, and of a deleted message which it was", () => {
  const { feed } = open();
  expect(feed.edited(message("C1", ["❌ Pay\na\nb", "❌ Pay\na\nc"])).map(plainText)).toEqual([
    "06:42:00 #mobile-qa edited",
    "  ❌ Pay",
    "  c",
  ]);
  expect(feed.deleted(message("C1", ["❌ Pay\na"])).map(plainText)).toEqual([
    "06:42:00 #mobile-qa deleted",
    "  ❌ Pay",
  ]);
});
