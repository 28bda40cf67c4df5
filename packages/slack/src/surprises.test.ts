import type { Receiver } from "@slack/bolt";
import { Secret } from "@perfecto-bot/domain";
import { createMemoryOnce, createMemoryVault } from "@perfecto-bot/pipeline/memory";
import { WebClient } from "@slack/web-api";
import { expect, onTestFinished, test, vi } from "vitest";
import { createBoltApp } from "./app/create-bolt-app.ts";
import { createSlackChannel } from "./channel/create-slack-channel.ts";
import { createInFlight, openRefusalBook } from "@perfecto-bot/pipeline";
import { SlackStartError } from "./app/slack-start-error.ts";
import { openTimeZones } from "./people/time-zones.ts";
import { noPictures } from "./pictures/slack-pictures.ts";
import { installByOauth } from "./testing/install-by-oauth.ts";
import { recordingDesk } from "./testing/recording-desk.ts";
import { recordingLog } from "./testing/recording-log.ts";
import { sampleCard } from "./testing/sample-card.ts";
import { botCredentials, oauthCredentials, startWorld } from "./testing/start-world.ts";

// Each of these is a property of Slack's libraries that a setting of ours answers; the test fails without it.

const conversation = { channel: "slack", workspace: "T0SIMULATED", id: "C0MOBILE0QA" };
const card = sampleCard("A build");
const twoWorkspaces = [
  { id: "T0ONE", botToken: null, users: [{ name: "ann" }], channels: [{ id: "C0ONE", name: "one" }] },
  { id: "T0TWO", botToken: null, users: [{ name: "bob" }], channels: [{ id: "C0TWO", name: "two" }] },
];

/** Rejections that nobody handled during the running test. */
function unhandledRejections(): readonly unknown[] {
  const seen: unknown[] = [];
  const listen = (reason: unknown): void => void seen.push(reason);
  process.on("unhandledRejection", listen);
  onTestFinished(() => void process.off("unhandledRejection", listen));
  return seen;
}

test("1: a client that is given headers sends one workspace's token with another's calls", async () => {
  const world = await startWorld({ slack: { workspaces: twoWorkspaces }, credentials: oauthCredentials });
  expect(await installByOauth(world, "T0ONE")).toBe(200);
  expect(await installByOauth(world, "T0TWO")).toBe(200);
  for (const [workspace, id] of [
    ["T0ONE", "C0ONE"],
    ["T0TWO", "C0TWO"],
  ] as const)
    expect(
      await world.app.channel.post({ conversation: { channel: "slack", workspace, id }, card, key: "k" }),
    ).toMatchObject({
      kind: "posted",
    });
  const posts = world.slack.requests.filter(({ method }) => method === "chat.postMessage");
  expect(posts.map(({ teamId }) => teamId)).toEqual(["T0ONE", "T0TWO"]);
});

test("2: in Socket Mode such headers send the bot token where the app token belongs", async () => {
  const world = await startWorld({ mode: "socket" });
  expect(world.slack.requests.filter(({ method }) => method === "apps.connections.open")).toMatchObject([{ ok: true }]);
  expect(world.slack.socketMode.connected).toBe(1);
});

test("3: Socket Mode writes a hundred retries into the options it is given", async () => {
  const world = await startWorld({ mode: "socket" });
  world.slack.faults.add({
    method: "chat.postMessage",
    behave: { kind: "status", status: 500, accepted: true },
    times: 5,
  });
  expect(await world.app.channel.post({ conversation, card, key: "k" })).toMatchObject({ kind: "ambiguous" });
  expect(world.slack.channel("mobile-qa").messages).toHaveLength(1);
});

test("4: each planned renewal of a connection costs five seconds", async () => {
  const world = await startWorld({ mode: "socket" });
  world.slack.socketMode.requestDisconnect("refresh_requested");
  await vi.waitFor(
    () => {
      expect(world.slack.requests.filter(({ method }) => method === "apps.connections.open")).toHaveLength(2);
      expect(world.slack.socketMode.connected).toBe(1);
    },
    { timeout: 3000 },
  );
});

test.each(["http", "socket"] as const)("5: a wrong bot token is a rejection nobody handles (%s)", async (mode) => {
  const unhandled = unhandledRejections();
  const world = await startWorld({
    mode,
    start: false,
    credentials: (slack) => ({ ...botCredentials(slack), botToken: new Secret("xoxb-wrong") }),
  });
  await expect(world.app.start()).rejects.toThrow(SlackStartError);
  await new Promise((resolve) => setImmediate(resolve));
  expect(unhandled).toEqual([]);
  expect(JSON.stringify(world.log.lines)).not.toContain("xoxb-wrong");
});

test("6: stopping waits for no work that has begun", async () => {
  const world = await startWorld();
  const { promise, resolve } = Promise.withResolvers<void>();
  world.desk.reply = async () => {
    await promise;
    return { kind: "card", card, shared: false };
  };
  await world.slack.command({ user: "quinn", channel: "mobile-qa", command: "/perfecto" });
  const stopped = world.app.stop(5000);
  resolve();
  expect(await stopped).toBe(true);
  expect(world.slack.ephemerals("mobile-qa", "quinn")).toHaveLength(1);
});

test("7: an acknowledgement too many is an error over HTTP, and one too few a warning to the person", async () => {
  const world = await startWorld();
  const command = await world.slack.command({ user: "quinn", channel: "mobile-qa", command: "/another" });
  const button = { kind: "action", label: "Help", action: "help", subject: "x" } as const;
  const posted = await world.app.channel.post({ conversation, card: sampleCard("A build", [button]), key: "k" });
  if (posted.kind !== "posted") throw new Error(posted.detail);
  const press = await world.slack.click({ user: "quinn", channel: "mobile-qa", messageTs: posted.id });
  expect([command, press]).toMatchObject([{ acknowledged: true }, { acknowledged: true }]);
  await expect.poll(() => world.desk.heard).toHaveLength(1);
  expect(await world.app.stop(1000)).toBe(true);
  expect(world.log.lines.filter(({ level }) => level === "error")).toEqual([]);
});

test("8: an error handler is told nothing but the error", async () => {
  const world = await startWorld();
  world.desk.reply = () => {
    throw new TypeError("the desk is broken");
  };
  await world.slack.command({ user: "quinn", channel: "mobile-qa", command: "/perfecto", text: "secret words" });
  await expect
    .poll(() => world.log.lines.filter(({ level }) => level === "error"))
    .toMatchObject([
      { fields: { payload: "command", workspace: "T0SIMULATED", error: "TypeError: the desk is broken" } },
    ]);
  expect(JSON.stringify(world.log.lines)).not.toContain("secret words");
});

test("9: by default the state of every conversation is kept in memory", async () => {
  const log = recordingLog();
  const workspaces = {
    find: async () => ({ kind: "unreachable", detail: "none" }) as const,
    claim: async () =>
      ({
        kind: "workspace",
        workspace: {
          id: "T1",
          botId: "B1",
          botUserId: "U1",
          botName: "P",
          scopes: new Set<string>(),
          client: new WebClient(),
        },
      }) as const,
    forget: async () => [],
    all: async () => [],
  };
  const receiver: Receiver = { init: () => {}, start: async () => {}, stop: async () => {} };
  const intake = {
    desk: recordingDesk(),
    workspaces,
    channel: createSlackChannel({
      workspaces,
      pictures: noPictures,
      refusals: openRefusalBook(createMemoryVault(), Date.now),
      now: Date.now,
    }),
    pictures: noPictures,
    timeZones: openTimeZones(Date.now),
    once: createMemoryOnce(),
    now: Date.now,
    log,
    commandName: "/perfecto",
  };
  const app = createBoltApp(receiver, intake, createInFlight(), undefined);
  const contexts: object[] = [];
  app.use(async ({ context, next }) => {
    contexts.push(context);
    await next();
  });
  const event = { type: "app_mention", channel: "C1", user: "U2", text: "hi", ts: "1.1" };
  await app.processEvent({ body: { team_id: "T1", event_id: "Ev1", event }, ack: async () => {} });
  expect(contexts).toHaveLength(1);
  expect(contexts[0]).not.toHaveProperty("updateConversation");
});

test("10: the bot's own messages come back as events", async () => {
  const world = await startWorld();
  const event = { type: "message", channel_type: "im", channel: "D1", text: "mine", ts: "1.1" };
  await world.slack.event({ event: { ...event, user: world.slack.workspace().botUserId } });
  await world.slack.event({ event: { ...event, user: "U00000QUINN", text: "theirs" } });
  await expect.poll(() => world.desk.heard).toHaveLength(1);
  expect(world.desk.heard).toMatchObject([{ words: "theirs" }]);
});

test("11: a failure to reconnect is a rejection nobody handles", async () => {
  const unhandled = unhandledRejections();
  const world = await startWorld({ mode: "socket" });
  const fault = world.slack.faults.add({ method: "apps.connections.open", behave: { kind: "status", status: 500 } });
  world.slack.socketMode.drop();
  await vi.waitFor(
    () => {
      expect(fault.struck).toBe(1);
      expect(world.slack.socketMode.connected).toBe(1);
    },
    { timeout: 8000 },
  );
  await world.slack.command({ user: "quinn", channel: "mobile-qa", command: "/perfecto" });
  await expect.poll(() => world.desk.heard).toHaveLength(1);
  expect(unhandled).toEqual([]);
}, 10_000);
