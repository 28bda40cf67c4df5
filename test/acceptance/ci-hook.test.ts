import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { drawScreen } from "./draw-screen.ts";
import { person, type Person } from "./person.ts";
import { quickBuild } from "./quick-build.ts";
import { messagesByKey, rootCards } from "./read-messages.ts";
import { HASTE, startSlackWorld, type SlackWorld } from "./slack-world.ts";
import { tellCi } from "./tell-ci.ts";

const PATIENCE = { timeout: 90_000, interval: 50 };
/** Long enough that only CI can have ended a build that ends sooner. */
const LONG_QUIET_MS = 600_000;
const SHORT_QUIET_MS = 700;

describe("what CI may say", () => {
  let world: SlackWorld;
  beforeAll(async () => {
    world = await startSlackWorld();
    await person(world.slack).ask("subscribe Release on:failures");
  });
  afterAll(() => world.end());

  test("a report of a subscribed job is taken, of another it is told that nobody cares", async () => {
    expect(await tellCi(world, { body: { job: "Release", number: 1, state: "started", expected: 9 } })).toEqual({
      status: 202,
      answer: { watching: true },
    });
    expect(await tellCi(world, { body: { job: "Other", number: 1, state: "started" } })).toEqual({
      status: 202,
      answer: { watching: false, reason: "no conversation is subscribed to this job" },
    });
  });

  test("a body is read as JSON whatever its content type says", async () => {
    const body = { job: "Release", number: 2, state: "started" };
    const { status } = await tellCi(world, { body, contentType: "application/x-www-form-urlencoded" });
    expect(status).toBe(202);
  });

  test("a report that is untidy is taken, and told what it says in vain", async () => {
    const untidy = { job: " Release\n", number: "2", state: "STARTED", expected: "9", branch: "", lab: null };
    expect(await tellCi(world, { body: `\uFEFF${JSON.stringify(untidy)}` })).toEqual({
      status: 202,
      answer: { watching: true },
    });
    expect(await tellCi(world, { body: { ...untidy, foo: 1, url: "build 2" } })).toEqual({
      status: 202,
      answer: { watching: true, ignored: ["foo", "url"] },
    });
  });

  test("as many tests as there may be can be named", async () => {
    const tests = Array.from({ length: 10_000 }, (_, index) => `${"a long name of a test ".repeat(5)}${index}`);
    const { status } = await tellCi(world, { body: { job: "Release", number: 2, state: "started", tests } });
    expect(status).toBe(202);
  });

  test.each<[string, unknown, readonly string[]]>([
    ["no JSON", "job=Release", ["the body is not a JSON object"]],
    ["no object", "[]", ["the report has mistakes", "expected object"]],
    ["an empty report", {}, ["job: ", "state: "]],
    ["a wrong state", { job: "Release", number: 1, state: "done" }, ["state: ", "started", "finished"]],
    ["a negative number", { job: "Release", number: -1, state: "started" }, ["number: "]],
    [
      "a name in place of a number",
      { job: "Release", number: "20261123.4", state: "started" },
      ["number: ", "-Dreportium-job-number", "Build.BuildId"],
    ],
    ["an unknown lab", { job: "Release", number: 1, state: "started", lab: "mars" }, ["lab: name one of lab"]],
  ])("%s is refused, saying why", async (_what, body, told) => {
    const { status, answer } = await tellCi(world, { body });
    expect(status).toBe(400);
    for (const words of told) expect(JSON.stringify(answer)).toContain(words);
  });

  test("a report that is too long is refused", async () => {
    expect(await tellCi(world, { body: { job: "x".repeat(2_100_000), number: 1, state: "started" } })).toEqual({
      status: 413,
      answer: { error: "the body is larger than 2mb" },
    });
  });

  test("many wrong tokens from one address have to wait, and the right one does not", async () => {
    const body = { job: "Release", number: 3, state: "started" };
    const refused = await Promise.all(
      Array.from({ length: 30 }, (_, index) => tellCi(world, { body, token: index % 2 === 0 ? "guess" : null })),
    );
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([401, 429]));
    expect(JSON.stringify(refused[0]?.answer)).toContain("Authorization: Bearer <CI_HOOK_TOKEN>");
    expect((await tellCi(world, { body })).status).toBe(202);
  });
});

describe("a build of which CI tells", () => {
  let world: SlackWorld;
  let quinn: Person;
  beforeAll(async () => {
    world = await quietFor(LONG_QUIET_MS);
    quinn = person(world.slack);
    for (const job of ["Release", "Branched"]) await quinn.ask(`subscribe ${job}`);
  });
  afterAll(() => world.end());

  test("shows how far it is, and ends at once when CI says so and all is there", async () => {
    await tellCi(world, { body: { job: "Release", number: 7, state: "started", expected: 6 } });
    const whole = build(world, "Release", 7, 6, 1);
    world.lab.putAll(whole.slice(0, 4));
    await expect.poll(() => screenOf(world, "Release #7"), PATIENCE).toContain("4 of 6");
    world.lab.putAll(whole);
    await expect.poll(() => screenOf(world, "Release #7"), PATIENCE).toContain("6 of 6");
    expect(screenOf(world, "Release #7")).not.toContain("Finished:");
    await tellCi(world, { body: { job: "Release", number: 7, state: "finished" } });
    await expect.poll(() => screenOf(world, "Release #7"), PATIENCE).toContain("Finished:");
    expect(headline(world, "Release #7")).toMatch(/^❌ Release #7: 1 of 6 failed \(1 cause[^)]*\)$/u);
  });

  test("said twice changes nothing", async () => {
    const before = rootOf(world, "Release #7")?.versions.length;
    await tellCi(world, { body: { job: "Release", number: 7, state: "finished" } });
    expect((await quinn.ask("why Release #7")).screen).toContain("Release #7: posted here");
    expect(rootOf(world, "Release #7")?.versions).toHaveLength(before ?? 0);
  });

  test("is found on its branch where CI left it out", async () => {
    await tellCi(world, { body: { job: "Branched", number: 3, state: "started", expected: 4 } });
    world.lab.putAll(build(world, "Branched", 3, 4, 1, "release/2.0"));
    await expect.poll(() => screenOf(world, "Branched #3"), PATIENCE).toContain("4 of 4");
    await tellCi(world, { body: { job: "Branched", number: 3, state: "finished" } });
    await expect.poll(() => screenOf(world, "Branched #3"), PATIENCE).toContain("Finished:");
    expect(screenOf(world, "Branched #3")).toContain("Branch: release/2.0");
    expect(cards(world, "Branched #3")).toHaveLength(1);
    expect((await quinn.ask("why Branched #3")).screen).toContain(
      "posted here, because the subscription asks for every",
    );
  });

  test("reopens for late executions, and its card is edited and no second one posted", async () => {
    const late = build(world, "Release", 7, 8, 3).slice(6);
    world.lab.putAll(late);
    await tellCi(world, { body: { job: "Release", number: 7, state: "finished", expected: 8 } });
    await expect.poll(() => headline(world, "Release #7"), PATIENCE).toMatch(/of 8 failed \(1 cause[^)]*\)$/u);
    expect(screenOf(world, "Release #7")).toContain("Late results came in after this build looked finished.");
    expect(cards(world, "Release #7")).toHaveLength(1);
  });
});

describe("a build that CI expected more of", () => {
  let world: SlackWorld;
  let quinn: Person;
  beforeAll(async () => {
    world = await quietFor(SHORT_QUIET_MS);
    quinn = person(world.slack);
    for (const job of ["Release", "Branched", "Silent"]) await quinn.ask(`subscribe ${job} on:failures`);
    await quinn.ask("subscribe Partial");
    await quinn.ask("subscribe Silent", "second");
  });
  afterAll(() => world.end());

  test("says how many tests never reported", async () => {
    world.lab.putAll(build(world, "Partial", 9, 5, 0));
    await tellCi(world, { body: { job: "Partial", number: 9, state: "finished", expected: 12 } });
    await expect
      .poll(() => headline(world, "Partial #9"), PATIENCE)
      .toBe("⚠️ Partial #9: 5 of 12 passed, 7 expected tests never reported");
  });

  test("and that never reported anything is told to everybody who subscribed", async () => {
    await tellCi(world, { body: { job: "Silent", number: 2, state: "started" } });
    await tellCi(world, { body: { job: "Silent", number: 2, state: "finished", expected: 40 } });
    for (const channel of ["mobile-qa", "second"])
      await expect
        .poll(() => headline(world, "Silent #2", channel), PATIENCE)
        .toBe("⚠️ Silent #2: ended without any of 40 expected tests");
    const { screen } = await quinn.ask("why Silent #2");
    expect(screen).toContain("posted here, because CI announced it and nothing was ever reported");
  });

  test("and reported late after all has its card edited", async () => {
    world.lab.putAll(build(world, "Silent", 2, 3, 1));
    await expect.poll(() => headline(world, "Silent #2", "second"), PATIENCE).toContain("1 of 3 failed");
    await expect
      .poll(() => headline(world, "Silent #2", "second"), PATIENCE)
      .toContain("37 expected tests never reported");
    expect(cards(world, "Silent #2", "second")).toHaveLength(1);
  });

  test("no message is doubled", () => {
    for (const messages of messagesByKey(world.slack, "mobile-qa").values()) expect(messages).toHaveLength(1);
  });
});

function quietFor(quietPeriodMs: number): Promise<SlackWorld> {
  return startSlackWorld("socket", (config) => ({ ...config, policy: { ...HASTE, quietPeriodMs } }));
}

function build(
  { lab }: SlackWorld,
  job: string,
  number: number,
  executions: number,
  failures: number,
  branch?: string,
) {
  return quickBuild({
    baseUrl: lab.baseUrl,
    job,
    number,
    executions,
    failures,
    causes: 1,
    ...(branch === undefined ? {} : { branch }),
  });
}

function cards({ slack }: SlackWorld, label: string, channel = "mobile-qa") {
  return rootCards(slack, channel).filter(({ text }) => text.includes(`${label}:`) || text.includes(`${label} (`));
}

function rootOf(world: SlackWorld, label: string, channel?: string) {
  return cards(world, label, channel).at(0);
}

function headline(world: SlackWorld, label: string, channel?: string): string {
  return rootOf(world, label, channel)?.text.split("\n", 1)[0] ?? "";
}

function screenOf(world: SlackWorld, label: string): string {
  return drawScreen(rootOf(world, label)?.blocks ?? []);
}
