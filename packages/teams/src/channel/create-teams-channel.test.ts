import type { Conversation } from "@perfecto-bot/domain";
import { createMemoryRateBudgets } from "@perfecto-bot/pipeline/memory";
import { mention, text, type Card } from "@perfecto-bot/cards";
import { describe, expect, test } from "vitest";
import { IDS, inChannel, inChat, inGroupChat, saying } from "../testing/activities.ts";
import { sampleCard } from "../testing/sample-card.ts";
import { startWorld, type World } from "../testing/start-world.ts";
import { readPostedId } from "./posted-id.ts";
import { teamsBudgets } from "./teams-budgets.ts";

const card = sampleCard("hello");

async function place(world: World, kind: "channel" | "group" | "chat"): Promise<Conversation> {
  const inside = { channel: inChannel, group: inGroupChat, chat: inChat }[kind];
  await world.send(inside(world.teams, { type: "conversationUpdate" }));
  const id = { channel: IDS.channel, group: IDS.groupChat, chat: IDS.chat }[kind];
  return { channel: "teams", workspace: world.teams.tenantId, id };
}

async function post(world: World, conversation: Conversation, replyTo?: string): Promise<string> {
  const outcome = await world.app.channel.post({
    conversation,
    card,
    key: "k",
    ...(replyTo === undefined ? {} : { replyTo, broadcast: true }),
  });
  if (outcome.kind !== "posted") throw new Error(`${outcome.kind}: ${outcome.detail}`);
  return outcome.id;
}

describe("where messages go", () => {
  test("a root in a channel is a new thread, a reply goes into it, both can be edited where they are", async () => {
    const world = await startWorld();
    const conversation = await place(world, "channel");
    const root = await post(world, conversation);
    const reply = await post(world, conversation, root);
    expect(await world.app.channel.edit(conversation, root, card)).toEqual({ kind: "edited" });
    expect(await world.app.channel.edit(conversation, reply, card)).toEqual({ kind: "edited" });
    const thread = readPostedId(root);
    const base = `/teams/v3/conversations`;
    expect(world.teams.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `POST ${base}`,
      `POST ${base}/${thread?.conversationId}/activities`,
      `PUT ${base}/${thread?.conversationId}/activities/${thread?.activityId}`,
      `PUT ${base}/${thread?.conversationId}/activities/${readPostedId(reply)?.activityId}`,
    ]);
    expect(world.teams.requests[0]?.body).toMatchObject({
      isGroup: true,
      tenantId: world.teams.tenantId,
      bot: { id: `28:${world.teams.appId}` },
      channelData: { channel: { id: IDS.channel }, tenant: { id: world.teams.tenantId } },
      activity: { type: "message", summary: expect.stringContaining("hello") },
    });
  });

  test.each(["group", "chat"] as const)("in a %s everything is a message of the chat", async (kind) => {
    const world = await startWorld();
    const conversation = await place(world, kind);
    const root = await post(world, conversation);
    await post(world, conversation, root);
    await world.app.channel.edit(conversation, root, card);
    const to = `/teams/v3/conversations/${conversation.id}/activities`;
    expect(world.teams.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `POST ${to}`,
      `POST ${to}`,
      `PUT ${to}/${readPostedId(root)?.activityId}`,
    ]);
  });

  test("a second copy is deleted where it stands; what is gone already counts as deleted", async () => {
    const world = await startWorld();
    const conversation = await place(world, "channel");
    const copy = await post(world, conversation, await post(world, conversation));
    expect(await world.app.channel.remove(conversation, copy)).toEqual({ kind: "removed" });
    expect(world.teams.requests.at(-1)).toMatchObject({
      method: "DELETE",
      path: expect.stringContaining(`/activities/${readPostedId(copy)?.activityId}`),
    });
    const notFound = { status: 404, body: { error: { code: "ActivityNotFoundInConversation" } } };
    world.teams.script.push(notFound, notFound);
    expect(await world.app.channel.remove(conversation, copy)).toEqual({ kind: "removed" });
    expect(await world.app.channel.remove(conversation, "no id of ours")).toEqual({ kind: "removed" });
    world.teams.script.push("accept-then-reset");
    expect(await world.app.channel.remove(conversation, copy)).toMatchObject({ kind: "ambiguous" });
  });

  test("a place that Teams never told about is not posted to", async () => {
    const world = await startWorld();
    const conversation = { channel: "teams", workspace: world.teams.tenantId, id: IDS.channel };
    const outcome = await world.app.channel.post({ conversation, card, key: "k" });
    expect(outcome).toMatchObject({ kind: "conversation-unavailable" });
    expect(world.teams.requests).toEqual([]);
  });

  test("ids that are not ours are gone targets", async () => {
    const world = await startWorld();
    const conversation = await place(world, "channel");
    expect(await world.app.channel.edit(conversation, "1700.0001", card)).toMatchObject({ kind: "target-gone" });
    expect(await world.app.channel.post({ conversation, card, key: "k", replyTo: "%" })).toMatchObject({
      kind: "target-gone",
    });
  });
});

describe("what is tried before a failure stands", () => {
  test("a card that is too large is sent once more as text alone", async () => {
    const world = await startWorld();
    const conversation = await place(world, "channel");
    const long: Card = { ...card, body: [{ kind: "code", text: "a long trace", weight: "core" }] };
    world.teams.script.push({ status: 413, body: { error: { code: "MessageSizeTooBig" } } });
    expect((await world.app.channel.post({ conversation, card: long, key: "k" })).kind).toBe("posted");
    const [first, second] = world.teams.requests.map(({ body }) => JSON.stringify(body));
    expect(first).toContain("a long trace");
    expect(second).not.toContain("a long trace");
    world.teams.script.push({ status: 413 }, { status: 413 });
    expect(await world.app.channel.post({ conversation, card, key: "k" })).toMatchObject({ kind: "refused" });
    expect(world.teams.requests).toHaveLength(4);
  });

  test("a token that Teams does not accept is replaced once", async () => {
    const world = await startWorld();
    const conversation = await place(world, "channel");
    world.teams.script.push({ status: 401 });
    await post(world, conversation);
    expect(world.teams.counts.tokens).toBe(2);
    world.teams.script.push({ status: 401 }, { status: 401 });
    expect(await world.app.channel.post({ conversation, card, key: "k" })).toMatchObject({ kind: "installation-dead" });
    expect(await world.app.channel.reach(conversation)).toMatchObject({ kind: "installation-dead" });
    expect(world.log.lines.filter(({ level }) => level === "error")).toHaveLength(1);
  });

  test("what is not found is looked for once more", async () => {
    const world = await startWorld();
    const conversation = await place(world, "channel");
    world.teams.script.push({ status: 404, body: { error: { code: "ConversationNotFound" } } });
    await post(world, conversation);
    expect(world.teams.requests).toHaveLength(2);
  });

  test("an answer that says nothing is ambiguous", async () => {
    const world = await startWorld();
    const conversation = await place(world, "channel");
    world.teams.script.push({ status: 201, body: {} });
    expect((await world.app.channel.post({ conversation, card, key: "k" })).kind).toBe("ambiguous");
  });

  test("a service that cannot be connected to got nothing", async () => {
    const world = await startWorld();
    const serviceUrl = "http://127.0.0.1:1/";
    const conversation = await place(world, "channel");
    await world.send(inChannel(world.teams, { type: "conversationUpdate", serviceUrl }), { serviceUrl });
    const outcome = await world.app.channel.post({ conversation, card, key: "k" });
    expect(outcome).toMatchObject({ kind: "unreachable", detail: expect.stringContaining("ECONNREFUSED") });
  });

  test.each([
    [{ status: 503, body: {} }, "unreachable"],
    [{ status: 401, body: { error: "invalid_client" } }, "installation-dead"],
  ])("without a token nothing is sent: %j", async (tokenAnswer, kind) => {
    const world = await startWorld({ start: false });
    await world.app.start();
    const conversation = await place(world, "channel");
    world.teams.script.push({ status: 401 });
    world.teams.tokenAnswer = tokenAnswer;
    expect((await world.app.channel.post({ conversation, card, key: "k" })).kind).toBe(kind);
    expect(world.teams.requests).toHaveLength(1);
  });
});

describe("what is known of a place", () => {
  test("reach: unknown, reachable, closed by what Teams answered, and open again when somebody speaks there", async () => {
    const world = await startWorld();
    const { channel } = world.app;
    const nowhere = { channel: "teams", workspace: world.teams.tenantId, id: "19:x@thread.tacv2" };
    expect(await channel.reach(nowhere)).toEqual({ kind: "unknown" });
    const conversation = await place(world, "channel");
    expect(await channel.reach(conversation)).toEqual({ kind: "reachable" });
    world.teams.script.push({ status: 403, body: { error: { code: "BotNotInConversationRoster" } } });
    await channel.post({ conversation, card, key: "k" });
    expect(await channel.reach(conversation)).toMatchObject({ kind: "conversation-unavailable" });
    await world.send(inChannel(world.teams, saying(world.teams, "status")));
    expect(await channel.reach(conversation)).toEqual({ kind: "reachable" });
    expect(world.desk.happenings).toEqual([{ kind: "conversation-available", conversation }]);
  });

  test("a person is told in their own chat, and only where they have one", async () => {
    const world = await startWorld();
    const conversation = await place(world, "channel");
    expect(await world.app.channel.tell(conversation, IDS.ann.aadObjectId, card)).toBe(false);
    await world.send(inChat(world.teams, { type: "message", text: "status" }));
    await expect.poll(() => world.teams.requests.length).toBe(1);
    expect(await world.app.channel.tell(conversation, IDS.ann.aadObjectId, card)).toBe(true);
    expect(world.teams.requests[1]?.path).toBe(`/teams/v3/conversations/${IDS.chat}/activities`);
    world.teams.script.push({ status: 403, body: { error: { code: "MessageWritesBlocked" } } });
    expect(await world.app.channel.tell(conversation, IDS.ann.aadObjectId, card)).toBe(false);
  });

  test("people are called by the name that Teams told", async () => {
    const world = await startWorld();
    const conversation = await place(world, "channel");
    await world.send(inChat(world.teams, { type: "message", text: "status" }));
    const calling: Card = { ...card, title: [text("for "), mention({ kind: "user", id: IDS.ann.aadObjectId })] };
    await world.app.channel.post({ conversation, card: calling, key: "k" });
    expect(JSON.stringify(world.teams.requests.at(-1)?.body)).toContain("<at>Ann Lee</at>");
  });

  test("a place moves with every activity", async () => {
    const world = await startWorld();
    const conversation = await place(world, "channel");
    const moved = `${world.teams.url}/teams/elsewhere/`;
    await world.send(inChannel(world.teams, { type: "conversationUpdate", serviceUrl: moved }), { serviceUrl: moved });
    await post(world, conversation);
    expect(world.teams.requests[0]?.path).toBe("/teams/elsewhere/v3/conversations");
  });

  test("messages cannot be looked up", async () => {
    const world = await startWorld();
    const conversation = await place(world, "channel");
    expect(await world.app.channel.find({ conversation, key: "k", sinceMs: 0 })).toMatchObject({ kind: "cannot-look" });
  });

  test("a notebook that cannot be read is an outcome", async () => {
    const gone = () => Promise.reject(new Error("Redis is away"));
    const world = await startWorld({
      start: false,
      app: { notebook: { read: gone, write: gone, remove: gone, names: gone } },
    });
    const conversation = { channel: "teams", workspace: world.teams.tenantId, id: IDS.channel };
    const { channel } = world.app;
    expect(await channel.post({ conversation, card, key: "k" })).toMatchObject({ kind: "unreachable" });
    expect(await channel.edit(conversation, "19%3Ax/1", card)).toMatchObject({ kind: "unreachable" });
    expect(await channel.reach(conversation)).toEqual({ kind: "unknown" });
    expect(await channel.tell(conversation, "p", card)).toBe(false);
  });
});

test("with the budgets no window holds more calls than Teams allows", async () => {
  const conversation = { channel: "teams", workspace: "T", id: "C" };
  let nowMs = 0;
  const budgets = createMemoryRateBudgets(() => nowMs);
  const calls: number[] = [];
  while (nowMs < 4_000_000) {
    const answer = await budgets.take(teamsBudgets("edit", conversation), { waiter: "lane", priority: 3 });
    if (answer.granted) calls.push(nowMs);
    else nowMs += answer.retryAfterMs;
  }
  const most = (perMs: number): number => {
    let from = 0;
    return Math.max(
      ...calls.map((atMs, index) => {
        while (atMs - (calls[from] ?? 0) >= perMs) from += 1;
        return index - from + 1;
      }),
    );
  };
  expect(most(1_000)).toBeLessThanOrEqual(7);
  expect(most(2_000)).toBeLessThanOrEqual(8);
  expect(most(30_000)).toBeLessThanOrEqual(60);
  expect(most(3_600_000)).toBeLessThanOrEqual(1_800);
  expect(calls.length).toBeGreaterThan(1_500);
});
