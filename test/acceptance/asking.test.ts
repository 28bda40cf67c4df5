import { createLog, readConfig, startService } from "@perfecto-bot/bot";
import { generateBuild } from "@perfecto-bot/simulators/lab";
import { describe, expect, test, vi, type TestContext } from "vitest";
import { drawScreen } from "./draw-screen.ts";
import { person } from "./person.ts";
import { HASTE, startSlackWorld, startSurroundings, type SlackWorld } from "./slack-world.ts";

const PATIENCE = { timeout: 20_000, interval: 50 };
const ENDING_MS = 30_000;
const HOUR_MS = 3_600_000;

/** Two builds of a job that ended before anybody asked: 30 executions with 12 failures each, of which nothing is watched. */
function fill({ lab }: Pick<SlackWorld, "lab">): void {
  for (const [number, hoursAgo] of [
    [44, 3],
    [45, 1],
  ] as const)
    lab.putAll(
      generateBuild({
        seed: "asking",
        baseUrl: lab.baseUrl,
        job: "Nightly Regression",
        branch: "main",
        number,
        startMs: Date.now() - hoursAgo * HOUR_MS,
        executions: 30,
        failures: 12,
        causes: 2,
        spreadMs: HOUR_MS / 4,
      }),
    );
}

async function askingWorld({ onTestFinished }: TestContext): Promise<SlackWorld> {
  const world = await startSlackWorld();
  onTestFinished(world.end, ENDING_MS);
  fill(world);
  return world;
}

describe.concurrent("a question", () => {
  test("of every verb is answered to the asker alone, with how it was understood", async (context) => {
    const world = await askingWorld(context);
    const quinn = person(world.slack);
    const answers: readonly (readonly [string, readonly string[]])[] = [
      ["failures last 24h", ["24 failed in 60 executions", "FAILED or BLOCKED executions", "[Subscribe to this]"]],
      ["runs last 2h by:platform", ["30 executions: 18 passed, 12 failed, 6 platforms", "counted by platform"]],
      ["build Nightly Regression 45", ["Nightly Regression #45", "12 of 30 failed"]],
      ["builds Nightly Regression", ["#45", "#44"]],
      ["compare Nightly Regression 44 45", ["Builds 44 and 45 of Nightly Regression"]],
      ["jobs", ["Nightly Regression"]],
      ["flaky", ["Flaky tests"]],
      ["trend Nightly Regression", ["60 % passed over 2 builds"]],
      ["failures tag:nothing-has-it", ["No execution matches", "You could ask"]],
      ["failures lsat 24h", ["did you mean `last 24h`?"]],
    ];
    for (const [words, parts] of answers) {
      const { screen, shared } = await quinn.ask(words);
      expect({ words, shared }).toEqual({ words, shared: false });
      for (const part of parts) expect(screen).toContain(part);
    }
    expect(world.slack.channel("mobile-qa").messages).toEqual([]);
  });

  test("has pages, and one press shares the page with who asked what", async (context) => {
    const world = await askingWorld(context);
    const quinn = person(world.slack);
    const first = await quinn.ask("failures last 24h");
    expect(first.screen).toContain("Page 1 of 3");
    const second = await quinn.press(first, "More");
    expect(second.screen).toContain("Page 2 of 3");
    const { messages } = world.slack.channel("mobile-qa");
    const shared = () => world.slack.channel("mobile-qa").messages.slice(messages.length);
    const share = () => quinn.click(second, "Share");
    await share();
    await vi.waitFor(() => expect(shared()).toHaveLength(1), PATIENCE);
    const screen = drawScreen(shared()[0]?.blocks ?? []);
    expect(screen).toContain("24 failed in 60 executions");
    expect(screen).toMatch(/asked/i);
    await quinn.after(share);
    expect(shared()).toHaveLength(1);
  });

  test("goes on after a restart of the service", async (context) => {
    const { stop, ...surroundings } = await startSurroundings("socket");
    context.onTestFinished(stop, ENDING_MS);
    fill(surroundings);
    const { slack, redis, environment } = surroundings;
    const start = () =>
      startService({
        config: { ...readConfig(environment), discoverEveryMs: HASTE.discoverEveryMs, policy: HASTE },
        redisUrl: redis.url,
        log: createLog("silent"),
      });
    const quinn = person(slack);
    const before = await start();
    const first = await quinn.ask("failures last 24h");
    await before.stop();
    const after = await start();
    context.onTestFinished(() => after.stop(), ENDING_MS);
    const second = await quinn.press(first, "More");
    expect(second.screen).toContain("Page 2 of 3");
    expect(second.screen).toContain("24 failed in 60 executions");
  });

  test("that the lab cannot answer says so, and what to do", async (context) => {
    const world = await askingWorld(context);
    const quinn = person(world.slack);
    world.lab.expireToken();
    const refused = await quinn.ask("failures last 24h");
    expect(refused.screen).toMatch(/token/i);
    expect(refused.screen).not.toContain("Nothing failed");
    await world.lab.goDown();
    const down = await quinn.after(() => world.say("mobile-qa", "runs last 3h"));
    expect(down.shared).toBe(false);
  });

  test("becomes a subscription", async (context) => {
    const world = await askingWorld(context);
    const quinn = person(world.slack);
    const answer = await quinn.ask('failures job:"Nightly Regression" last 24h');
    const subscribed = await quinn.press(answer, "Subscribe to this");
    expect(subscribed.screen).toContain("Nightly Regression");
    expect((await quinn.ask("subscriptions")).screen).toContain("Nightly Regression");
  });
});
