import { Redis } from "ioredis";
import { expect, test } from "vitest";
import { subscribe } from "./ask-bot.ts";
import { readiness } from "./readiness.ts";
import { person } from "./person.ts";
import { startSlackWorld, type Transport } from "./slack-world.ts";
import { tellCi } from "./tell-ci.ts";

const ENDING_MS = 60_000;
const PATIENCE = { timeout: 60_000, interval: 100 };
const AWAY = /The bot's memory \(Redis\) (?:did not answer in time|does not answer now)/u;
const NOTHING = "Nothing was changed or remembered.";

test.for<Transport>(["http", "socket"])(
  "Redis is frozen, Slack by %s: everybody is told, and nothing is done later",
  async (transport, context) => {
    const world = await startSlackWorld(transport);
    context.onTestFinished(world.end, ENDING_MS);
    const { slack, redis, service } = world;
    expect.soft(await readiness(service.url)).toEqual({ status: 200, reason: undefined });
    const quinn = person(slack);
    await subscribe(world, "mobile-qa", "Kept");
    const list = await quinn.ask("subscriptions");
    await quinn.askForForm("subscribe");
    await quinn.lookUp("job", "ByForm");
    process.kill(redis.pid, "SIGSTOP");
    try {
      const since = performance.now();
      const told = [await quinn.ask("subscribe Frozen")];
      console.log(`${transport}: told after ${((performance.now() - since) / 1_000).toFixed(1)} s`);
      told.push(
        await quinn.mention("subscribe ByMention"),
        await quinn.write("mute Kept 2h"),
        await quinn.press(list, "Pause"),
        await quinn.ask("failures last 24h"),
      );
      for (const { screen } of told) expect(screen).toMatch(AWAY);
      for (const { screen } of told.slice(0, 4)) expect(screen).toContain(NOTHING);
      expect(told.at(-1)?.screen).not.toMatch(/lab \w+ did not answer/u);
      expect(Object.values(await quinn.submit({ job: "ByForm" })).join()).toMatch(
        /so nothing was saved\. Submit the form again/u,
      );
      const report = { body: { job: "Kept", number: 1, state: "started" } };
      expect(await tellCi(world, report)).toMatchObject({ status: 503 });
      expect(await readiness(service.url)).toMatchObject({ status: 503 });
    } finally {
      process.kill(redis.pid, "SIGCONT");
    }
    await expect.poll(() => readiness(service.url), PATIENCE).toEqual({ status: 200, reason: undefined });
    const { screen } = await quinn.ask("subscriptions");
    expect(screen).toContain("Kept");
    expect(screen).not.toMatch(/Frozen|ByMention|ByForm|Muted|paused/u);
  },
);

test.for([
  ["full", "maxmemory", "1", "takes no writes now: it is full"],
  ["too-few-replicas", "min-replicas-to-write", "1", "takes no writes now: too few of its copies can be reached"],
] as const)(
  "Redis is $0: it is said everywhere, and over when it is over",
  async ([reason, setting, value, sentence], context) => {
    const world = await startSlackWorld();
    context.onTestFinished(world.end, ENDING_MS);
    const { slack, redis, service } = world;
    const operator = new Redis(redis.url);
    const quinn = person(slack);
    await subscribe(world, "mobile-qa", "Kept");
    await operator.config("SET", setting, value);
    try {
      await expect.poll(() => readiness(service.url), PATIENCE).toEqual({ status: 503, reason });
      expect((await quinn.ask("subscribe Refused")).screen).toContain(sentence);
      expect((await quinn.ask("status")).screen).toContain(sentence);
      expect((await quinn.ask("failures last 24h")).screen).not.toMatch(/lab \w+ did not answer/u);
      expect(await (await fetch(`${service.url}/metrics`)).text()).toContain(
        `perfecto_bot_store_writable{reason="${reason}"} 0`,
      );
    } finally {
      await operator.config("SET", setting, "0");
      operator.disconnect();
    }
    await expect.poll(() => readiness(service.url), PATIENCE).toEqual({ status: 200, reason: undefined });
    expect((await quinn.ask("subscribe Taken")).screen).toContain("Taken");
    const lines = world.logged.filter(
      (line) => line.includes("takes no writes: ") && line.includes("Everything waits"),
    );
    expect(lines).toHaveLength(1);
  },
);
