import { mention, text, type Card } from "@perfecto-bot/cards";
import type { PostRequest } from "@perfecto-bot/pipeline";
import type { Fault, JsonObject } from "@perfecto-bot/simulators/slack";
import { describe, expect, test } from "vitest";
import { sampleCard } from "../testing/sample-card.ts";
import { startWorld, type World } from "../testing/start-world.ts";

const conversation = { channel: "slack", workspace: "T0SIMULATED", id: "C0MOBILE0QA" };
const HOUR_MS = 60 * 60_000;
const here = mention({ kind: "here", id: "" });
const card = sampleCard("3 failed");
const calling = (...calls: Card["title"]): Card => ({ ...card, title: [...calls, text(": 3 failed")] });

const FORBIDS_HERE: Fault = {
  method: "chat.postMessage",
  times: Number.POSITIVE_INFINITY,
  behave: { kind: "error", error: "restricted_action" },
  when: (args) => JSON.stringify(args).includes('"type":"broadcast"'),
};

const post = (world: World, shown: Card, more: Partial<PostRequest> = {}) =>
  world.app.channel.post({ conversation, card: shown, key: "k", ...more });
const tries = (world: World): readonly JsonObject[] =>
  world.slack.requests.filter(({ method }) => method === "chat.postMessage").map(({ args }) => args);

async function rootOf(world: World): Promise<string> {
  const outcome = await post(world, card);
  if (outcome.kind !== "posted") throw new Error(outcome.detail);
  return outcome.id;
}

describe("a workspace that forbids @here", () => {
  test("gets the message without the call, and the channel is not called unavailable", async () => {
    const world = await startWorld();
    world.slack.faults.add(FORBIDS_HERE);
    expect(await post(world, calling(here, mention({ kind: "user", id: "U00000QUINN" })))).toMatchObject({
      kind: "posted",
      leftOut: [{ part: "everybody", detail: expect.stringContaining("restricted_action") }],
    });
    const [message] = world.slack.channel("mobile-qa").messages;
    expect(JSON.stringify(message?.blocks)).toContain("@here (not called)");
    expect(JSON.stringify(message?.blocks)).toContain('"user_id":"U00000QUINN"');
  });

  test("is not asked for it again for a day, over a restart, and then is", async () => {
    const clock = { nowMs: Date.now() };
    const world = await startWorld({ now: () => clock.nowMs });
    world.slack.faults.add(FORBIDS_HERE);
    await post(world, calling(here));
    expect(tries(world)).toHaveLength(2);
    await world.restart();
    expect(await post(world, calling(here))).toMatchObject({ leftOut: [{ part: "everybody" }] });
    expect(tries(world)).toHaveLength(3);
    expect(await post(world, card)).not.toHaveProperty("leftOut");
    expect(await post(world, calling(here), { conversation: { ...conversation, id: "C0000OTHER" } })).toMatchObject({
      kind: "conversation-unavailable",
    });
    world.slack.faults.clear();
    clock.nowMs += 25 * HOUR_MS;
    expect(await post(world, calling(here))).not.toHaveProperty("leftOut");
  });

  test("that restricts the app as a whole is unavailable, and nothing is remembered", async () => {
    const world = await startWorld();
    const restricted = world.slack.faults.add({ ...FORBIDS_HERE, when: () => true });
    expect(await post(world, calling(here))).toMatchObject({ kind: "conversation-unavailable" });
    restricted.remove();
    expect(await post(world, calling(here))).not.toHaveProperty("leftOut");
  });

  test("and the mention of people and groups gets the message without any call", async () => {
    const world = await startWorld();
    const calls = /"type":"(?:broadcast|user|usergroup)"/u;
    world.slack.faults.add({ ...FORBIDS_HERE, when: (args) => calls.test(JSON.stringify(args["blocks"])) });
    const outcome = await post(world, calling(here, mention({ kind: "group", id: "S00000MOBIL" })));
    expect(outcome).toMatchObject({ leftOut: [{ part: "everybody" }, { part: "people" }] });
  });
});

describe("replies", () => {
  test("that may not be shown in the channel are plain replies, the next one at once", async () => {
    const world = await startWorld();
    const replyTo = await rootOf(world);
    world.slack.faults.add({
      method: "chat.postMessage",
      times: Number.POSITIVE_INFINITY,
      behave: { kind: "error", error: "cant_broadcast_message" },
      when: (args) => JSON.stringify(args["reply_broadcast"] ?? "").includes("true"),
    });
    for (const key of ["a", "b"])
      expect(await post(world, card, { key, replyTo, broadcast: true })).toMatchObject({
        kind: "posted",
        leftOut: [{ part: "channel-copy" }],
      });
    expect(
      world.slack
        .channel("mobile-qa")
        .thread(replyTo)
        .map(({ broadcast }) => broadcast),
    ).toEqual([false, false]);
    expect(tries(world)).toHaveLength(1 + 2 + 1);
  });

  test.each(["restricted_action_non_threadable_channel", "cannot_reply_to_message"])(
    "of a place without threads are messages of their own (%s)",
    async (error) => {
      const world = await startWorld();
      const replyTo = await rootOf(world);
      world.slack.faults.add({
        method: "chat.postMessage",
        times: Number.POSITIVE_INFINITY,
        behave: { kind: "error", error },
        when: (args) => args["thread_ts"] !== undefined,
      });
      expect(await post(world, card, { replyTo, broadcast: true })).toMatchObject({ leftOut: [{ part: "thread" }] });
      expect(world.slack.channel("mobile-qa").messages).toHaveLength(2);
    },
  );

  test("of a thread that an administrator locked are refused, not called deleted", async () => {
    const world = await startWorld();
    const replyTo = await rootOf(world);
    const behave = { kind: "error", error: "restricted_action_thread_locked" } as const;
    world.slack.faults.add({ method: "chat.postMessage", behave });
    expect(await post(world, card, { replyTo })).toMatchObject({ kind: "refused" });
    expect(tries(world)).toHaveLength(2);
  });
});

test.each([
  ["posting_to_general_channel_denied", "general channel"],
  ["duplicate_channel_not_found", "subscribe in another one"],
])("%s makes the conversation unavailable, with what to do", async (error, todo) => {
  const world = await startWorld();
  world.slack.faults.add({ method: "chat.postMessage", behave: { kind: "error", error } });
  expect(await post(world, card)).toMatchObject({
    kind: "conversation-unavailable",
    detail: expect.stringContaining(error),
    todo: expect.stringContaining(todo),
  });
});

test("a message that is too large is smaller first and text alone last", async () => {
  const world = await startWorld();
  const rows = Array.from({ length: 30 }, (_, row) => [text(`${row} ${"x".repeat(200)}`)]);
  const large: Card = { ...card, body: [{ kind: "list", rows, weight: "core" }] };
  world.slack.faults.add({
    method: "chat.postMessage",
    times: Number.POSITIVE_INFINITY,
    behave: { kind: "error", error: "msg_blocks_too_long" },
    when: (args) => JSON.stringify(args["blocks"]).length > 5_000,
  });
  expect(await post(world, large)).toMatchObject({ kind: "posted", leftOut: [{ part: "detail" }] });
  expect(world.slack.channel("mobile-qa").messages[0]?.blocks.length).toBeGreaterThan(1);
});

test("a channel that answers with another id has moved there", async () => {
  const world = await startWorld();
  const before = "G0BEFORE000";
  world.slack.addChannel({ name: "shared", id: before, kind: "private" });
  await world.slack.changeChannelId("shared", "C0AFTER0000", { silently: true });
  const old = { ...conversation, id: before };
  expect(await post(world, card, { conversation: old })).toMatchObject({
    kind: "posted",
    movedTo: { ...conversation, id: "C0AFTER0000" },
  });
});
