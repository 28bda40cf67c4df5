import { createLog, readConfig, startService } from "@perfecto-bot/bot";
import { describe, expect, test, vi, type TestContext } from "vitest";
import { drawScreen } from "./draw-screen.ts";
import { expectPng } from "./expect-png.ts";
import { fillLab } from "./fill-lab.ts";
import { objectsIn } from "./json-parts.ts";
import { person } from "./person.ts";
import { QUESTIONS } from "./questions.ts";
import { HASTE, startSlackWorld, startSurroundings, type SlackWorld } from "./slack-world.ts";

const PATIENCE = { timeout: 90_000, interval: 50 };
const ENDING_MS = 30_000;

async function askingWorld({ onTestFinished }: TestContext): Promise<SlackWorld> {
  const world = await startSlackWorld();
  onTestFinished(world.end, ENDING_MS);
  fillLab(world.lab);
  return world;
}

describe("a question", () => {
  test("of every verb is answered to the asker alone, with how it was understood", async (context) => {
    const world = await askingWorld(context);
    const quinn = person(world.slack);
    for (const [words, parts] of QUESTIONS) {
      const { screen, shared } = await quinn.ask(words);
      expect({ words, shared }).toEqual({ words, shared: false });
      for (const part of parts) expect(screen).toContain(part);
    }
    expect(world.slack.channel("mobile-qa").messages).toEqual([]);
  });

  test.for(["trend Nightly Regression", "failures last 24h by:platform"])(
    "that a picture answers better has one, for the asker and where it is shared: %s",
    async (words, context) => {
      const { slack, ...world } = await askingWorld(context);
      const quinn = person(slack);
      const answer = await quinn.ask(words);
      expect(answer.shared).toBe(false);
      await quinn.click(answer, "Share");
      const shared = await vi.waitFor(() => {
        const [message] = slack.channel("mobile-qa").messages;
        if (message === undefined) throw new Error("nothing was shared");
        return message;
      }, PATIENCE);
      for (const { blocks } of [answer, shared]) {
        const [picture] = objectsIn(blocks).filter(({ type }) => type === "image");
        const [{ id } = { id: undefined }] = objectsIn([picture?.["slack_file"]]);
        expectPng(slack.file(String(id))?.bytes);
        expect(picture?.["alt_text"]).toMatch(/#45|failed/u);
        expect(drawScreen(blocks)).toMatch(/passed|failed/u);
      }
      expect(world.logged.filter((line) => /"level":(?:50|60)/u.test(line))).toEqual([]);
    },
  );

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
    fillLab(surroundings.lab);
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
