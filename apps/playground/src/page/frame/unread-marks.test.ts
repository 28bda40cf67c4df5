import { expect, test } from "vitest";
import type { PlaygroundState } from "../../wire/playground-state.ts";
import type { SlackMessageView } from "../../wire/slack-state.ts";
import { aBuild, aState } from "../testing/a-state.ts";
import { PAGE_PARTS, type PagePart } from "./page-part.ts";
import { unreadMarks } from "./unread-marks.ts";

const message: SlackMessageView = {
  channelId: "C1",
  ts: "1.0",
  userId: "U",
  fromBot: true,
  broadcast: false,
  text: "",
  blocks: [],
  attachments: [],
  files: [],
  versions: 1,
  deleted: false,
};
const entry = { id: 1, atMs: 0, actor: "slack", kind: "posted", text: "", count: 1, tone: "normal" } as const;
const before = aState({
  lab: { ...aState().lab, builds: [aBuild()] },
  slack: { ...aState().slack, messages: [message] },
  timeline: [entry],
});

const changes: readonly [string, readonly PagePart[], Partial<PlaygroundState>][] = [
  ["nothing", [], {}],
  ["a new build", ["lab"], { lab: { ...before.lab, builds: [aBuild({ id: "Nightly #8" }), aBuild()] } }],
  ["a build that ended", [], { lab: { ...before.lab, builds: [aBuild({ complete: true })] } }],
  ["a new message", ["slack"], { slack: { ...before.slack, messages: [message, { ...message, ts: "2.0" }] } }],
  ["an edited message", [], { slack: { ...before.slack, messages: [{ ...message, versions: 2 }] } }],
  [
    "a notice in Teams",
    ["teams"],
    { teams: { ...before.teams, notices: [{ id: 1, userId: "u", from: "bot", text: "" }] } },
  ],
  ["an ordinary entry", [], { timeline: [entry, { ...entry, id: 2 }] }],
  ["a bad entry", ["timeline"], { timeline: [entry, { ...entry, id: 2, tone: "bad" }] }],
];

test.each(changes)("%s marks %j", (_what, marked, change) => {
  const [old, now] = [unreadMarks(before), unreadMarks({ ...before, ...change })];
  expect(PAGE_PARTS.filter((part) => now[part] !== old[part])).toEqual(marked);
});
