import { expect, test, vi } from "vitest";
import { IDS, inChannel, inChat, inGroupChat } from "../testing/activities.ts";
import { sampleCard } from "../testing/sample-card.ts";
import { startWorld, type World } from "../testing/start-world.ts";

const general = (world: World) => ({
  conversation: { id: IDS.team, conversationType: "channel", tenantId: world.teams.tenantId },
  channelData: { tenant: { id: world.teams.tenantId }, team: { id: IDS.team, name: "QA" }, channel: { id: IDS.team } },
});

function install(world: World): readonly object[] {
  const bot = { id: `28:${world.teams.appId}` };
  return [
    inChannel(world.teams, { type: "installationUpdate", action: "add", ...general(world) }),
    inChannel(world.teams, { type: "conversationUpdate", membersAdded: [bot], ...general(world) }),
  ];
}

test("installed, told twice and once more: welcomed once, in the team's channel", async () => {
  const world = await startWorld();
  const [first, second] = install(world);
  const answers = await Promise.all([first, second, first].map((activity) => world.send(activity ?? {})));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  await vi.waitFor(() => expect(world.desk.happenings).toHaveLength(3));
  await world.app.stop(1_000);
  expect(world.teams.requests).toHaveLength(1);
  expect(world.teams.requests[0]).toMatchObject({
    path: "/teams/v3/conversations",
    body: { channelData: { channel: { id: IDS.team } } },
  });
  const welcome = JSON.stringify(world.teams.requests[0]?.body);
  expect(welcome).toContain("I bring Perfecto test results");
  expect(welcome).toContain("@Perfecto subscribe");
  expect(welcome).toContain("subscription-add");
  const conversation = { channel: "teams", workspace: world.teams.tenantId, id: IDS.team };
  expect(new Set(world.desk.happenings.map((event) => JSON.stringify(event)))).toEqual(
    new Set([JSON.stringify({ kind: "conversation-available", conversation })]),
  );
});

test("what happens to a team happens to all its channels that are known", async () => {
  const world = await startWorld();
  await world.send(inChannel(world.teams, { type: "conversationUpdate" }));
  const channels = [IDS.team, IDS.channel].map((id) => ({ channel: "teams", workspace: world.teams.tenantId, id }));
  const events: readonly (readonly [object, string])[] = [
    [{ type: "installationUpdate", action: "remove" }, "conversation-unavailable"],
    [{ type: "installationUpdate", action: "add" }, "conversation-available"],
    [
      { type: "conversationUpdate", channelData: { ...general(world).channelData, eventType: "teamArchived" } },
      "conversation-unavailable",
    ],
    [
      { type: "conversationUpdate", channelData: { ...general(world).channelData, eventType: "teamUnarchived" } },
      "conversation-available",
    ],
    [
      { type: "conversationUpdate", channelData: { ...general(world).channelData, eventType: "teamHardDeleted" } },
      "conversation-gone",
    ],
  ];
  for (const [fields, kind] of events) {
    world.desk.happenings.length = 0;
    await world.send(inChannel(world.teams, { ...general(world), ...fields }));
    await vi.waitFor(() => expect(world.desk.happenings).toHaveLength(2));
    const told = world.desk.happenings.map((event) =>
      "conversation" in event ? `${event.kind} ${event.conversation.id}` : event.kind,
    );
    expect(new Set(told)).toEqual(new Set(channels.map(({ id }) => `${kind} ${id}`)));
    for (const conversation of channels)
      await expect
        .poll(async () => (await world.app.channel.reach(conversation)).kind)
        .toBe(kind === "conversation-available" ? "reachable" : "conversation-unavailable");
  }
});

test.each([
  [{ eventType: "channelDeleted" }, { kind: "conversation-unavailable", detail: "The channel was deleted." }],
  [{ eventType: "channelRestored" }, { kind: "conversation-available" }],
  [
    { eventType: "channelRenamed", channel: { id: IDS.channel, name: "Nightly" } },
    { kind: "conversation-renamed", name: "Nightly" },
  ],
])("%j", async (change, event) => {
  const world = await startWorld();
  const { tenantId } = world.teams;
  const channelData = { tenant: { id: tenantId }, team: { id: IDS.team }, channel: { id: IDS.channel }, ...change };
  await world.send(inChannel(world.teams, { type: "conversationUpdate", ...general(world), channelData }));
  const conversation = { channel: "teams", workspace: tenantId, id: IDS.channel };
  await vi.waitFor(() => expect(world.desk.happenings).toEqual([{ ...event, conversation }]));
});

test("in a person's own chat: welcomed, told, and after the removal not told any more", async () => {
  const world = await startWorld();
  const { channel } = world.app;
  const conversation = { channel: "teams", workspace: world.teams.tenantId, id: IDS.chat };
  await world.send(inChat(world.teams, { type: "installationUpdate", action: "add" }));
  await vi.waitFor(() => expect(world.teams.requests).toHaveLength(1));
  expect(world.teams.requests[0]?.path).toBe(`/teams/v3/conversations/${IDS.chat}/activities`);
  expect(await channel.tell(conversation, IDS.ann.aadObjectId, sampleCard("x"))).toBe(true);
  await world.send(inChat(world.teams, { type: "installationUpdate", action: "remove" }));
  await expect.poll(() => channel.tell(conversation, IDS.ann.aadObjectId, sampleCard("x"))).toBe(false);
  expect(await channel.reach(conversation)).toMatchObject({ kind: "conversation-unavailable" });
});

test("a group chat is welcomed in the chat", async () => {
  const world = await startWorld();
  const bot = { id: `28:${world.teams.appId}` };
  await world.send(inGroupChat(world.teams, { type: "conversationUpdate", membersAdded: [bot] }));
  await vi.waitFor(() => expect(world.teams.requests).toHaveLength(1));
  expect(world.teams.requests[0]?.path).toBe(`/teams/v3/conversations/${IDS.groupChat}/activities`);
});

test("a blocked tenant lives again with anything it sends", async () => {
  const world = await startWorld();
  const conversation = { channel: "teams", workspace: world.teams.tenantId, id: IDS.channel };
  await world.send(inChannel(world.teams, { type: "conversationUpdate" }));
  world.teams.script.push({ status: 403, body: { error: { code: "BotDisabledByAdmin" } } });
  const outcome = await world.app.channel.post({ conversation, card: sampleCard("x"), key: "k" });
  expect(outcome.kind).toBe("installation-dead");
  expect(await world.app.channel.reach(conversation)).toMatchObject({ kind: "installation-dead" });
  await world.send(inChannel(world.teams, { type: "conversationUpdate" }));
  expect(await world.app.channel.reach(conversation)).toEqual({ kind: "reachable" });
  expect(world.desk.happenings).toEqual([
    { kind: "installation-available", channel: "teams", workspace: world.teams.tenantId },
  ]);
});
