import { expect, test } from "vitest";
import { SnapshotError } from "../../snapshot/snapshot-error.ts";
import type { JsonObject } from "../../slack/json-value.ts";
import { stringOf } from "../../slack/json-value.ts";
import type { TeamsSimulator } from "../start-teams-simulator.ts";
import { startTeamsSimulator } from "../start-teams-simulator.ts";
import {
  activities,
  card,
  cardMessage,
  clientWith,
  connect,
  message,
  newThread,
  nightly,
  requestToken,
  start,
  startBot,
  startInstalled,
} from "../testing/drive-teams.ts";
import type { TeamsSnapshot } from "./teams-snapshot.ts";
import type { TeamsSnapshotBounds } from "./take-teams-snapshot.ts";

/** What a file of it would give back. */
const written = (teams: TeamsSimulator, bounds?: TeamsSnapshotBounds): TeamsSnapshot =>
  JSON.parse(JSON.stringify(teams.snapshot(bounds)));

const action: JsonObject = { type: "Action.Execute", verb: "ack", title: "Acknowledge" };
const shown = (text: string): JsonObject => card([{ type: "TextBlock", text }], { actions: [action] });
const answer = (): JsonObject => ({
  statusCode: 200,
  type: "application/vnd.microsoft.card.adaptive",
  value: shown("for you"),
});
const refusal = (): JsonObject => ({
  statusCode: 200,
  type: "application/vnd.microsoft.activity.message",
  value: "no",
});

/** A tenant in which something of every kind has happened. */
const lived = async () => {
  const bot = await startBot((activity) => (stringOf(activity["replyToId"]) === "" ? undefined : answers.shift()?.()));
  const answers = [answer, refusal];
  const { teams, client } = await startInstalled({ botEndpoint: bot.url });
  const root = await client.thread(nightly, cardMessage(shown("one")));
  const thread = `${nightly};messageid=${root}`;
  await client.put(activities(thread, root), cardMessage(shown("two")));
  await teams.say({ user: "quinn", channel: "nightly", text: "status", mention: true, threadOf: root });
  const gone = stringOf((await client.post(activities(thread), message("gone"))).body["id"]);
  await client.delete(activities(thread, gone));
  await teams.execute({ user: "dana", message: root, verb: "ack" });
  await teams.execute({ user: "omari", message: root, verb: "ack" });
  await teams.install({ user: "dana" });
  await teams.install({ channel: "releases" });
  await teams.install({ chat: "Release crew" });
  await client.post(activities(teams.channel("releases").id), message("private"));
  await client.post(activities(teams.chat("Release crew").id), message("to the crew"));
  await client.post(activities(teams.personal("dana").id), message("to dana"));
  teams.addUser({ name: "Nia New", tenantId: "another-tenant" });
  teams.addTeam({ name: "Guests", tenantId: "another-tenant" });
  teams.setDisabledByAdmin(true, "another-tenant");
  await teams.channelCreated({ team: "Mobile", name: "added", type: "private", members: ["Omari On-Call"] });
  await teams.channelRenamed({ channel: "vendors", name: "partners" });
  await teams.channelDeleted({ channel: "added" });
  teams.block({ user: "dana" });
  return { teams, client, bot, root, thread, gone };
};

/** Everything that people can look at, and everything the bot is told when it asks. */
const seen = async (teams: TeamsSimulator): Promise<unknown> => {
  const client = await connect(teams);
  const places = teams.conversations().toSorted((a, b) => a.id.localeCompare(b.id));
  return {
    users: teams.users(),
    teams: teams.teams(),
    places,
    threads: teams.channel("nightly").threads,
    notices: teams.users().map(({ id }) => teams.notices(id)),
    asked: await Promise.all(
      places.map(async ({ id }) => {
        const { status, body } = await client.get(`conversations/${encodeURIComponent(id)}/members`);
        return { id, status, body };
      }),
    ),
    channels: (await client.get(`teams/${encodeURIComponent(teams.team("Mobile").id)}/conversations`)).body,
  };
};

test("a restored tenant looks the same to people and to the bot", async () => {
  const { teams } = await lived();
  const before = await seen(teams);
  const snapshot = teams.snapshot();
  expect(JSON.parse(JSON.stringify(snapshot))).toStrictEqual(snapshot);
  const again = await start({
    restore: written(teams),
    rateLimits: false,
    appId: "another",
    botName: "Other",
    world: {},
  });
  expect(again.snapshot()).toStrictEqual(snapshot);
  expect(await seen(again)).toEqual(before);
  const identity = ({ appId, appPassword, tenantId, botId, name }: TeamsSimulator) => ({
    appId,
    appPassword,
    tenantId,
    botId,
    name,
  });
  expect(identity(again)).toEqual(identity(teams));
});

test("a restored message is edited, answered and pressed on as before", async () => {
  const { teams, bot, root, thread, gone } = await lived();
  const again = await start({ restore: written(teams), rateLimits: false, botEndpoint: bot.url });
  const client = await connect(again);
  const { root: kept } = again.channel("nightly").thread(root);
  expect(kept.cardFor(again.user("dana").id)).toMatchObject({ body: [{ text: "for you" }] });
  expect(kept.cardFor(again.user("quinn").id)).toMatchObject({ body: [{ text: "two" }] });
  expect((await again.execute({ user: "quinn", message: root, verb: "ack" })).notSent).toBeUndefined();
  expect(bot.heard.at(-1)?.activity).toMatchObject({ replyToId: root, conversation: { id: thread } });

  expect((await client.put(activities(thread, root), cardMessage(shown("three")))).status).toBe(200);
  expect((await client.put(activities(thread, gone), message("x"))).status).toBe(404);
  expect((await client.post(activities(thread), message("later"))).status).toBe(201);
  expect(kept.versions.map(({ cards }) => cards[0]?.["body"])).toMatchObject([
    [{ text: "one" }],
    [{ text: "two" }],
    [{ text: "three" }],
  ]);
  expect(
    again
      .channel("nightly")
      .thread(root)
      .replies.map(({ text }) => text),
  ).toEqual(["<at>Perfecto</at> status", "later"]);
  // The one they were taken from does not notice.
  expect(teams.channel("nightly").thread(root).replies).toHaveLength(1);
  expect(teams.channel("nightly").thread(root).root.versions).toHaveLength(2);
});

test("installations, memberships and bars are in force as before", async () => {
  const { teams } = await lived();
  const again = await start({ restore: written(teams), rateLimits: false });
  const client = await connect(again);
  const send = async (id: string) => (await client.post(activities(id), message("x"))).status;
  expect(await send(again.channel("releases").id)).toBe(201);
  expect(await send(again.channel("partners").id)).toBe(403);
  expect(await send(again.channel("added").id)).toBe(404);
  expect(await send(again.chat("Release crew").id)).toBe(201);
  expect(await send(again.personal("dana").id)).toBe(403);
  again.unblock({ user: "dana" });
  expect(await send(again.personal("dana").id)).toBe(201);
  // A standard channel's members are its team's, also later on.
  await again.memberRemoved({ team: "Mobile", user: "omari" });
  expect(again.channel("nightly").members.size).toBe(2);
  expect(again.channel("releases").members.size).toBe(3);
});

test("the port may be taken again, so that service URLs stay good", async () => {
  const first = await startTeamsSimulator();
  await first.stop();
  const again = await start({ restore: written(first), port: Number(new URL(first.baseUrl).port) });
  expect([again.serviceUrl, again.tokenUrl]).toEqual([first.serviceUrl, first.tokenUrl]);
});

test("tokens stay good for their time, and ids are never those of before", async () => {
  let nowMs = 1_764_000_000_000;
  const now = () => nowMs;
  const first = await start({ now, tokenClock: now, rateLimits: false });
  await first.install({ team: "Mobile" });
  const token = stringOf((await requestToken(first)).body["access_token"]);
  const post = async (teams: TeamsSimulator) => {
    const { status, body } = await clientWith(teams, token).post("conversations", newThread(nightly, message("x")));
    return { status, id: Number(body["activityId"]) };
  };
  const ids = [(await post(first)).id, (await post(first)).id];
  const again = await start({ now, tokenClock: now, restore: written(first), rateLimits: false });
  expect((await post(again)).id).toBeGreaterThan(Math.max(...ids));
  nowMs += 3_600_000;
  expect((await post(again)).status).toBe(401);
  expect(again.snapshot().accessTokens).toEqual([]);
});

test("keeps the newest messages and the roots of their threads", async () => {
  const { teams, client } = await startInstalled();
  const old = await client.thread(nightly, message("old root"));
  await client.post(activities(`${nightly};messageid=${old}`), message("old reply"));
  await teams.install({ chat: "Release crew" });
  await client.post(activities(teams.chat("Release crew").id), message("to the crew"));
  await client.thread(nightly, message("lonely"));
  await client.post(activities(`${nightly};messageid=${old}`), message("new reply"));

  const texts = async (bounds?: TeamsSnapshotBounds) =>
    (await start({ restore: written(teams, bounds) }))
      .messages()
      .map(({ text }) => text)
      .toSorted();
  expect(await texts({ messages: 1 })).toEqual(["new reply", "old root"]);
  expect(await texts({ messages: 3 })).toEqual(["lonely", "new reply", "old root", "to the crew"]);
  expect(await texts()).toHaveLength(5);
});

test("without authentication a call needs no token, and with it one", async () => {
  const { teams } = await startInstalled({ authentication: false });
  const bare = await fetch(`${teams.serviceUrl}v3/conversations`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(newThread(nightly, message("x"))),
  });
  expect(bare.status).toBe(201);
  expect((await clientWith(teams, "of another time").thread(nightly, message("y"))).length).toBeGreaterThan(0);
  expect(teams.channel(nightly).messages.map(({ text }) => text)).toEqual(["x", "y"]);
  teams.settings.authentication = true;
  expect((await clientWith(teams, "of another time").post(activities(nightly), message("z"))).status).toBe(401);
});

const spoilt: readonly (readonly [string, (good: TeamsSnapshot) => unknown, string])[] = [
  ["another version", (good) => ({ ...good, v: 0 }), "it is of version 0, and version 1 is read"],
  ["nothing", () => null, "it must be an object"],
  ["a missing part", ({ bot: _bot, ...rest }) => rest, "bot must be an object"],
  [
    "a secret that is none",
    (good) => ({ ...good, bot: { ...good.bot, appPassword: 7 } }),
    "bot.appPassword must be text",
  ],
  [
    "a channel of nowhere",
    (good) => ({ ...good, teams: [] }),
    "channel 19:00000000000000000000000000mobile@thread.tacv2 is of team 19:00000000000000000000000000mobile@thread.tacv2, which is not in it",
  ],
  [
    "a view that is no card",
    (good) => ({
      ...good,
      chats: [{ ...good.chats[0], messages: [{ ...aMessage, views: { "29:1": "card" } }] }],
    }),
    "chats[0].messages[0].views.29:1 must be an object",
  ],
  [
    "a message without a version",
    (good) => ({ ...good, chats: [{ ...good.chats[0], messages: [{ ...aMessage, versions: [] }] }] }),
    "chats[0].messages[0].versions must not be empty",
  ],
];
const aMessage = {
  id: "1",
  conversationId: "19:chat",
  from: { id: "28:bot", name: "Perfecto" },
  versions: [{ at: 1, activity: { type: "message", text: "x" } }],
  views: {},
  deleted: false,
};

test.each(spoilt)("says in one sentence why it cannot restore %s", async (_, spoil, problem) => {
  const good = (await start()).snapshot();
  const restore: TeamsSnapshot = JSON.parse(JSON.stringify(spoil(good)));
  const refused: unknown = await start({ restore }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(SnapshotError);
  expect(refused).toMatchObject({
    message: `The snapshot of the simulated Teams cannot be restored: ${problem}. Start without it.`,
  });
});
