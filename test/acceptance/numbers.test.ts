import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anExecutionOf, oneAfterAnother } from "./an-execution-of.ts";
import { startSlackStage } from "./slack-stage.ts";
import { expectCalls, expectCards, expectFailures, letQuietPass, PATIENCE, type Stage } from "./stage.ts";

const TESTS = ["Login", "Pay", "Search"];

let stage: Stage;
beforeAll(async () => {
  stage = await startSlackStage();
});
afterAll(() => stage.end());

describe.each([
  ["without a word of CI", false],
  ["with CI telling when it runs", true],
])("a job whose number never changes, %s", (_what, isTold) => {
  const jobOf = (name: string) => `${name}${isTold ? " told" : ""}`;
  /** Runs the whole build now. */
  const run = async (job: string, failing: readonly string[] = []) => {
    if (isTold) await stage.tell({ job, number: 45, state: "started" });
    show(job, 45, failing);
    if (isTold) await stage.tell({ job, number: 45, state: "finished" });
  };

  test("has a card for each time it runs: one that passed stays so when the next one fails", async () => {
    const job = jobOf("Constant");
    await stage.subscribe(job, "mention:<!here>");
    await run(job);
    await expectCards(stage, job, [/#45: all 3 tests passed$/u]);
    await letQuietPass(stage, 2);
    await run(job, ["Pay"]);
    await expectCards(stage, job, [/#45: all 3 tests passed$/u, /#45 of .*: 1 of 3 failed(?!.*still running)/u]);
    await expectFailures(stage, job, [/Pay failed on/u]);
    await expectCalls(stage, job, 1);
    const [first, second] = stage.cards(job);
    expect(second?.text).not.toContain("attempt");
    expect(first?.versions.filter((text) => text.includes("failed"))).toEqual([]);
  });

  test("is posted each time it fails, and calls each time", async () => {
    const job = jobOf("In turn");
    await stage.subscribe(job, "mention:<!here>");
    const said: RegExp[] = [];
    for (const [failing, words] of [
      [["Pay"], /#45.*: 1 of 3 failed(?!.*still running)/u],
      [[], /✅ .*#45.*: all 3 tests passed$/u],
      [["Pay"], /#45.*: 1 of 3 failed(?!.*still running)/u],
    ] as const) {
      await run(job, failing);
      said.push(words);
      await expectCards(stage, job, said);
      await letQuietPass(stage, 2);
    }
    await expectCards(stage, job, said);
    await expectCalls(stage, job, 2);
    expect(stage.attempts(job)).toEqual([]);
  });
});

test.each([
  ["no number", undefined],
  ["the number 0", 0],
])("a job with %s: what runs together is one build, and after a pause the next one begins", async (what, number) => {
  const job = `With ${what}`;
  const numbered = number === undefined ? {} : { number };
  await stage.subscribe(job, "mention:<!here>");
  const names = Array.from({ length: 60 }, (_, index) => `Test ${index}`);
  const status = (name: string) => (name === "Test 3" || name === "Test 50" ? "FAILED" : "PASSED");
  const startMs = Date.now();
  stage.lab.putAll(
    names.map((name, index) =>
      anExecutionOf({ test: name, job, ...numbered, status: status(name), startMs: startMs + index * 50 }),
    ),
  );
  await expectCards(stage, job, [/^❌ With .*: 2 of 60 failed(?!.*still running)/u]);
  await expectCalls(stage, job, 1);
  await expectFailures(stage, job, [/Test (?:3|50) failed/u, /Test (?:3|50) failed/u]);
  await letQuietPass(stage, 2);
  stage.lab.putAll(oneAfterAnother(names.slice(0, 10).map((name) => ({ test: name, job, ...numbered }))));
  await expectCards(stage, job, [/: 2 of 60 failed(?!.*still running)/u, /✅ .*: all 10 tests passed$/u]);
  await expectCalls(stage, job, 1);
  expect(new Set(stage.cards(job).map(({ first }) => first.split(": ")[0])).size).toBe(2);
});

test("three hundred executions without a number are one card", async () => {
  const job = "Many";
  await stage.subscribe(job);
  const startMs = Date.now();
  stage.lab.putAll(
    Array.from({ length: 300 }, (_, index) =>
      anExecutionOf({ test: `Test ${index}`, job, startMs: startMs + index * 10 }),
    ),
  );
  await expectCards(stage, job, [/✅ .*: all 300 tests passed$/u]);
});

test("CI tells of a build without a number, too", async () => {
  const job = "Numberless told";
  await stage.subscribe(job);
  expect(await stage.tell({ job, state: "started", expected: 3 })).toMatchObject({ status: 202 });
  stage.lab.putAll(oneAfterAnother(TESTS.slice(0, 2).map((name) => ({ test: name, job }))));
  await expect
    .poll(() => stage.cards(job).map(({ text }) => text), PATIENCE)
    .toEqual([expect.stringContaining("2 of 3")]);
  await letQuietPass(stage, 2);
  await expectCards(stage, job, [/running, 2 passed so far$/u]);
  stage.lab.putAll(oneAfterAnother(TESTS.slice(2).map((name) => ({ test: name, job }))));
  expect(await stage.tell({ job, state: "finished" })).toMatchObject({ status: 202 });
  await expectCards(stage, job, [/✅ .*: all 3 tests passed$/u]);
});

test("numbers that start again are builds of their own, compared with what ran before them", async () => {
  const job = "Restarted";
  await stage.subscribe(job, "on:changes mention:<!here>");
  for (const [number, failing, cards] of [
    [116, [], []],
    [117, [], []],
    [118, ["Pay"], [/#118: 1 of 3 failed(?!.*still running)/u]],
    [1, [], [/#118/u, /#1: all 3 tests passed$/u]],
    [2, ["Pay"], [/#118/u, /#1/u, /#2: 1 of 3 failed(?!.*still running)/u]],
  ] as const) {
    show(job, number, failing);
    await letQuietPass(stage, 2);
    await expectCards(stage, job, cards);
  }
  const [, recovered, failing] = stage.cards(job);
  expect(recovered?.text).toMatch(/recovered[^]*#118 had failed\./iu);
  expect(failing?.text).toContain("#1 had passed.");
  await expectCalls(stage, job, 2);
});

/** Runs all tests now, one after the other. */
function show(job: string, number: number, failing: readonly string[] = []): void {
  const status = (name: string) => (failing.includes(name) ? "FAILED" : "PASSED");
  stage.lab.putAll(oneAfterAnother(TESTS.map((name) => ({ test: name, job, number, status: status(name) }))));
}
