import { setTimeout as wait } from "node:timers/promises";
import { LEASE_MS } from "@perfecto-bot/pipeline";
import { generateBuild } from "@perfecto-bot/simulators/lab";
import { afterEach, expect, test } from "vitest";
import { messagesByKey, messageText, rootCards } from "./read-messages.ts";
import { seededRandom } from "./seeded-random.ts";
import { threeReplicas, type Replicas } from "./replicas.ts";
import { clockAhead, perfectoBot } from "./service-process.ts";
import { startSurroundings } from "./slack-world.ts";
import { tellOnFailure } from "./tell-on-failure.ts";

const KILLS = 30;
/** After these kills Redis is killed and started again on the same files. */
const REDIS_RESTARTS = new Set([9, 19]);
/** Before these kills a process stands still for longer than it may hold a lane. */
const FREEZES = new Set([4, 14, 24]);
const FREEZE_MS = LEASE_MS + 2_000;
const PATIENCE = { timeout: 300_000, interval: 250 };
/** Ninety processes are started, each of which takes seconds of a core. */
const LIMIT_MS = 900_000;

let surroundings: Awaited<ReturnType<typeof startSurroundings>> | undefined;
let replicas: Replicas | undefined;
afterEach(async () => {
  await replicas?.end();
  await surroundings?.stop();
});

test(
  "three processes, one with a wrong clock, killed at 30 random moments and stopped thrice, Redis restarted twice: nothing lost, nothing doubled",
  { retry: 0, timeout: LIMIT_MS },
  async () => {
    surroundings = await startSurroundings("socket");
    const { lab, slack, redis, environment } = surroundings;
    const seed = Number(process.env["CHAOS_SEED"] ?? Date.now() % 1_000_000);
    console.log(`CHAOS_SEED=${seed} repeats these moments`);
    tellOnFailure(() => replicas);
    const random = seededRandom(seed);

    const start = perfectoBot("start");
    replicas = threeReplicas(environment, { right: start, ahead: clockAhead(start) });
    const connected = () => slack.socketMode.connected;
    await expect.poll(connected, PATIENCE).toBeGreaterThan(0);
    for (const channel of ["mobile-qa", "second"]) {
      const receipt = await slack.command({ user: "quinn", channel, command: "/perfecto", text: "subscribe Nightly" });
      expect(receipt.acknowledged).toBe(true);
      await expect.poll(() => slack.channel(channel).allMessages.length, PATIENCE).toBe(1);
    }
    const build = generateBuild({
      seed,
      baseUrl: lab.baseUrl,
      job: "Nightly",
      number: 7,
      startMs: Date.now(),
      executions: 120,
      failures: 7,
      spreadMs: 240_000,
      processingMs: [5_000, 40_000],
      speed: 4,
    });
    lab.putAll(build);

    for (let kill = 0; kill < KILLS; kill += 1) {
      await wait(200 + random() * 1_600);
      const [first, second] = [Math.floor(random() * 3), Math.floor(random() * 3)];
      if (FREEZES.has(kill)) await replicas.freeze(second, FREEZE_MS);
      if (REDIS_RESTARTS.has(kill)) {
        await replicas.kill("all", async () => {
          await redis.kill();
          await wait(random() * 500);
          await redis.restart();
        });
      } else await replicas.kill(random() < 0.2 ? "all" : first);
    }

    const failed = build.filter(({ resource }) => resource.status === "FAILED");
    for (const channel of ["mobile-qa", "second"]) {
      const final = () =>
        rootCards(slack, channel).map(
          ({ text }) => text.includes("7 of 120 failed") && !text.includes("still running"),
        );
      await expect.poll(final, PATIENCE).toEqual([true]);
      await expect.poll(() => messagesByKey(slack, channel).size, PATIENCE).toBe(8);
      const doubled = () =>
        [...messagesByKey(slack, channel)].filter(([, messages]) => messages.length !== 1).map(([key]) => key);
      await expect.poll(doubled, PATIENCE).toEqual([]);
      const byKey = messagesByKey(slack, channel);
      const shown = [...byKey.keys()]
        .filter((key) => key.includes("#failure/"))
        .map((key) => key.split("#failure/")[1]);
      expect(new Set(shown)).toEqual(new Set(failed.map(({ resource }) => resource.id)));
      const failures = [...byKey].filter(([key]) => key.includes("#failure/")).flatMap(([, messages]) => messages);
      for (const message of failures) expect(messageText(message)).toMatch(/Failed command: [\s\S]*#t=\d+/);
    }
  },
);
