import { setTimeout as wait } from "node:timers/promises";
import { generateBuild } from "@perfecto-bot/simulators/lab";
import { afterEach, expect, test } from "vitest";
import { messagesByKey, messageText, rootCards } from "./read-messages.ts";
import { seededRandom } from "./seeded-random.ts";
import { startServiceProcess, type ServiceProcess } from "./service-process.ts";
import { startSurroundings } from "./slack-world.ts";
import { tellOnFailure } from "./tell-on-failure.ts";

const KILLS = 30;
/** After these kills Redis is killed and started again on the same files. */
const REDIS_RESTARTS = new Set([9, 19]);
const PATIENCE = { timeout: 120_000, interval: 250 };

let surroundings: Awaited<ReturnType<typeof startSurroundings>> | undefined;
let service: ServiceProcess | undefined;
afterEach(async () => {
  await service?.kill();
  await surroundings?.stop();
});

test(
  "killed at 30 random moments, with Redis restarted twice: nothing lost, nothing doubled",
  { retry: 0 },
  async () => {
    surroundings = await startSurroundings("socket");
    const { lab, slack, redis, environment } = surroundings;
    const seed = Number(process.env["CHAOS_SEED"] ?? Date.now() % 1_000_000);
    console.log(`CHAOS_SEED=${seed} repeats these moments`);
    tellOnFailure(() => service);
    const random = seededRandom(seed);

    service = startServiceProcess(environment);
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
      await service.kill();
      if (REDIS_RESTARTS.has(kill)) {
        await redis.kill();
        await wait(random() * 500);
        await redis.restart();
      }
      service = startServiceProcess(environment);
    }

    const failed = build.filter(({ resource }) => resource.status === "FAILED");
    for (const channel of ["mobile-qa", "second"]) {
      const final = () =>
        rootCards(slack, channel).map(
          ({ text }) => text.includes("7 of 120 failed") && !text.includes("still running"),
        );
      await expect.poll(final, PATIENCE).toEqual([true]);
      await expect.poll(() => messagesByKey(slack, channel).size, PATIENCE).toBe(8);
      const byKey = messagesByKey(slack, channel);
      const doubled = [...byKey].filter(([, messages]) => messages.length !== 1).map(([key]) => key);
      expect(doubled).toEqual([]);
      const shown = [...byKey.keys()]
        .filter((key) => key.includes("#failure/"))
        .map((key) => key.split("#failure/")[1]);
      expect(new Set(shown)).toEqual(new Set(failed.map(({ resource }) => resource.id)));
      const failures = [...byKey].filter(([key]) => key.includes("#failure/")).flatMap(([, messages]) => messages);
      for (const message of failures) expect(messageText(message)).toMatch(/Failed command: [\s\S]*#t=\d+/);
    }
  },
);
