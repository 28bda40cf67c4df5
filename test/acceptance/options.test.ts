import type { SlackMessage } from "@perfecto-bot/simulators/slack";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { drawScreen } from "./draw-screen.ts";
import { person, type Person } from "./person.ts";
import { failuresOf, quickBuild } from "./quick-build.ts";
import { keyOf, messagesByKey, messageText, rootCards } from "./read-messages.ts";
import { startSlackWorld, type SlackWorld } from "./slack-world.ts";
import { tellCi } from "./tell-ci.ts";

const PATIENCE = { timeout: 90_000, interval: 50 };
const JOB = "Nightly E2E";
const EXECUTIONS = 6;

/** One channel for each way to subscribe, all to the same builds. */
const CHANNELS = {
  all: `subscribe ${JOB}`,
  failures: `subscribe ${JOB} on:failures`,
  changes: `subscribe ${JOB} on:changes`,
  each: `subscribe ${JOB} on:failures post:test`,
  off: `subscribe ${JOB} on:failures thread:off`,
  loud: `subscribe ${JOB} on:failures thread:broadcast`,
  dana: `subscribe ${JOB} on:failures mention:<@U000000DANA|dana>`,
  here: `subscribe ${JOB} on:failures mention:<!here>`,
  ios: `subscribe ${JOB} on:failures os:iOS`,
  nobody: `subscribe ${JOB} on:all tag:no-such-tag`,
  pattern: `subscribe night* on:failures os:Android`,
} as const;

let world: SlackWorld;
let quinn: Person;

beforeAll(async () => {
  world = await startSlackWorld();
  quinn = person(world.slack);
  world.lab.putAll(build(40, { failures: 3, startMs: Date.now() - 3_600_000 }));
  for (const [channel, words] of Object.entries(CHANNELS)) {
    world.slack.addChannel({ name: channel });
    await quinn.ask(words, channel);
  }
});
afterAll(() => world.end());

describe("a build that passes", () => {
  test("is posted where every build is wanted and nowhere else", async () => {
    await run(41);
    await expect.poll(() => headlines("all"), PATIENCE).toEqual([`✅ ${JOB} #41: all 6 tests passed`]);
    for (const channel of Object.keys(CHANNELS).filter((name) => name !== "all")) expect(own(channel)).toEqual([]);
  });
});

describe("a build that fails", () => {
  const failing = () => build(42, { failures: 3, causes: 3, seed: "failing" });
  const failed = failuresOf(
    quickBuild({ baseUrl: "http://lab", job: JOB, number: 42, failures: 3, causes: 3, seed: "failing" }),
  );
  /** The test that fails on both platforms, and the one that fails on one. */
  const [first = "", second = ""] = [...Map.groupBy(failed, ({ resource }) => resource.name)]
    .toSorted(([, one], [, other]) => other.length - one.length)
    .map(([name]) => name);

  // A second try would play the build again, which tells everybody of it anew, and prove nothing.
  test("and is in flight when somebody subscribes is shown whole to them, too", { retry: 0 }, async () => {
    world.slack.addChannel({ name: "without" });
    await quinn.ask(`subscribe ${JOB} on:failures -test:"${first}"`, "without");
    const whole = failing();
    await tellCi(world, { body: { job: JOB, number: 42, state: "started", expected: EXECUTIONS } });
    const rest = whole.filter(({ resource }) => resource.name === second);
    world.lab.putAll(whole.filter((one) => !rest.includes(one)));
    await expect.poll(() => headlines("failures"), PATIENCE).toEqual([expect.stringContaining("still running")]);
    world.slack.addChannel({ name: "late" });
    await quinn.ask(`subscribe ${JOB}`, "late");
    await expect.poll(() => replies("late").length, PATIENCE).toBe(2);

    world.lab.putAll(rest);
    await tellCi(world, { body: { job: JOB, number: 42, state: "finished" } });
    for (const channel of ["failures", "late", "all", "changes"]) {
      await expect.poll(() => headlines(channel).at(-1), PATIENCE).toMatch(/#42: 3 of 6 failed \(.*3 causes\)/u);
      await expect.poll(() => headlines(channel).at(-1), PATIENCE).not.toContain("still running");
      await expect.poll(() => replies(channel).length, PATIENCE).toBe(3);
    }
    expect(rootCards(world.slack, "late")).toHaveLength(1);
  });

  test("on:failures has one card, with each failure once in its thread", () => {
    expect(rootCards(world.slack, "failures")).toHaveLength(1);
    const screens = replies("failures").map(({ blocks }) => drawScreen(blocks));
    for (const { resource } of failed)
      expect(
        screens.filter((screen) => screen.includes(resource.name ?? "") && screen.includes(modelOf(resource))),
      ).toHaveLength(1);
    expect(own("failures")).toHaveLength(4);
  });

  test("on:changes says that it newly fails", () => {
    expect(headlines("changes")).toEqual([expect.stringContaining("#42: 3 of 6 failed")]);
    expect(drawScreen(rootCards(world.slack, "changes")[0]?.blocks ?? [])).toContain("#41 had passed.");
  });

  test("post:test posts each failure in the channel, naming its build, and no card", async () => {
    await expect.poll(() => own("each").length, PATIENCE).toBe(3);
    expect(rootCards(world.slack, "each")).toEqual([]);
    expect(own("each").every(({ threadTs }) => threadTs === undefined)).toBe(true);
    for (const message of own("each")) expect(drawScreen(message.blocks)).toContain(`in ${JOB} #42\n`);
  });

  test("thread:off posts card and failures in the channel", async () => {
    await expect.poll(() => own("off").length, PATIENCE).toBe(4);
    expect(own("off").every(({ threadTs }) => threadTs === undefined)).toBe(true);
    expect(rootCards(world.slack, "off")).toHaveLength(1);
  });

  test("thread:broadcast posts failures in the thread and shows them in the channel", async () => {
    await expect.poll(() => replies("loud").length, PATIENCE).toBe(3);
    expect(replies("loud").every(({ broadcast }) => broadcast)).toBe(true);
    expect(world.slack.channel("loud").messages.filter(({ metadata }) => metadata)).toHaveLength(4);
  });

  test.each([
    ["dana", "thread", '"user_id":"U000000DANA"', "@U000000DANA"],
    // Slack calls nobody by "everybody here" in a thread.
    ["here", "channel", '"range":"here"', "@here"],
  ])("mention calls %s once, in a message of its own in the %s", async (channel, where, call, who) => {
    await expect.poll(() => own(channel).length, PATIENCE).toBe(5);
    const [calling, ...others] = own(channel).filter(({ versions }) => JSON.stringify(versions).includes(call));
    expect(others).toEqual([]);
    expect(calling?.versions).toHaveLength(1);
    expect(calling?.threadTs).toBe(where === "thread" ? rootCards(world.slack, channel)[0]?.ts : undefined);
    // It says what was known when it was posted.
    const [said, cause, platform, buttons, ...rest] = drawScreen(calling?.blocks ?? []).split("\n");
    expect(said).toMatch(
      new RegExp(`^:x: ${who}: ${JOB} #42: [1-3] of [3-6] failed \\([^()]*[1-3] causes?[^()]*\\)$`, "u"),
    );
    expect(cause).toMatch(/^Cause: \S/u);
    expect(platform).toMatch(/^Platform: \S/u);
    expect(buttons).toBe("[Open report]");
    expect(rest).toEqual([]);
  });

  test("os:iOS sees only what ran there", async () => {
    const wanted = failed.filter(({ resource }) => resource.platforms?.[0]?.os === "IOS");
    await expect.poll(() => headlines("ios").at(-1), PATIENCE).toContain(`#42: ${wanted.length} of 3 failed`);
    await expect.poll(() => replies("ios").length, PATIENCE).toBe(wanted.length);
    expect(own("ios").map(messageText).join("\n")).not.toContain("Android");
  });

  test("-test: leaves a test out", async () => {
    await expect.poll(() => replies("without").length, PATIENCE).toBe(1);
    expect(own("without").map(messageText).join("\n")).not.toContain(first);
    expect(drawScreen(replies("without")[0]?.blocks ?? [])).toContain(second);
  });

  test("a pattern sees the builds of every job it matches", async () => {
    await expect.poll(() => headlines("pattern").at(-1), PATIENCE).toContain("of 3 failed");
    await tellCi(world, { body: { job: "nightly smoke", number: 1, state: "finished", expected: 2 } });
    world.lab.putAll(
      quickBuild({ baseUrl: world.lab.baseUrl, job: "nightly smoke", number: 1, executions: 2, failures: 2 }),
    );
    await expect
      .poll(() => headlines("pattern"), PATIENCE)
      .toEqual([expect.stringContaining(`${JOB} #42`), expect.stringContaining("nightly smoke #1: 1 of 1 failed")]);
  });

  test("a filter that matches nothing posts nothing, and `why` says so", async () => {
    expect(own("nobody")).toEqual([]);
    expect((await quinn.ask(`why ${JOB} #42`, "nobody")).screen).toContain(
      "not posted here, because none of its tests matches the subscription's filter",
    );
  });
});

describe("the builds after it", () => {
  test("on:changes says that it recovered, once", async () => {
    await run(43);
    await expect
      .poll(() => headlines("changes"), PATIENCE)
      .toEqual([expect.stringContaining("#42"), expect.stringContaining("#43: all 6 tests passed")]);
    expect(drawScreen(rootCards(world.slack, "changes")[1]?.blocks ?? [])).toMatch(/recovered[^]*#42 had failed\./iu);
    await run(44);
    await expect.poll(() => headlines("all").at(-1), PATIENCE).toContain("#44: all 6 tests passed");
    expect(headlines("changes")).toHaveLength(2);
    expect((await quinn.ask(`why ${JOB} #44`, "changes")).screen).toContain("asks for changes");
  });

  test("a build that ended before anybody subscribed was never posted", () => {
    const everywhere = [...Object.keys(CHANNELS), "late", "without"].flatMap((channel) =>
      own(channel).map(messageText),
    );
    expect(everywhere.length).toBeGreaterThan(30);
    expect(everywhere.filter((text) => text.includes("#40"))).toEqual([]);
  });

  test("no conversation has a message twice", () => {
    for (const channel of [...Object.keys(CHANNELS), "late", "without"])
      for (const messages of messagesByKey(world.slack, channel).values()) expect(messages).toHaveLength(1);
  });
});

function build(number: number, change: Partial<Parameters<typeof quickBuild>[0]> = {}) {
  return quickBuild({ baseUrl: world.lab.baseUrl, job: JOB, number, executions: EXECUTIONS, ...change });
}

/** Plays a passing build to its end, which CI tells. */
async function run(number: number): Promise<void> {
  world.lab.putAll(build(number));
  await tellCi(world, { body: { job: JOB, number, state: "finished", expected: EXECUTIONS } });
}

/** The bot's messages about builds in a channel, threads included. */
function own(channel: string): readonly SlackMessage[] {
  return world.slack.channel(channel).allMessages.filter((message) => keyOf(message) !== undefined);
}

/** The failures in the threads of a channel. */
function replies(channel: string): readonly SlackMessage[] {
  return own(channel).filter((message) => message.threadTs !== undefined && keyOf(message)?.includes("#failure/"));
}

/** The first lines of the build cards in a channel. */
function headlines(channel: string): readonly string[] {
  return rootCards(world.slack, channel).map(({ text }) => text.split("\n", 1)[0] ?? "");
}

function modelOf({ platforms }: ReturnType<typeof build>[number]["resource"]): string {
  return platforms?.[0]?.mobileInfo?.model ?? "no model";
}
