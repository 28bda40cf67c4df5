import { defaultWorkspace } from "@perfecto-bot/simulators/slack";
import { Redis } from "ioredis";
import { describe, expect, test, vi, type TestContext } from "vitest";
import { askBot, subscribe } from "./ask-bot.ts";
import { expectWholeBuild, messagesOf, shownBuild } from "./expect-whole-build.ts";
import { installInSlack } from "./install-in-slack.ts";
import { putBuild } from "./put-build.ts";
import { keyOf } from "./read-messages.ts";
import { redisContents } from "./redis-contents.ts";
import { startSlackWorld, type SlackWorld, type Transport, type WorldWishes } from "./slack-world.ts";

const PATIENCE = { timeout: 90_000, interval: 50 };
const ENDING_MS = 30_000;
const CHANNEL = "mobile-qa";
const IN_FLIGHT = { job: "Nightly", executions: 12, failures: 3, causes: 3, spreadMs: 60_000 };

/** A world for one test; tests of this file run at the same time. */
async function ownWorld(
  { onTestFinished }: TestContext,
  transport: Transport = "socket",
  wishes: WorldWishes = {},
): Promise<SlackWorld> {
  const world = await startSlackWorld(transport, undefined, wishes);
  onTestFinished(world.end, ENDING_MS);
  return world;
}

/** A build of which the channel shows the card and at least one failure. */
async function begun(world: SlackWorld) {
  await subscribe(world, CHANNEL, "Nightly");
  const build = putBuild(world, IN_FLIGHT);
  const shown = () => shownBuild(world.slack, CHANNEL, build);
  await vi.waitFor(() => expect(shown().failures.length).toBeGreaterThan(0), PATIENCE);
  return { build, shown };
}

/** Calls that would show something in the channel. The one that was under way when it came to rest may still end. */
const attempts = ({ slack }: SlackWorld) => {
  const { id } = slack.channel(CHANNEL);
  return slack.requests.filter(({ method, args }) => method.startsWith("chat.") && args["channel"] === id).length;
};
const joins = ({ slack }: SlackWorld) => slack.requests.filter(({ method }) => method === "conversations.join").length;
const paused = async (world: SlackWorld) => /1 paused/.test(await askBot(world, CHANNEL, "status"));

describe.concurrent("a channel with a build in flight", () => {
  test("archived it is left alone; unarchived it shows the build whole", async (context) => {
    const world = await ownWorld(context);
    const { build } = await begun(world);
    await world.slack.archive(CHANNEL, "quinn");
    await vi.waitFor(async () => expect(await paused(world)).toBe(true), PATIENCE);
    const before = attempts(world);
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(lastSeenMs(build)), PATIENCE);
    expect(attempts(world) - before).toBeLessThanOrEqual(1);
    await world.slack.unarchive(CHANNEL, "quinn");
    await expectWholeBuild(world.slack, CHANNEL, build);
  });

  test("a bot that was removed does not come back by itself; invited again it shows the build whole", async (context) => {
    const world = await ownWorld(context);
    const { build } = await begun(world);
    const before = joins(world);
    await world.slack.removeBot(CHANNEL, "quinn");
    await vi.waitFor(async () => expect(await paused(world)).toBe(true), PATIENCE);
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(lastSeenMs(build)), PATIENCE);
    expect(joins(world) - before).toBe(0);
    await world.slack.inviteBot(CHANNEL, "quinn");
    await expectWholeBuild(world.slack, CHANNEL, build);
  });

  test("renamed, everything goes on", async (context) => {
    const world = await ownWorld(context);
    const { build } = await begun(world);
    await world.slack.rename(CHANNEL, "mobile-quality");
    await expectWholeBuild(world.slack, "mobile-quality", build);
  });

  test("deleted, its subscriptions are gone and nobody posts there any more", async (context) => {
    const world = await ownWorld(context);
    await begun(world);
    const { id } = world.slack.channel(CHANNEL);
    await world.slack.deleteChannel(CHANNEL);
    const redis = new Redis(world.redis.url);
    context.onTestFinished(() => redis.disconnect());
    await vi.waitFor(async () => expect(await redis.hlen("{bot}:subscriptions")).toBe(0), PATIENCE);
    await vi.waitFor(async () => expect(await redis.zcard("{bot}:due:outbox")).toBe(0), PATIENCE);
    const calls = world.slack.requests.filter(({ args }) => args["channel"] === id);
    expect(calls.filter(({ error }) => error === "channel_not_found").length).toBeLessThan(10);
    expect(world.logged.filter((line) => line.includes("can never be posted")).length).toBeLessThan(10);
  });

  test("with a new id of which no event tells, everything follows with the first message that shows it", async (context) => {
    const world = await ownWorld(context);
    const { build } = await begun(world);
    await world.slack.changeChannelId(CHANNEL, "C0MOVED0000", { silently: true });
    await expectWholeBuild(world.slack, "C0MOVED0000", build);
    const next = putBuild(world, { ...IN_FLIGHT, number: 8, spreadMs: 5_000 });
    await expectWholeBuild(world.slack, "C0MOVED0000", next);
    expect(await askBot(world, "C0MOVED0000", "subscriptions")).toContain("Nightly");
  });

  test("with a new id, subscription, ledger and the build in flight follow: no message is said again", async (context) => {
    const world = await ownWorld(context);
    const { build } = await begun(world);
    await world.slack.changeChannelId(CHANNEL, "C0MOVED0000");
    await expectWholeBuild(world.slack, "C0MOVED0000", build);
    expect(await askBot(world, "C0MOVED0000", "subscriptions")).toContain("Nightly");
    const next = putBuild(world, { ...IN_FLIGHT, number: 8, spreadMs: 5_000 });
    await expectWholeBuild(world.slack, "C0MOVED0000", next);
  });
});

describe.concurrent("installations", () => {
  test("uninstalled, everything rests quietly", async (context) => {
    const world = await ownWorld(context);
    const { build } = await begun(world);
    await world.slack.uninstall("T0SIMULATED");
    await vi.waitFor(() => expect(world.logged.join("")).toContain("installation in Slack is over"), PATIENCE);
    const before = attempts(world);
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(lastSeenMs(build)), PATIENCE);
    expect(attempts(world) - before).toBeLessThanOrEqual(1);
    expect(world.logged.filter((line) => line.includes("installation in Slack is over"))).toHaveLength(1);
  });

  test("two workspaces installed by OAuth over HTTP: each is served with its own token, which Redis never shows", async (context) => {
    const other = "T0OTHER0000";
    const world = await ownWorld(context, "http", {
      slack: {
        workspaces: [
          { ...defaultWorkspace, botToken: null },
          {
            id: other,
            name: "Other",
            botToken: null,
            users: [{ name: "olga" }],
            channels: [{ id: "C0OTHER0000", name: "other-qa" }],
          },
        ],
      },
      environment: ({ app }) => ({
        SLACK_CLIENT_ID: app.clientId,
        SLACK_CLIENT_SECRET: app.clientSecret,
        SLACK_STATE_SECRET: "a long random text for the state",
        ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
      }),
    });
    const { slack } = world;
    for (const team of ["T0SIMULATED", other]) expect(await installInSlack(world, team)).toBe(200);

    await subscribe(world, CHANNEL, "Nightly");
    const before = slack.channel("other-qa").messages.length;
    await slack.command({ user: "olga", channel: "other-qa", command: "/perfecto", text: "subscribe Nightly" });
    await vi.waitFor(() => expect(slack.channel("other-qa").messages.length).toBeGreaterThan(before), PATIENCE);
    const build = putBuild(world, { job: "Nightly", executions: 12, failures: 2, causes: 2 });
    await expectWholeBuild(slack, CHANNEL, build);
    await expectWholeBuild(slack, "other-qa", build);
    for (const { teamId, args, method } of slack.requests.filter(({ method: name }) => name.startsWith("chat."))) {
      const channel = slack.channels().find(({ id }) => id === args["channel"]);
      expect(`${method} by ${teamId}`).toBe(`${method} by ${channel?.teamId}`);
    }

    const redis = new Redis(world.redis.url);
    context.onTestFinished(() => redis.disconnect());
    const stored = await redisContents(redis);
    expect(stored).toContain("slack-installation");
    expect(stored).not.toMatch(/xox[abeprs]-/);
    for (const team of ["T0SIMULATED", other]) expect(stored).not.toContain(slack.botToken(team));

    await slack.uninstall(other);
    const third = putBuild(world, { job: "Nightly", number: 8, executions: 12, failures: 2, causes: 2 });
    await expectWholeBuild(slack, CHANNEL, third);
    expect(messagesOf(slack, "other-qa", third).filter((message) => keyOf(message)?.endsWith("#build"))).toEqual([]);
  });
});

function lastSeenMs(build: ReturnType<typeof putBuild>): number {
  return Math.max(...build.map(({ visibleAtMs = 0 }) => visibleAtMs));
}
