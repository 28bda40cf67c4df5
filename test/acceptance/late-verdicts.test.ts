import type { LabExecution } from "@perfecto-bot/simulators/lab";
import { afterAll, beforeAll, expect, test } from "vitest";
import { anExecutionOf, toldLater } from "./an-execution-of.ts";
import { startSlackStage } from "./slack-stage.ts";
import { expectCalls, expectCards, expectFailures, letQuietPass, PATIENCE, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startSlackStage();
});
afterAll(() => stage.end());

test.each([
  ["passed", "PASSED", /✅ .*#1: all 2 tests passed$/u],
  ["ended without a verdict", "UNKNOWN", /#1: 1 of 2 passed, 1 without a verdict$/u],
])(
  "a test that had %s and is called failed after the build was over is told like any other failure",
  async (_what, status, over) => {
    const job = `From ${status}`;
    await stage.subscribe(job, "mention:<!here>");
    const judged = showTwo(job, status);
    await expectCards(stage, job, [over]);
    await letQuietPass(stage, 1);
    stage.lab.put(toldLater(judged, { status: "FAILED" }));
    await expectCards(stage, job, [/❌ .*#1: 1 of 2 failed(?!.*still running)/u]);
    await expectFailures(stage, job, [/Pay failed on[^]*Failed command: `Tap button`[^]*Pay does not work/u]);
    await expectCalls(stage, job, 1);
  },
);

test.each(["PASSED", "UNKNOWN"])("whoever wants only failures is told and called then (%s)", async (status) => {
  const job = `Only failures from ${status}`;
  await stage.subscribe(job, "on:failures mention:<!here>");
  const judged = showTwo(job, status);
  await letQuietPass(stage, 2);
  expect(stage.cards(job)).toEqual([]);
  stage.lab.put(toldLater(judged, { status: "FAILED" }));
  await expectCards(stage, job, [/❌ .*#1: 1 of 2 failed(?!.*still running)/u]);
  await expectFailures(stage, job, [/Pay failed on/u]);
  await expectCalls(stage, job, 1);
});

test("a test that is called passed after all takes its failure back where it stands", async () => {
  const job = "From failed";
  await stage.subscribe(job, "on:failures mention:<!here>");
  const judged = showTwo(job, "FAILED");
  await expectCards(stage, job, [/#1: 1 of 2 failed(?!.*still running)/u]);
  await expectFailures(stage, job, [/Pay failed on/u]);
  await letQuietPass(stage, 1);
  stage.lab.put(toldLater(judged, { status: "PASSED" }));
  await expectCards(stage, job, [/✅ .*#1: all 2 tests passed$/u]);
  await expectFailures(stage, job, [/Pay passed on/u]);
  await expectCalls(stage, job, 1);
});

test("a reason that somebody names after the build was over comes to stand in the failure's message", async () => {
  const job = "Reason";
  await stage.subscribe(job);
  const judged = showTwo(job, "FAILED");
  await expectCards(stage, job, [/#1: 1 of 2 failed(?!.*still running)/u]);
  await expectFailures(stage, job, [/Pay failed on/u]);
  await letQuietPass(stage, 1);
  stage.lab.put(toldLater(judged, { status: "FAILED", failureReasonName: "Application crash" }));
  await expectFailures(stage, job, [/Reason: Application crash/u]);
  expect(stage.cards(job)).toHaveLength(1);
});

test("what could not run is no failure: nobody hears of it who wants failures, and nobody is called", async () => {
  const quiet = "Blocked failures";
  const loud = "Blocked";
  await stage.subscribe(quiet, "on:failures mention:<!here>");
  await stage.subscribe(loud, "mention:<!here>");
  for (const job of [quiet, loud]) showTwo(job, "BLOCKED");
  await expectCards(stage, loud, [/#1: 1 of 2 could not run(?!.*still running)/u]);
  await letQuietPass(stage, 2);
  expect(stage.cards(quiet)).toEqual([]);
  expect(stage.failures(quiet)).toEqual([]);
  expect([...stage.calls(quiet), ...stage.calls(loud)]).toEqual([]);
});

test("of the tests that CI expects, one that ran twice is one", async () => {
  const job = "Expected";
  await stage.subscribe(job);
  const names = Array.from({ length: 10 }, (_, index) => `Test ${index}`);
  expect(await stage.tell({ job, number: 1, state: "started", expected: 12 })).toMatchObject({ status: 202 });
  const startMs = Date.now();
  stage.lab.putAll([
    ...names.map((name, index) => anExecutionOf({ test: name, job, number: 1, startMs: startMs + index * 20 })),
    ...names.slice(0, 2).map((name) => anExecutionOf({ test: name, job, number: 1, startMs: startMs + 400 })),
  ]);
  await expect
    .poll(() => stage.cards(job).map(({ text }) => text), PATIENCE)
    .toEqual([expect.stringContaining("10 of 12")]);
  await stage.tell({ job, number: 1, state: "finished" });
  await expectCards(stage, job, [/⚠️ .*#1: 10 of 12 passed, 2 expected tests never reported$/u]);
});

/** Two tests: Login passes, and Pay comes to something. */
function showTwo(job: string, status: string): LabExecution {
  const pay = anExecutionOf({ test: "Pay", job, number: 1, status });
  stage.lab.putAll([anExecutionOf({ test: "Login", job, number: 1 }), pay]);
  return pay;
}
