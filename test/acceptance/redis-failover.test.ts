import { expect, test, type TestContext } from "vitest";
import { ownRedis, startRedisSwitch, type OwnRedis } from "@perfecto-bot/store/testing";
import { subscribe } from "./ask-bot.ts";
import { expectWholeBuild } from "./expect-whole-build.ts";
import { freePort } from "./free-port.ts";
import { person } from "./person.ts";
import { putBuild } from "./put-build.ts";
import { readiness } from "./readiness.ts";
import { startServiceProcess } from "./service-process.ts";
import { startSurroundings } from "./slack-world.ts";

const ENDING_MS = 60_000;
const PATIENCE = { timeout: 90_000, interval: 100 };
const BUILD = { job: "Nightly", executions: 12, failures: 3, causes: 3, spreadMs: 1_000 };

async function aRedis({ onTestFinished }: TestContext): Promise<OwnRedis> {
  const redis = await ownRedis();
  onTestFinished(redis.end, ENDING_MS);
  return redis;
}

/** Two servers and an address that leads to the first; the service as a process on that address. */
async function setUp(context: TestContext, change: Readonly<Record<string, string>>) {
  const [old, next] = [await aRedis(context), await aRedis(context)];
  await next.follow(old);
  await next.caughtUp();
  const address = await startRedisSwitch(old.url);
  context.onTestFinished(address.end, ENDING_MS);
  const surroundings = await startSurroundings("socket");
  context.onTestFinished(surroundings.stop, ENDING_MS);
  const PORT = String(await freePort());
  const service = startServiceProcess({ ...surroundings.environment, REDIS_URL: address.url, PORT, ...change });
  context.onTestFinished(service.kill, ENDING_MS);
  await expect.poll(service.output, PATIENCE).toContain("perfecto-bot is running");
  const { slack } = surroundings;
  const say = async (channel: string, text: string) =>
    void (await slack.command({ user: "quinn", channel, command: "/perfecto", text }));
  return { old, next, address, service, surroundings, slack, say, url: `http://127.0.0.1:${PORT}` };
}

test.for([
  ["all roles", {}],
  ["the chat alone", { ROLES: "chat" }],
] as const)("a failover is survived without a restart: %s", async ([who, change], context) => {
  const { old, next, address, service, surroundings, slack, say, url } = await setUp(context, change);
  const quinn = person(slack);
  await subscribe({ slack, say }, "mobile-qa", "Nightly");
  expect(await readiness(url)).toEqual({ status: 200, reason: undefined });

  await old.handOverTo(next);
  await expect.poll(() => readiness(url), PATIENCE).toEqual({ status: 503, reason: "read-only" });
  expect((await quinn.ask("mute Other 2h")).screen).toContain("takes no writes now: it is a read-only copy");

  const since = performance.now();
  address.leadTo(next.url);
  await expect.poll(() => readiness(url), PATIENCE).toEqual({ status: 200, reason: undefined });
  expect((await quinn.ask("mute Other 2h")).screen).toContain("Muted");
  console.log(`${who}: answers again after ${((performance.now() - since) / 1_000).toFixed(1)} s`);
  if (who === "all roles") {
    const build = putBuild(surroundings, BUILD);
    await expectWholeBuild(slack, "mobile-qa", build);
    console.log(`${who}: a build is posted after ${((performance.now() - since) / 1_000).toFixed(1)} s`);
  }
  expect(service.ending()).toBeUndefined();
  const lines = service
    .output()
    .split("\n")
    .filter((line) => line.includes("takes no writes: it is a read-only replica"));
  expect(lines.filter((line) => line.includes("Everything waits"))).toHaveLength(1);
});

test("a service whose Redis is gone ends in order, and soon", async (context) => {
  const { old, service, url } = await setUp(context, {});
  await old.kill();
  await expect.poll(() => readiness(url), PATIENCE).toMatchObject({ status: 503 });
  const since = performance.now();
  expect(await service.stop()).toBe(0);
  console.log(`ended after ${((performance.now() - since) / 1_000).toFixed(1)} s`);
});

test("a service that waits for Redis says for which, and ends when it is asked to", async (context) => {
  const surroundings = await startSurroundings("socket");
  context.onTestFinished(surroundings.stop, ENDING_MS);
  const nobody = `127.0.0.1:${await freePort()}`;
  const service = startServiceProcess({ ...surroundings.environment, REDIS_URL: `redis://:hunter2@${nobody}` });
  context.onTestFinished(service.kill, ENDING_MS);
  await expect.poll(service.output, PATIENCE).toContain(`Redis at ${nobody} does not answer`);
  expect(await service.stop()).toBe(0);
  expect(service.output()).not.toContain("hunter2");
});

test("a service whose password Redis does not accept ends and says so", async (context) => {
  const redis = await aRedis(context);
  await redis.set("requirepass", "right");
  const surroundings = await startSurroundings("socket");
  context.onTestFinished(surroundings.stop, ENDING_MS);
  const wrong = redis.url.replace("redis://", "redis://:hunter2@");
  const service = startServiceProcess({ ...surroundings.environment, REDIS_URL: wrong });
  context.onTestFinished(service.kill, ENDING_MS);
  expect(await service.exited).toBe(2);
  expect(service.output()).toContain("does not accept the user or the password");
  expect(service.output()).not.toContain("hunter2");
});
