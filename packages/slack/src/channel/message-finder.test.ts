import type { FindOutcome, FindRequest } from "@perfecto-bot/pipeline";
import type { FaultBehaviour } from "@perfecto-bot/simulators/slack";
import { describe, expect, test } from "vitest";
import { sampleCard } from "../testing/sample-card.ts";
import { startWorld, type World } from "../testing/start-world.ts";
import { withScopes } from "../testing/with-scopes.ts";

const workspace = "T0SIMULATED";
const channelWithBot = { channel: "slack", workspace, id: "C0MOBILE0QA" };
const channelWithoutBot = { channel: "slack", workspace, id: "C0000RANDOM" };
const card = sampleCard("✗ Nightly #45: 3 of 120 failed");

async function posted(world: World, key = "k1", replyTo?: string): Promise<string> {
  const reply = replyTo === undefined ? {} : { replyTo };
  const outcome = await world.app.channel.post({ conversation: channelWithBot, card, key, ...reply });
  if (outcome.kind !== "posted") throw new Error(outcome.detail);
  return outcome.id;
}

/** Looks until there is nothing more to look at; what came of each look. */
async function lookUp(world: World, request: FindRequest): Promise<readonly FindOutcome[]> {
  const outcomes = [await world.app.channel.find(request)];
  while (outcomes.at(-1)?.kind === "try-again") outcomes.push(await world.app.channel.find(request));
  return outcomes;
}

describe("find", () => {
  test("finds a message whose answer was lost, in the channel and in a thread", async () => {
    const world = await startWorld();
    const sinceMs = Date.now();
    const root = await posted(world, "root");
    world.slack.faults.add({ method: "chat.postMessage", behave: { kind: "lost-answer" } });
    const request = { conversation: channelWithBot, card, key: "reply", replyTo: root };
    expect(await world.app.channel.post(request)).toMatchObject({ kind: "ambiguous" });
    const reply = world.slack.channel("mobile-qa").thread(root)[0];
    expect(await world.app.channel.find({ ...request, sinceMs })).toEqual({ kind: "found", id: reply?.ts });
    expect(await world.app.channel.find({ conversation: channelWithBot, key: "root", sinceMs })).toEqual({
      kind: "found",
      id: root,
    });
    expect(await world.app.channel.find({ conversation: channelWithBot, key: "other", sinceMs })).toEqual({
      kind: "absent",
    });
  });

  test("pages through what others wrote meanwhile", async () => {
    const world = await startWorld();
    const sinceMs = Date.now();
    const id = await posted(world);
    for (let said = 0; said < 250; said++)
      await world.slack.say({ user: "dana", channel: "mobile-qa", text: `${said}` });
    const request = { conversation: channelWithBot, key: "k1", sinceMs };
    const [first, ...others] = await lookUp(world, request);
    expect(first).toMatchObject({ kind: "try-again", retryAfterMs: 0 });
    expect(others.at(-1)).toEqual({ kind: "found", id });
    const asked = world.slack.requests.filter(({ method }) => method === "conversations.history");
    expect(asked.map(({ args }) => Number(args["limit"]))).toEqual([15, 200, 200].slice(0, others.length + 1));
    expect(asked).toHaveLength(others.length + 1);
  });

  describe("where the bot is no member", () => {
    const history = ["channels:read", "channels:history"];
    const uninvited = (...more: string[]) => startWorld(withScopes("chat:write.public", ...history, ...more));
    const request = { conversation: channelWithoutBot, card, key: "lost" };

    test("joins, where that was granted, and finds what it posted uninvited", async () => {
      const world = await uninvited("channels:join");
      const sinceMs = Date.now();
      world.slack.faults.add({ method: "chat.postMessage", behave: { kind: "lost-answer" } });
      expect(await world.app.channel.post(request)).toMatchObject({ kind: "ambiguous" });
      const [message] = world.slack.channel("random").messages;
      expect(await world.app.channel.find({ ...request, sinceMs })).toEqual({ kind: "found", id: message?.ts });
      const reply = { ...request, key: "reply", replyTo: message?.ts ?? "" };
      expect(await world.app.channel.find({ ...reply, sinceMs })).toEqual({ kind: "absent" });
    });

    test("cannot look where it may not join", async () => {
      const world = await uninvited();
      expect(await world.app.channel.find({ ...request, sinceMs: Date.now() })).toMatchObject({
        kind: "cannot-look",
        detail: expect.stringContaining("not_in_channel"),
      });
      expect(world.slack.requests.map(({ method }) => method)).not.toContain("conversations.join");
    });

    test("does not come back for a reply where it was a member: whoever removed it meant that", async () => {
      const world = await startWorld(withScopes("channels:join", ...history));
      const replyTo = await posted(world);
      await world.slack.removeBot("mobile-qa", "quinn");
      const reply = { conversation: channelWithBot, key: "k2", replyTo, sinceMs: Date.now() };
      expect(await world.app.channel.find(reply)).toMatchObject({ kind: "cannot-look" });
    });
  });

  describe("for an app that may read once a minute", () => {
    const seldom = async () => {
      const clock = { nowMs: Date.now() };
      const now = () => clock.nowMs;
      const world = await startWorld({ now, slack: { readsSeldom: true, rateLimits: true, now } });
      const say = async (count: number) => {
        for (let said = 0; said < count; said += 1)
          await world.slack.say({ user: "dana", channel: "mobile-qa", text: `${said}` });
      };
      return { world, clock, say };
    };

    test("asks for the moment of the attempt alone, 15 messages, and finds it with one call", async () => {
      const { world, clock, say } = await seldom();
      await posted(world, "before");
      await say(40);
      clock.nowMs += 10 * 60_000;
      const id = await posted(world, "lost");
      const sinceMs = clock.nowMs;
      await say(5);
      clock.nowMs += 10 * 60_000;
      await say(40);
      expect(await world.app.channel.find({ conversation: channelWithBot, key: "lost", sinceMs })).toEqual({
        kind: "found",
        id,
      });
      const [asked] = world.slack.requests.filter(({ method }) => method === "conversations.history");
      expect(Number(asked?.args["limit"])).toBe(15);
      expect(Number(asked?.args["latest"]) - Number(asked?.args["oldest"])).toBeLessThan(90);
    });

    test("goes on where it was, a minute later each time, and has so much less to spend", async () => {
      const { world, clock, say } = await seldom();
      const sinceMs = clock.nowMs;
      const id = await posted(world, "lost");
      await say(40);
      const request = { conversation: channelWithBot, key: "lost", sinceMs };
      const budget = () => world.app.channel.budgets("find", channelWithBot)[0];
      expect(budget()).toMatchObject({ max: 50, perMs: 60_000 });
      expect(await world.app.channel.find(request)).toMatchObject({ kind: "try-again", retryAfterMs: 0 });
      expect(await world.app.channel.find(request)).toMatchObject({ kind: "try-again", retryAfterMs: 60_000 });
      expect(budget()).toEqual({ scope: "slack:T0SIMULATED:conversations.history", max: 1, perMs: 60_000 });
      clock.nowMs += 60_000;
      expect(await world.app.channel.find(request)).toMatchObject({ kind: "try-again", retryAfterMs: 0 });
      clock.nowMs += 60_000;
      expect(await world.app.channel.find(request)).toEqual({ kind: "found", id });
    });
  });

  test("cannot look without the history scope", async () => {
    const world = await startWorld(withScopes());
    const outcome = await world.app.channel.find({ conversation: channelWithBot, key: "k1", sinceMs: Date.now() });
    expect(outcome).toMatchObject({ kind: "cannot-look", detail: expect.stringContaining("missing_scope") });
  });

  test("a reply of a thread that is gone is absent", async () => {
    const world = await startWorld();
    const request = { conversation: channelWithBot, key: "k1", replyTo: "1.000001", sinceMs: Date.now() };
    expect(await world.app.channel.find(request)).toEqual({ kind: "absent" });
  });

  test.each<{ behave: FaultBehaviour; outcome: object }>([
    { behave: { kind: "rate-limited", retryAfterS: 9 }, outcome: { kind: "try-again", retryAfterMs: 9000 } },
    { behave: { kind: "status", status: 500 }, outcome: { kind: "try-again" } },
    { behave: { kind: "error", error: "account_inactive" }, outcome: { kind: "cannot-look" } },
  ])("meeting $behave", async ({ behave, outcome }) => {
    const world = await startWorld();
    world.slack.faults.add({ method: "conversations.history", behave });
    expect(await world.app.channel.find({ conversation: channelWithBot, key: "k", sinceMs: 0 })).toMatchObject(outcome);
  });
});
