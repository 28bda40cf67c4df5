import { generateBuild } from "@perfecto-bot/simulators/lab";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { drawScreen } from "./draw-screen.ts";
import { person, type Person } from "./person.ts";
import { failuresOf, quickBuild } from "./quick-build.ts";
import { messagesByKey, rootCards } from "./read-messages.ts";
import { startSlackWorld, type SlackWorld } from "./slack-world.ts";
import { tellCi } from "./tell-ci.ts";

const PATIENCE = { timeout: 90_000, interval: 50 };
const HOUR_MS = 3_600_000;

let world: SlackWorld;
let quinn: Person;

beforeAll(async () => {
  world = await startSlackWorld();
  quinn = person(world.slack);
  world.lab.putAll(endedBuild("Nightly Regression", 44));
});
afterAll(() => world.end());

describe("a build with failures", () => {
  const card = () => {
    const [root] = rootCards(world.slack, "mobile-qa");
    if (root === undefined) throw new Error("there is no build card");
    return { channel: "mobile-qa", ts: root.ts, blocks: root.blocks };
  };
  const replies = () => world.slack.channel("mobile-qa").thread(card().ts);

  test("that ended before anybody subscribed is explained without being posted", async () => {
    expect((await quinn.ask("why Nightly Regression #44")).screen).toContain(
      "Nightly Regression #44: not posted here, because no subscription here covers this job",
    );
    await quinn.ask("subscribe Nightly Regression on:failures");
    expect((await quinn.ask('why "nightly regression" 44')).screen).toContain(
      "not posted here, because it ended before the subscription here began",
    );
    expect(rootCards(world.slack, "mobile-qa")).toEqual([]);
  });

  test("is explained by its name, by its card's button and by its links", async () => {
    const executions = generateBuild({
      seed: "chat",
      baseUrl: world.lab.baseUrl,
      job: "Nightly Regression",
      number: 45,
      startMs: Date.now(),
      executions: 12,
      platforms: 3,
      failures: 3,
      causes: 2,
      spreadMs: 5_000,
      processingMs: [100, 1_000],
      speed: 60,
    });
    world.lab.putAll(executions);
    await expect.poll(() => messagesByKey(world.slack, "mobile-qa").size, PATIENCE).toBe(4);
    const answer = await quinn.ask("why Nightly Regression #45");
    expect(answer.shared).toBe(false);
    expect(answer.screen).toContain("Nightly Regression #45: posted here, because it has failures");
    expect(answer.screen).toContain("Nightly Regression: covers this job");
    expect(answer.screen).toContain("• build card: posted 20");
    expect((await quinn.press(card(), "Why this?")).screen).toBe(answer.screen);
    const [failed] = executions.filter(({ resource }) => resource.status === "FAILED");
    const [passed] = executions.filter(({ resource }) => resource.status === "PASSED");
    const report = linkTo(
      replies().map(({ blocks }) => blocks),
      `/reporting/test/${failed?.resource.id}`,
    );
    expect((await quinn.ask(`why <${report}>`)).screen).toContain(`${failed?.resource.name} on `);
    expect((await quinn.ask(`why ${report}`)).screen).toContain("has its message here, posted 20");
    const other = report.replace(failed?.resource.id ?? "", passed?.resource.id ?? "");
    expect((await quinn.ask(`why ${other}`)).screen).toMatch(
      / passed; only tests that failed or could not run get a message/u,
    );
    expect((await quinn.ask(`why ${linkTo(card().blocks, "/reporting/library")}`)).screen).toContain(
      "Regression #45: posted",
    );
    expect((await quinn.ask("why Nightly Regression #45", "third")).screen).toContain(
      "not posted here, because no subscription here covers this job",
    );
  });

  test("a test is muted from its failure, visibly, and unmuted", async () => {
    const [reply] = replies();
    const seen = { channel: "mobile-qa", ts: reply?.ts ?? "", blocks: reply?.blocks ?? [] };
    const muted = await quinn.press(seen, "Mute this test");
    expect(muted).toMatchObject({ shared: true, threadTs: card().ts });
    expect(muted.screen).toMatch(/Muted `job:"Nightly Regression" test:.*` until 20.* by @U00000QUINN/u);
    expect((await quinn.ask("subscriptions")).screen).toMatch(/Muted until 20.*test:/u);
    expect((await quinn.press(muted, "Unmute")).screen).toContain("Unmuted `job:");
    expect((await quinn.press(muted, "Unmute")).screen).toContain("Nothing is muted here");
  });

  test("a mute keeps the failures of a running build quiet, `why` says by whom, and unmuting lets new ones through", async () => {
    const muted = await quinn.press(card(), "Mute job 2 h");
    expect(muted.screen).toContain('Muted `job:"Nightly Regression"` until 20');
    world.lab.putAll(nightly(46, 2));
    await tellCi(world, { body: { job: "Nightly Regression", number: 46, state: "finished", expected: 3 } });
    await expect.poll(async () => (await quinn.ask("status")).screen, PATIENCE).toContain("Builds in flight: none");
    const { screen } = await quinn.ask("why Nightly Regression #46");
    expect(screen).toContain("not posted here, because everything in it is muted here");
    expect(screen).toMatch(/Muted \(2\)\n• .* on .* by @U00000QUINN until 20/u);
    expect(rootCards(world.slack, "mobile-qa")).toHaveLength(1);

    expect((await quinn.ask("unmute Nightly Smoke")).screen).toContain("Nothing muted here is for Nightly Smoke");
    expect((await quinn.ask("unmute Nightly Regression")).screen).toContain('Unmuted `job:"Nightly Regression"`');
    world.lab.putAll(nightly(47, 1));
    await expect
      .poll(() => rootCards(world.slack, "mobile-qa").map(({ text }) => text), PATIENCE)
      .toEqual([expect.stringContaining("#45: 3 of 12 failed"), expect.stringContaining("#47: 1 of 3 failed")]);
    expect((await quinn.ask("unmute")).screen).toContain("Nothing is muted here");
  });

  test("a mute during a build holds back the failures that the lab still processes, and the card counts them", async () => {
    const whole = nightly(48, 2);
    const [slow] = failuresOf(whole);
    if (slow === undefined) throw new Error("nothing fails");
    world.lab.putAll(whole);
    world.lab.put({ ...slow, settlesAtMs: Date.now() + HOUR_MS });
    const root = () => rootCards(world.slack, "mobile-qa").find(({ text }) => text.includes("#48"));
    const told = () => world.slack.channel("mobile-qa").thread(root()?.ts ?? "");
    await expect.poll(() => told().length, PATIENCE).toBe(1);
    await quinn.ask("mute Nightly Regression 1h");
    world.lab.put({ ...slow, settlesAtMs: Date.now() });
    await expect.poll(() => root()?.text, PATIENCE).toMatch(/2 of 3 failed \(/u);
    await expect.poll(() => drawScreen(root()?.blocks), PATIENCE).toContain("1 failure muted here.");
    expect(told()).toHaveLength(1);
    await quinn.ask("unmute");
  });

  test("a mute without a duration lasts an hour and says so", async () => {
    const { screen } = await quinn.ask("mute test:Login*", "third");
    expect(screen).toContain("No time was given, so it is 1 h. `/perfecto help mute` shows how to say another.");
    expect((await quinn.ask("unmute", "third")).screen).toContain("Unmuted `test:Login*`");
  });
});

test("nothing went wrong in the service on the way", () => {
  expect(world.logged.filter((line) => /"level":(?:50|60)/u.test(line))).toEqual([]);
});

function nightly(number: number, failures: number) {
  const job = "Nightly Regression";
  return quickBuild({ baseUrl: world.lab.baseUrl, job, number, executions: 3, platforms: 3, failures });
}

function endedBuild(job: string, number: number) {
  return generateBuild({
    seed: "ended",
    baseUrl: world.lab.baseUrl,
    job,
    number,
    startMs: Date.now() - HOUR_MS,
    executions: 6,
    platforms: 2,
    failures: 1,
    spreadMs: 60_000,
  });
}

function linkTo(blocks: unknown, path: string): string {
  const links = [...JSON.stringify(blocks).matchAll(/"url":"(?<url>[^"]+)"/gu)].map((found) => found.groups?.["url"]);
  const link = links.find((url) => url?.includes(path));
  if (link === undefined) throw new Error(`there is no link to ${path}`);
  return link;
}
