import { describe, expect, it } from "vitest";
import type { SlackMessageView, SlackWhisperView } from "../../wire/slack-state.ts";
import {
  countUnread,
  findCurrent,
  listChannel,
  listConversations,
  listThread,
  summariseThreads,
  tsOf,
} from "./conversation.ts";
import { groupRows } from "./group-rows.ts";

const message = (ts: string, more: Partial<SlackMessageView> = {}): SlackMessageView => ({
  channelId: "C1",
  ts,
  userId: "UBOT",
  fromBot: true,
  broadcast: false,
  text: ts,
  blocks: [],
  attachments: [],
  files: [],
  versions: 1,
  deleted: false,
  ...more,
});
const whisper = (ts: string, more: Partial<SlackWhisperView> = {}): SlackWhisperView => ({
  channelId: "C1",
  userId: "U1",
  ts,
  from: "app",
  text: "",
  blocks: [],
  deleted: false,
  ...more,
});

const messages = [
  message("100.000001"),
  message("101.000001", { deleted: true }),
  message("102.000001", { deleted: true }),
  message("103.000001", { threadTs: "100.000001" }),
  message("104.000001", { threadTs: "102.000001", userId: "U1" }),
  message("105.000001", { threadTs: "100.000001", broadcast: true, userId: "U1" }),
  message("106.000001", { channelId: "C2" }),
  message("107.000001", { userId: "U1" }),
];
const whispers = [
  whisper("106.500000"),
  whisper("106.600000", { userId: "U2" }),
  whisper("106.700000", { deleted: true }),
  whisper("106.800000", { threadTs: "100.000001" }),
];

describe("a conversation", () => {
  it("shows roots, broadcasts, deleted roots with replies, and one's own whispers, in order", () => {
    expect(listChannel({ messages, whispers }, "C1", "U1").map(tsOf)).toEqual([
      "100.000001",
      "102.000001",
      "105.000001",
      "106.500000",
      "107.000001",
    ]);
  });

  it("shows a thread with its root and whispers", () => {
    expect(listThread({ messages, whispers }, "C1", "100.000001", "U1").map(tsOf)).toEqual([
      "100.000001",
      "103.000001",
      "105.000001",
      "106.800000",
    ]);
  });

  it("sums threads up", () => {
    expect([...summariseThreads(messages, "C1")]).toEqual([
      ["100.000001", { replies: 2, lastTs: "105.000001", userIds: ["UBOT", "U1"] }],
      ["102.000001", { replies: 1, lastTs: "104.000001", userIds: ["U1"] }],
    ]);
  });

  it.each([
    ["0", "U1", 1],
    ["0", "U2", 3],
    ["100.000001", "U2", 2],
    ["107.000001", "U2", 0],
  ])("counts what is new after %s to %s", (readTs, userId, count) => {
    expect(countUnread(messages, "C1", userId, readTs)).toBe(count);
  });
});

describe("listConversations", () => {
  const channel = (
    id: string,
    name: string,
    kind: "public" | "private" | "im",
    members: string[] = [],
    archived = false,
  ) => ({
    id,
    name,
    kind,
    members,
    archived,
  });
  const channels = [
    channel("C2", "qa", "public"),
    channel("C1", "ios", "public"),
    channel("C3", "old", "public", [], true),
    channel("C4", "secret", "private", ["U1"]),
    channel("D1", "quinn", "im", ["U1", "UBOT"]),
  ];
  it.each([
    ["U1", ["ios", "qa", "secret", "Perfecto"], "D1"],
    ["U2", ["ios", "qa", "Perfecto"], "UBOT"],
  ])("of %s", (userId, names, directId) => {
    const shown = listConversations({ channels, botUserId: "UBOT" }, userId, "Perfecto");
    expect(shown.map(({ name }) => name)).toEqual(names);
    expect(shown.at(-1)?.id).toBe(directId);
  });

  it.each([
    ["U1", undefined, "C2"],
    ["U1", "C1", "C1"],
    ["U2", "C4", "C2"],
    ["U2", "D1", "UBOT"],
    ["U1", "UBOT", "D1"],
  ])("of %s with %s open shows %s", (userId, opened, shown) => {
    const view = { channels, botUserId: "UBOT" };
    expect(findCurrent(listConversations(view, userId, "Perfecto"), view, opened)?.id).toBe(shown);
  });
});

describe("groupRows", () => {
  const day = Date.UTC(2026, 10, 23) / 1000;
  const rows = (...said: readonly SlackMessageView[]) =>
    groupRows(
      said.map((each) => ({ kind: "message", message: each })),
      "UTC",
    ).map((row) => (row.kind === "day" ? "day" : row.compact));

  it("divides days, and joins what one says within five minutes", () => {
    expect(
      rows(
        message(`${day}.000001`),
        message(`${day + 60}.000001`),
        message(`${day + 400}.000001`),
        message(`${day + 410}.000001`, { userId: "U1" }),
        message(`${day + 86_400}.000001`, { userId: "U1" }),
      ),
    ).toEqual(["day", false, true, false, false, "day", false]);
  });

  it("keeps broadcasts and deleted messages apart", () => {
    expect(
      rows(
        message("100.1"),
        message("101.1", { broadcast: true, threadTs: "100.1" }),
        message("102.1", { deleted: true }),
      ),
    ).toEqual(["day", false, false, false]);
  });
});
