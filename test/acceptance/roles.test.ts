import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test, vi, type TestContext } from "vitest";
import { expectWholeBuild, messagesOf, shownBuild } from "./expect-whole-build.ts";
import { subscribe } from "./ask-bot.ts";
import { putBuild } from "./put-build.ts";
import { keyOf } from "./read-messages.ts";
import { clockAhead, perfectoBot, startServiceProcess, type ServiceProcess } from "./service-process.ts";
import { startSlackWorld, startSurroundings } from "./slack-world.ts";

const PATIENCE = { timeout: 90_000, interval: 100 };
const ENDING_MS = 30_000;
const CHANNEL = "mobile-qa";
/** A stopping service finishes what it has in hand within this time. */
const STOP_WITHIN_MS = 20_000;
const IN_FLIGHT = { job: "Nightly", executions: 24, failures: 5, causes: 5, spreadMs: 60_000 };

type Surroundings = Awaited<ReturnType<typeof startSurroundings>>;

async function surroundingsFor({ onTestFinished }: TestContext): Promise<Surroundings> {
  const surroundings = await startSurroundings("socket");
  onTestFinished(surroundings.stop, ENDING_MS);
  return surroundings;
}

/** A process on the surroundings, on a port of its own. */
async function startReady(
  { onTestFinished }: TestContext,
  { environment }: Surroundings,
  change: Readonly<Record<string, string>> = {},
  script?: readonly string[],
): Promise<ServiceProcess> {
  const service = startServiceProcess({ ...environment, PORT: "0", ...change }, script);
  onTestFinished(service.kill, ENDING_MS);
  await vi.waitFor(() => expect(service.output()).toContain("perfecto-bot is running"), PATIENCE);
  return service;
}

/** Somebody types in the simulated Slack. */
function typing({ slack }: Surroundings) {
  return {
    slack,
    say: async (channel: string, text: string) => {
      const receipt = await slack.command({ user: "quinn", channel, command: "/perfecto", text });
      expect(receipt.acknowledged).toBe(true);
    },
  };
}

function everyMessageOnce({ slack }: Pick<Surroundings, "slack">, build: ReturnType<typeof putBuild>): void {
  const keys = messagesOf(slack, CHANNEL, build).map(keyOf);
  expect(keys).toEqual([...new Set(keys)]);
}

describe.concurrent("several processes on one Redis", () => {
  test("one each for poll, deliver and chat: the same outcome, nothing doubled", async (context) => {
    const surroundings = await surroundingsFor(context);
    const roles = ["poll", "deliver", "chat"] as const;
    const services = await Promise.all(roles.map((role) => startReady(context, surroundings, { ROLES: role })));
    await subscribe(typing(surroundings), CHANNEL, "Nightly");
    const build = putBuild(surroundings, IN_FLIGHT);
    await expectWholeBuild(surroundings.slack, CHANNEL, build);
    everyMessageOnce(surroundings, build);
    expect(surroundings.slack.socketMode.connected).toBe(1);
    const [poll = "", deliver = "", chat = ""] = services.map((service) => service.output());
    expect([poll, chat].join("\n")).not.toContain("message posted");
    expect(deliver).toContain("message posted");
  });

  test("two full replicas: the same outcome, nothing doubled; one ends in the middle, the other goes on", async (context) => {
    const surroundings = await surroundingsFor(context);
    const [first, second] = await Promise.all([startReady(context, surroundings), startReady(context, surroundings)]);
    await subscribe(typing(surroundings), CHANNEL, "Nightly");
    const build = putBuild(surroundings, IN_FLIGHT);
    const shown = () => shownBuild(surroundings.slack, CHANNEL, build).failures;
    await vi.waitFor(() => expect(shown().length).toBeGreaterThan(1), PATIENCE);
    const stoppingSince = performance.now();
    const code = await Promise.race([first.stop(), wait(STOP_WITHIN_MS, "too slow")]);
    expect(code).toBe(0);
    console.log(`a replica ended after ${Math.round(performance.now() - stoppingSince)} ms`);
    await expectWholeBuild(surroundings.slack, CHANNEL, build);
    everyMessageOnce(surroundings, build);
    expect(await second.stop()).toBe(0);
  });

  test("two full replicas, one with its clock an hour ahead: the same outcome, nothing doubled, and it says so", async (context) => {
    const surroundings = await surroundingsFor(context);
    const ahead = await startReady(context, surroundings, {}, clockAhead(perfectoBot("start")));
    await startReady(context, surroundings);
    await subscribe(typing(surroundings), CHANNEL, "Nightly");
    const build = putBuild(surroundings, IN_FLIGHT);
    await expectWholeBuild(surroundings.slack, CHANNEL, build);
    everyMessageOnce(surroundings, build);
    expect(ahead.output()).toContain("3600 s ahead of that of Redis");
  });

  test("the only one ends in the middle of a build; the one that comes after it finishes the build", async (context) => {
    const surroundings = await surroundingsFor(context);
    const first = await startReady(context, surroundings);
    await subscribe(typing(surroundings), CHANNEL, "Nightly");
    const build = putBuild(surroundings, IN_FLIGHT);
    const shown = () => shownBuild(surroundings.slack, CHANNEL, build).failures;
    await vi.waitFor(() => expect(shown().length).toBeGreaterThan(0), PATIENCE);
    expect(await Promise.race([first.stop(), wait(STOP_WITHIN_MS, "too slow")])).toBe(0);
    await startReady(context, surroundings);
    await expectWholeBuild(surroundings.slack, CHANNEL, build);
    everyMessageOnce(surroundings, build);
  });

  test("Redis is killed under the running service and comes back", async (context) => {
    const world = await startSlackWorld();
    context.onTestFinished(world.end, ENDING_MS);
    await subscribe(world, CHANNEL, "Nightly");
    const build = putBuild(world, IN_FLIGHT);
    const shown = () => shownBuild(world.slack, CHANNEL, build).failures;
    await vi.waitFor(() => expect(shown().length).toBeGreaterThan(0), PATIENCE);
    await world.redis.kill();
    expect((await fetch(`${world.service.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${world.service.url}/healthz`)).status).toBe(200);
    await world.redis.restart();
    await vi.waitFor(async () => expect((await fetch(`${world.service.url}/readyz`)).status).toBe(200), PATIENCE);
    await expectWholeBuild(world.slack, CHANNEL, build);
    everyMessageOnce(world, build);
  });
});
