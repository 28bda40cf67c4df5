import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { oneAfterAnother } from "./an-execution-of.ts";
import { startSlackStage } from "./slack-stage.ts";
import { expectCards, letQuietPass, PATIENCE, type Stage } from "./stage.ts";

const NUMBER = 45;
const TESTS = ["Pay", "Login", "Search", "Basket", "Invoice", "Refund", "Profile", "Logout", "Menu", "Help"];
const FAILING = ["Pay", "Login"];

let stage: Stage;
beforeAll(async () => {
  stage = await startSlackStage();
});
afterAll(() => stage.end());

describe("a build that CI runs again under its number", () => {
  test("is one card that goes to the second attempt, waits as long as CI does, and tells in its thread how it ended", async () => {
    const job = "Told";
    await stage.subscribe(job, "mention:<!here>");
    await say(job, "started");
    show(job, TESTS, FAILING);
    await say(job, "finished");
    await expectCards(stage, job, [/#45: 2 of 10 failed(?!.*still running)/u]);

    await letQuietPass(stage, 1);
    await say(job, "started");
    show(job, ["Pay"]);
    await expectCards(stage, job, [/#45.*attempt 2: 1 of 10 failed.*still running/u]);
    await letQuietPass(stage, 6);
    await expectCards(stage, job, [/#45.*attempt 2: 1 of 10 failed.*still running/u]);
    expect(stage.attempts(job)).toEqual([]);

    show(job, ["Login"]);
    await say(job, "finished");
    await expectCards(stage, job, [/✅ .*#45.*attempt 2: all 10 tests passed/u]);
    await expectAttempts(job, [/Attempt 2 of .*#45.* ended: all 10 tests passed/u]);
    expect(stage.calls(job)).toHaveLength(1);
    await expectTakenBack(job);
  });

  test("without a word of CI goes to the second attempt when only what failed runs again", async () => {
    const job = "Untold";
    await stage.subscribe(job);
    show(job, TESTS, FAILING);
    await expectCards(stage, job, [/#45: 2 of 10 failed(?!.*still running)/u]);
    await letQuietPass(stage, 2);
    show(job, FAILING);
    await expectCards(stage, job, [/✅ .*#45.*attempt 2: all 10 tests passed/u]);
    await expectAttempts(job, [/Attempt 2 of .* ended: all 10 tests passed/u]);
    await expectTakenBack(job);
  });

  test("and of which CI counts the attempts goes to the second one although everything runs again", async () => {
    const job = "Counted";
    await stage.subscribe(job);
    await say(job, "started", { attempt: 1 });
    show(job, TESTS, FAILING);
    await say(job, "finished", { attempt: 1 });
    await expectCards(stage, job, [/#45: 2 of 10 failed(?!.*still running)/u]);
    await letQuietPass(stage, 1);
    await say(job, "started", { attempt: 2 });
    show(job, TESTS);
    await expectCards(stage, job, [/#45.*attempt 2: .*still running|#45.*attempt 2: running/u]);
    await say(job, "finished", { attempt: 2 });
    await expectCards(stage, job, [/✅ .*#45.*attempt 2: all 10 tests passed/u]);
    await expectAttempts(job, [/Attempt 2 of .* ended: all 10 tests passed/u]);
  });

  test("after other numbers goes to the second attempt although everything runs again and CI says nothing", async () => {
    const job = "Counting";
    await stage.subscribe(job);
    show(job, TESTS, [], 44);
    await expectCards(stage, job, [/#44: all 10 tests passed$/u]);
    show(job, TESTS, FAILING);
    await expectCards(stage, job, [/#44/u, /#45: 2 of 10 failed(?!.*still running)/u]);
    await letQuietPass(stage, 2);
    show(job, TESTS);
    await expectCards(stage, job, [/#44/u, /✅ .*#45.*attempt 2: all 10 tests passed/u]);
    await expectAttempts(job, [/Attempt 2 of .* ended: all 10 tests passed/u]);
  });

  test.each([
    ["told", true],
    ["untold", false],
  ])("and that fails again ends failed, which its thread tells once (%s)", async (what, isTold) => {
    const job = `Again ${what}`;
    await stage.subscribe(job, "mention:<!here>");
    for (const failed of [TESTS, FAILING]) {
      if (isTold) await say(job, "started");
      show(job, failed, FAILING);
      if (isTold) await say(job, "finished");
      await expectCards(stage, job, [/#45.*: 2 of 10 failed(?!.*still running)/u]);
      await letQuietPass(stage, 2);
    }
    await expectCards(stage, job, [/❌ .*#45.*attempt 2: 2 of 10 failed/u]);
    await expectAttempts(job, [/Attempt 2 of .* ended: 2 of 10 failed/u]);
    expect(stage.failures(job).map(({ first }) => first.replace(/ on .*/u, ""))).toEqual([
      expect.stringContaining("failed in 2 attempts"),
      expect.stringContaining("failed in 2 attempts"),
    ]);
    expect(stage.calls(job)).toHaveLength(1);
  });

  test("and of which CI never says that the second attempt ended is finished in the end", async () => {
    const job = "Torn";
    await stage.subscribe(job);
    await say(job, "started");
    show(job, TESTS, FAILING);
    await say(job, "finished");
    await expectCards(stage, job, [/#45: 2 of 10 failed(?!.*still running)/u]);
    await letQuietPass(stage, 1);
    await say(job, "started");
    show(job, FAILING);
    await expectCards(stage, job, [/#45.*attempt 2: running, 10 passed so far/u]);
    await expect
      .poll(() => stage.cards(job).map(({ first }) => first), { ...PATIENCE, timeout: 90_000 })
      .toEqual([expect.stringMatching(/✅ .*#45.*attempt 2: all 10 tests passed/u)]);
  });
});

/** Runs tests now, one after the other; those among them that fail are named. */
function show(job: string, tests: readonly string[], failing: readonly string[] = [], number = NUMBER): void {
  const status = (name: string) => (failing.includes(name) ? "FAILED" : "PASSED");
  stage.lab.putAll(oneAfterAnother(tests.map((name) => ({ test: name, job, number, status: status(name) }))));
}

async function say(job: string, state: "started" | "finished", more: object = {}): Promise<void> {
  expect(await stage.tell({ job, number: NUMBER, state, ...more })).toMatchObject({ status: 202 });
}

async function expectAttempts(job: string, said: readonly RegExp[]): Promise<void> {
  await expect
    .poll(() => stage.attempts(job).map(({ first }) => first), PATIENCE)
    .toEqual(said.map((words) => expect.stringMatching(words)));
}

/** Each failure of the first attempt says where it stands that the test passed later. */
async function expectTakenBack(job: string): Promise<void> {
  await expect
    .poll(() => stage.failures(job).map(({ first }) => first), PATIENCE)
    .toEqual(FAILING.map(() => expect.stringMatching(/(?:Pay|Login) passed on attempt 2/u)));
}
