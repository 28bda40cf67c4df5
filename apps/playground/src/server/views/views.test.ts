import type { EphemeralMessage, SlackMessage } from "@perfecto-bot/simulators/slack";
import { startTeamsSimulator, type TeamsMessage } from "@perfecto-bot/simulators/teams";
import { expect, it, onTestFinished } from "vitest";
import { viewSlackChannel } from "./view-slack-channel.ts";
import { viewSlackMessage, viewSlackWhisper } from "./view-slack-message.ts";
import { viewTeamsMessage } from "./view-teams-message.ts";
import { viewTeamsChannel, viewTeamsChat } from "./view-teams-place.ts";

const message: SlackMessage = {
  channelId: "C1",
  ts: "1.000001",
  userId: "UBOT",
  botId: "B1",
  broadcast: false,
  files: [{ id: "F 1", teamId: "T1", name: "a.png", length: 1, title: "Screenshot", complete: true }],
  reactions: [],
  versions: [
    { at: 1, text: "old", blocks: [], attachments: [] },
    { at: 2, text: "new", blocks: [{ type: "divider" }], attachments: [] },
  ],
  text: "new",
  blocks: [{ type: "divider" }],
  attachments: [],
  deleted: false,
};

it.each<[string, Partial<SlackMessage>, object]>([
  [
    "a message of the bot",
    {},
    {
      channelId: "C1",
      ts: "1.000001",
      userId: "UBOT",
      fromBot: true,
      broadcast: false,
      text: "new",
      blocks: [{ type: "divider" }],
      attachments: [],
      files: [{ id: "F 1", title: "Screenshot", name: "a.png", url: "/api/slack/files/F%201" }],
      versions: 2,
      deleted: false,
    },
  ],
  ["a reply", { threadTs: "0.1", broadcast: true }, { threadTs: "0.1", broadcast: true }],
  ["unfurled links", { unfurls: { "https://x": { title: "X" } } }, { attachments: [{ title: "X" }] }],
  ["a deleted one", { deleted: true }, { text: "", blocks: [], files: [], versions: 2, deleted: true }],
])("views %s of Slack", (_name, change, expected) => {
  expect(viewSlackMessage({ ...message, ...change })).toMatchObject(expected);
});

it("views what one person alone sees", () => {
  const whisper: EphemeralMessage = {
    channelId: "C1",
    userId: "U1",
    ts: "1.2",
    from: "app",
    text: "psst",
    blocks: [],
    deleted: false,
  };
  expect(viewSlackWhisper(whisper)).toEqual(whisper);
  expect(viewSlackWhisper({ ...whisper, deleted: true })).toMatchObject({ text: "", deleted: true });
});

it("calls a direct message after the person", () => {
  const people = [
    { id: "UBOT", name: "perfecto", realName: "Perfecto", isBot: true },
    { id: "U1", name: "quinn", realName: "Quinn QA", isBot: false },
  ];
  const direct = { id: "D1", name: "D1", kind: "im" as const, members: new Set(["UBOT", "U1"]), archived: false };
  expect(viewSlackChannel(direct, people)).toMatchObject({ name: "Quinn QA", members: ["UBOT", "U1"] });
  expect(viewSlackChannel({ ...direct, kind: "public", name: "qa" }, people).name).toBe("qa");
});

it("views a message of Teams, and the card that one person sees instead", async () => {
  const teams = await startTeamsSimulator();
  onTestFinished(() => teams.stop());
  const root = await teams.say({ user: "Quinn QA", channel: "nightly", text: "hello" });
  const reply = await teams.say({ user: "Dana Dev", channel: "nightly", text: "hi", threadOf: root.message.id });
  const placeId = teams.channel("nightly").id;
  expect(viewTeamsMessage(root.message)).toMatchObject({
    placeId,
    fromName: "Quinn QA",
    fromBot: false,
    text: "hello",
    versions: 1,
  });
  expect(viewTeamsMessage(root.message)).not.toHaveProperty("rootId");
  expect(viewTeamsMessage(reply.message)).toMatchObject({ placeId, rootId: root.message.id });
  const own: TeamsMessage = reply.message;
  own.views.set("29:q", { type: "AdaptiveCard" });
  expect(viewTeamsMessage(own).cardsFor).toEqual({ "29:q": { type: "AdaptiveCard" } });
  own.deleted = true;
  expect(viewTeamsMessage(own)).toMatchObject({ text: "", cardsFor: {}, deleted: true });
});

const place = { id: "19:c", kind: "channel" as const, name: "qa", members: new Set(["29:q"]), installed: false };

it.each([
  ["a standard channel has its team's bot", "standard", true, false, true],
  ["a private channel has its own", "private", true, false, false],
  ["a shared channel to which it was added", "shared", false, true, true],
] as const)("%s", (_name, type, teamHas, installed, hasBot) => {
  const channel = { ...place, type, installed, team: { name: "Mobile", installed: teamHas } };
  expect(viewTeamsChannel(channel)).toEqual({
    id: "19:c",
    kind: "channel",
    name: "qa",
    team: "Mobile",
    members: ["29:q"],
    hasBot,
  });
});

it("views a chat", () => {
  expect(viewTeamsChat({ ...place, kind: "groupChat", installed: true })).toMatchObject({
    kind: "groupChat",
    hasBot: true,
  });
});
