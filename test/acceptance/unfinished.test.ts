import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anExecutionOf, oneAfterAnother, toldLater, type ExecutionWish } from "./an-execution-of.ts";
import { startSlackStage } from "./slack-stage.ts";
import { HASTE } from "./slack-world.ts";
import { expectCalls, expectCards, expectFailures, letQuietPass, PATIENCE, type Stage } from "./stage.ts";

describe("a test that has not ended", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startSlackStage();
  });
  afterAll(() => stage.end());

  test.each([
    ["without a word of CI", false],
    ["although CI said that it ended", true],
  ])("is waited for %s, and told like any other when it fails", async (_what, isTold) => {
    const job = isTold ? "Slow told" : "Slow";
    await stage.subscribe(job, "mention:<!here>");
    if (isTold) await stage.tell({ job, number: 1, state: "started" });
    const slow = running({ test: "Pay", job, number: 1 });
    stage.lab.putAll([...oneAfterAnother(["Login", "Search"].map((name) => ({ test: name, job, number: 1 }))), slow]);
    if (isTold) await stage.tell({ job, number: 1, state: "finished" });
    await expectRunning(stage, job, 2);
    await letQuietPass(stage, 4);
    await expectRunning(stage, job, 2);
    expect(stage.cards(job)[0]?.text).not.toContain("Finished");

    stage.lab.put(toldLater(slow, { status: "FAILED", endTime: Date.now() }));
    await expectCards(stage, job, [/#1: 1 of 3 failed(?!.*still running)/u]);
    await expectFailures(stage, job, [/Pay failed on[^]*Failed command: `Tap button`[^]*Pay does not work/u]);
    await expectCalls(stage, job, 1);
  });

  test("is not spoken of where only failures are wanted, until it fails", async () => {
    const job = "Slow failure";
    await stage.subscribe(job, "on:failures mention:<!here>");
    const slow = running({ test: "Pay", job, number: 1 });
    stage.lab.putAll([anExecutionOf({ test: "Login", job, number: 1 }), slow]);
    await letQuietPass(stage, 3);
    expect(stage.cards(job)).toEqual([]);
    expect(stage.calls(job)).toEqual([]);
    stage.lab.put(toldLater(slow, { status: "FAILED", endTime: Date.now() }));
    await expectCards(stage, job, [/#1: 1 of 2 failed(?!.*still running)/u]);
    await expectFailures(stage, job, [/Pay failed on[^]*Failed command: `Tap button`/u]);
    await expectCalls(stage, job, 1);
  });

  test("and passes in the end makes all passed", async () => {
    const job = "Slow success";
    await stage.subscribe(job);
    const slow = running({ test: "Pay", job, number: 1 });
    stage.lab.putAll([anExecutionOf({ test: "Login", job, number: 1 }), slow]);
    await expectRunning(stage, job, 1);
    await letQuietPass(stage, 2);
    stage.lab.put(toldLater(slow, { status: "PASSED", endTime: Date.now() }));
    await expectCards(stage, job, [/✅ .*#1: all 2 tests passed$/u]);
  });

  test("and is the retry of a failure makes neither a new failure nor an end", async () => {
    const job = "Slow retry";
    await stage.subscribe(job, "mention:<!here>");
    const slow = running({ test: "Pay", job, number: 1, startMs: Date.now() + 200 });
    stage.lab.putAll([...oneAfterAnother([{ test: "Pay", job, number: 1, status: "FAILED" }]), slow]);
    await expect
      .poll(() => stage.cards(job).map(({ text }) => text), PATIENCE)
      .toEqual([expect.stringContaining("1 running")]);
    await letQuietPass(stage, 3);
    expect(stage.cards(job)[0]?.first).toContain("still running");
    stage.lab.put(toldLater(slow, { status: "PASSED", endTime: Date.now() }));
    await expectCards(stage, job, [/✅ .*#1: 1 test passed, 1 flaky$/u]);
    await expectFailures(stage, job, [/Pay passed on attempt 2/u]);
  });
});

describe("a build of which fewer tests show than of those before", () => {
  let stage: Stage;
  const job = "Usual";
  const TESTS = Array.from({ length: 8 }, (_, index) => `Test ${index}`);
  beforeAll(async () => {
    stage = await startSlackStage();
  });
  afterAll(() => stage.end());

  test("is waited for longer", async () => {
    await stage.subscribe(job);
    for (const number of [1, 2, 3]) {
      stage.lab.putAll(oneAfterAnother(TESTS.map((name) => ({ test: name, job, number }))));
      await expect
        .poll(() => stage.cards(job).at(-1)?.first, PATIENCE)
        .toBe(`✅ ${job} #${number}: all 8 tests passed`);
    }
    stage.lab.putAll(oneAfterAnother(TESTS.slice(0, 1).map((name) => ({ test: name, job, number: 4 }))));
    await expect.poll(() => stage.cards(job).at(-1)?.first, PATIENCE).toContain("#4: running, 1 passed so far");
    await letQuietPass(stage, 2);
    stage.lab.putAll(oneAfterAnother(TESTS.slice(1).map((name) => ({ test: name, job, number: 4 }))));
    await expect.poll(() => stage.cards(job).at(-1)?.first, PATIENCE).toBe(`✅ ${job} #4: all 8 tests passed`);
    expect(stage.cards(job)).toHaveLength(4);
    const early = stage
      .cards(job)
      .at(-1)
      ?.versions.filter((text) => /#4: (?:1 test|all [1-7] tests) passed/u.test(text));
    expect(early).toEqual([]);
    expect(stage.cards(job).at(-1)?.text).not.toContain("Late results");
  });

  test("and stays so small is finished all the same, and says that tests are missing", async () => {
    stage.lab.putAll(oneAfterAnother(TESTS.slice(0, 2).map((name) => ({ test: name, job, number: 5 }))));
    await expect
      .poll(() => stage.cards(job).at(-1)?.first, PATIENCE)
      .toBe(`⚠️ ${job} #5: 2 tests passed, others never reported`);
  });
});

describe("a test that never ends", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startSlackStage((config) => ({ ...config, policy: { ...HASTE, runningLimitMs: 5_000 } }));
  });
  afterAll(() => stage.end());

  test("is waited for no longer than the limit, and the card says so", async () => {
    const job = "Stuck";
    await stage.subscribe(job);
    const stuck = running({ test: "Pay", job, number: 1 });
    stage.lab.putAll([anExecutionOf({ test: "Login", job, number: 1 }), stuck]);
    await expectCards(stage, job, [/#1: 1 of 2 passed, .*(?:never ended|did not end)/u]);
    expect(stage.cards(job)[0]?.text).toContain("1 test did not end and is no longer waited for.");
    expect(stage.cards(job)[0]?.versions.some((text) => text.includes("1 running"))).toBe(true);

    stage.lab.put(toldLater(stuck, { status: "FAILED", endTime: Date.now() }));
    await expectCards(stage, job, [/#1: 1 of 2 failed(?!.*still running)/u]);
    await expectFailures(stage, job, [/Pay failed on/u]);
  });
});

/** A test that has begun: the lab knows neither verdict nor end. */
function running(wish: ExecutionWish) {
  return anExecutionOf({ ...wish, status: "UNKNOWN", endMs: 0 });
}

/** Waits for the only card of a job to say that one test runs, and so many passed. */
async function expectRunning(stage: Stage, job: string, passed: number): Promise<void> {
  await expectCards(stage, job, [new RegExp(`#1: running, ${passed} passed so far`, "u")]);
  expect(stage.cards(job)[0]?.text).toMatch(/\b1 running/u);
}
