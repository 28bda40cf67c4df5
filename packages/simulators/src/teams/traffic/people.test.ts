import { expect, test } from "vitest";
import { activities, connect, message, nightly, start, startBot } from "../testing/drive-teams.ts";

const startBoth = async () => {
  const bot = await startBot();
  const teams = await start({ botEndpoint: bot.url });
  return { teams, bot, last: () => bot.heard.at(-1)?.activity };
};

test("installing in a team tells of it twice, and again where scripted", async () => {
  const { teams, bot } = await startBoth();
  const receipts = await teams.install({ team: "Mobile", by: "dana", times: 2 });
  expect(receipts.map(({ acknowledged }) => acknowledged)).toEqual([true, true, true, true]);
  const { id, aadGroupId } = teams.team("Mobile");
  const [first, second, third] = bot.heard.map(({ activity }) => activity);
  expect(first).toMatchObject({
    type: "installationUpdate",
    action: "add",
    channelId: "msteams",
    serviceUrl: teams.serviceUrl,
    from: { name: "Dana Dev", aadObjectId: teams.user("dana").aadObjectId },
    recipient: { id: `28:${teams.appId}` },
    conversation: { id, conversationType: "channel", isGroup: true, tenantId: teams.tenantId },
    channelData: { team: { id, name: "Mobile", aadGroupId }, tenant: { id: teams.tenantId } },
  });
  expect(second).toMatchObject({
    type: "conversationUpdate",
    membersAdded: [{ id: teams.botId }],
    channelData: { eventType: "teamMemberAdded", team: { id } },
  });
  expect(third).toMatchObject({ type: "installationUpdate" });
  expect(third?.["id"]).not.toBe(first?.["id"]);
});

test("removing, upgrading, and the other order of events", async () => {
  const { teams, bot } = await startBoth();
  await teams.install({ user: "dana", first: "conversationUpdate" });
  await teams.install({ user: "dana", upgrade: true });
  await teams.uninstall({ user: "dana" });
  expect(bot.heard.map(({ activity }) => [activity["type"], activity["action"] ?? null])).toEqual([
    ["conversationUpdate", null],
    ["installationUpdate", "add"],
    ["installationUpdate", "add-upgrade"],
    ["installationUpdate", "remove"],
    ["conversationUpdate", null],
  ]);
  expect(bot.heard.at(-1)?.activity).toMatchObject({ membersRemoved: [{ id: teams.botId }] });
  await expect(async () => teams.install({ channel: "nightly" })).rejects.toThrow("standard channel");
});

test("a mention in a channel: tag, entity, thread and channel data", async () => {
  const { teams, last } = await startBoth();
  await teams.install({ team: "Mobile" });
  const said = await teams.say({ user: "quinn", channel: "nightly", text: "failures last 24h", mention: true });
  const { id } = said.message;
  expect(said).toMatchObject({ acknowledged: true, status: 200 });
  expect(last()).toMatchObject({
    type: "message",
    id,
    text: "<at>Perfecto</at> failures last 24h",
    entities: [
      { type: "mention", text: "<at>Perfecto</at>", mentioned: { id: teams.botId, name: "Perfecto" } },
      { type: "clientInfo", timezone: "Europe/Berlin" },
    ],
    conversation: { id: `${nightly};messageid=${id}` },
    channelData: { channel: { id: nightly }, team: { id: teams.team("Mobile").id }, tenant: { id: teams.tenantId } },
  });
  await teams.say({ user: "dana", channel: "nightly", text: "help", mention: true, threadOf: id });
  expect(last()).toMatchObject({ conversation: { id: `${nightly};messageid=${id}` } });
  expect(teams.channel("nightly").thread(id).replies).toHaveLength(1);
});

test("the forms that text arrives in", async () => {
  const { teams, last } = await startBoth();
  await teams.install({ chat: "Release crew" });
  const chat = "Release crew";
  const text = 'job:"a & b" <at>Dana Dev</at>';
  await teams.say({ user: "quinn", chat, text, mention: true, separator: "&nbsp;", htmlEntities: true });
  expect(last()).toMatchObject({
    text: "<at>Perfecto</at>&nbsp;job:&quot;a &amp; b&quot; <at>Dana Dev</at>",
    entities: [{ mentioned: { id: teams.botId } }, { mentioned: { id: teams.user("dana").id } }, {}],
    conversation: { id: teams.chat(chat).id, conversationType: "groupChat", name: chat },
  });
  await teams.say({ user: "quinn", chat, text: "hey <at>Perfecto</at>, help" });
  expect(last()).toMatchObject({ text: "hey <at>Perfecto</at>, help", entities: [{ type: "mention" }, {}] });
});

test("the bot hears nothing where it is not mentioned or not installed, and everything in its own chat", async () => {
  const { teams, bot } = await startBoth();
  expect(await teams.say({ user: "dana", text: "hello" })).toMatchObject({
    notSent: expect.stringContaining("not in"),
  });
  await teams.install({ team: "Mobile" });
  await teams.install({ user: "dana" });
  const before = bot.heard.length;
  expect(await teams.say({ user: "dana", channel: "nightly", text: "hello" })).toMatchObject({
    notSent: "the bot is not mentioned",
  });
  expect((await teams.say({ user: "dana", channel: "releases", text: "x", mention: true })).notSent).toBeDefined();
  await teams.say({ user: "dana", text: "hello" });
  expect(bot.heard.slice(before)).toMatchObject([
    { activity: { text: "hello", conversation: { id: teams.personal("dana").id, conversationType: "personal" } } },
  ]);
});

test("what happens to channels, teams and members", async () => {
  const { teams, bot } = await startBoth();
  await teams.install({ team: "Mobile" });
  const before = bot.heard.length;
  const { channel } = await teams.channelCreated({ team: "Mobile", name: "smoke" });
  await teams.channelRenamed({ channel: "smoke", name: "smoke tests" });
  await teams.channelDeleted({ channel: "smoke tests" });
  await teams.channelRestored({ channel: "smoke tests" });
  await teams.teamRenamed({ team: "Mobile", name: "Mobile QA" });
  await teams.teamArchived({ team: "Mobile QA" });
  const client = await connect(teams);
  expect((await client.post(activities(channel.id), message("x"))).status).toBe(403);
  await teams.teamUnarchived({ team: "Mobile QA" });
  expect((await client.post(activities(channel.id), message("x"))).status).toBe(201);
  await teams.memberRemoved({ team: "Mobile QA", user: "dana" });
  await teams.memberAdded({ team: "Mobile QA", user: "dana" });
  await teams.teamDeleted({ team: "Mobile QA" });
  expect((await client.post(activities(channel.id), message("x"))).status).toBe(404);
  await teams.teamRestored({ team: "Mobile QA" });
  const events = bot.heard.slice(before).map(({ activity }) => activity);
  expect(events.map(({ channelData }) => channelData)).toMatchObject([
    { eventType: "channelCreated", channel: { id: channel.id, name: "smoke" } },
    { eventType: "channelRenamed", channel: { name: "smoke tests" } },
    { eventType: "channelDeleted" },
    { eventType: "channelRestored" },
    { eventType: "teamRenamed", team: { name: "Mobile QA" } },
    { eventType: "teamArchived" },
    { eventType: "teamUnarchived" },
    { eventType: "teamMemberRemoved" },
    { eventType: "teamMemberAdded" },
    { eventType: "teamDeleted" },
    { eventType: "teamRestored" },
  ]);
  expect(events[7]).toMatchObject({ membersRemoved: [{ id: teams.user("dana").id }] });
});

test("a bot that is away, and one that never answers", async () => {
  const silent = await startBot(() => "never");
  const teams = await start({ botEndpoint: "http://127.0.0.1:9/", answerWithinMs: 100 });
  expect(await teams.install({ user: "dana" })).toMatchObject([{ acknowledged: false, timedOut: false }, {}]);
  teams.useEndpoint(silent.url);
  const receipt = await teams.linkQuery({ user: "dana", url: "https://lab.example/" });
  expect(receipt).toMatchObject({ acknowledged: false, timedOut: true });
  expect(silent.heard).toHaveLength(1);
  expect(teams.deliveries).toHaveLength(3);
});
