import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anExecutionOf, GALAXY, IPHONE, oneAfterAnother, type ExecutionWish } from "./an-execution-of.ts";
import { startSlackStage } from "./slack-stage.ts";
import { expectCalls, expectCards, expectFailures, letQuietPass, PATIENCE, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startSlackStage();
});
afterAll(() => stage.end());

describe.each([
  ["without a word of CI", false],
  ["with CI telling when it runs", true],
])("%s", (_what, isTold) => {
  const jobOf = (name: string) => `${name}${isTold ? " told" : ""}`;
  /** Plays a build to its end in one answer of the lab. */
  const run = async (job: string, number: number, executions: readonly Omit<ExecutionWish, "job" | "number">[]) => {
    if (isTold) await stage.tell({ job, number, state: "started" });
    stage.lab.putAll(oneAfterAnother(executions.map((one) => ({ ...one, job, number }))));
    if (isTold) await stage.tell({ job, number, state: "finished" });
  };

  test("a test that fails in all of its three attempts is one failure of one test, and calls once", async () => {
    const job = jobOf("Thrice");
    await stage.subscribe(job, "mention:<!here>");
    await run(job, 1, [
      { test: "Login" },
      { test: "Pay", status: "FAILED" },
      { test: "Pay", status: "FAILED" },
      { test: "Search" },
      { test: "Pay", status: "FAILED" },
    ]);
    await expectCards(stage, job, [/#1: 1 of 3 failed(?!.*still running)/u]);
    await expectFailures(stage, job, [/Pay failed in 3 attempts/u]);
    await expectCalls(stage, job, 1);
    expect(stage.calls(job)[0]?.text).toContain("1 of 3 failed");
  });

  test("a test that fails and passes when it is tried again is no failure: nobody hears of it who wants failures", async () => {
    const job = jobOf("Twice");
    await stage.subscribe(job, "on:failures mention:<!here>");
    await run(job, 1, [{ test: "Login" }, { test: "Pay", status: "FAILED" }, { test: "Pay" }]);
    await letQuietPass(stage, 2);
    expect(await stage.ask(`why ${job} #1`)).toMatch(/not posted here, because .*fail/u);
    expect(stage.cards(job)).toEqual([]);
    expect(stage.failures(job)).toEqual([]);
    expect(stage.calls(job)).toEqual([]);
  });

  test("whoever wants every build reads that all passed, one of them flaky, and is not called", async () => {
    const job = jobOf("Flaky");
    await stage.subscribe(job, "mention:<!here>");
    await run(job, 1, [{ test: "Login" }, { test: "Pay", status: "FAILED" }, { test: "Pay" }]);
    await expectCards(stage, job, [/✅ .*#1: all 2 tests passed, 1 flaky$/u]);
    expect(stage.failures(job)).toEqual([]);
    expect(stage.calls(job)).toEqual([]);
  });

  test("answers agree with the card of a build with a flaky test", async () => {
    const job = jobOf("Asked");
    await stage.subscribe(job);
    await run(job, 1, [{ test: "Login" }, { test: "Pay", status: "FAILED" }, { test: "Pay" }]);
    await expectCards(stage, job, [/✅ .*#1: all 2 tests passed, 1 flaky$/u]);
    expect(await stage.ask(`build "${job}" #1`)).toMatch(/all 2 tests passed|2 passed|1 passed.*1 flaky/u);
    expect(await stage.ask(`build "${job}" #1`)).not.toMatch(/[1-9]\d* (?:of \d+ )?failed/u);
    expect(await stage.ask(`failures job:"${job}"`)).not.toContain("Tap button");
    expect(await stage.ask(`failures job:"${job}"`)).toMatch(/no failures|nothing failed|none/iu);
    expect(await stage.ask(`builds "${job}"`)).toMatch(/#1.*passed/u);
    expect(await stage.ask(`builds "${job}"`)).not.toMatch(/#1.*failed/u);
    await run(job, 2, [{ test: "Login" }, { test: "Pay", status: "FAILED" }, { test: "Pay" }]);
    await expectCards(stage, job, [/#1/u, /#2: all 2 tests passed, 1 flaky$/u]);
    // Of fewer than four runs nobody can tell.
    expect(await stage.ask(`flaky job:"${job}"`)).toMatch(/Pay .*passed and failed in builds 1 and 2/u);
    expect(await stage.ask(`compare "${job}"`)).toContain("nothing newly failing, 1 flaky");
  });

  test.each(["", "on:failures"])(
    "a failure that was told before its retry passed is taken back where it stands (%s)",
    async (options) => {
      const job = jobOf(`Taken back ${options.replace(":", " ")}`)
        .replaceAll(/ +/gu, " ")
        .trim();
      await stage.subscribe(job, options);
      if (isTold) await stage.tell({ job, number: 1, state: "started", expected: 2 });
      stage.lab.putAll(oneAfterAnother([{ test: "Pay", status: "FAILED", job, number: 1 }]));
      await expectFailures(stage, job, [/Pay failed on/u]);
      stage.lab.putAll(oneAfterAnother(["Pay", "Login"].map((name) => ({ test: name, job, number: 1 }))));
      if (isTold) await stage.tell({ job, number: 1, state: "finished" });
      await expectCards(stage, job, [/✅ .*#1: all 2 tests passed, 1 flaky$/u]);
      await expectFailures(stage, job, [/Pay passed on attempt 2/u]);
      expect(stage.failures(job)[0]?.text).toContain("It had failed first: ");
    },
  );
});

test("a retry on another phone of the same model is an attempt", async () => {
  const job = "Other phone";
  await stage.subscribe(job);
  stage.lab.putAll(
    oneAfterAnother([
      { test: "Pay", job, number: 1, status: "FAILED", deviceId: "PHONE-1" },
      { test: "Pay", job, number: 1, deviceId: "PHONE-2" },
    ]),
  );
  await expectCards(stage, job, [/#1: 1 test passed, 1 flaky$/u]);
});

test("the same test on another model is another one, and fails there", async () => {
  const job = "Other model";
  await stage.subscribe(job);
  stage.lab.putAll(
    oneAfterAnother([
      { test: "Pay", job, number: 1, status: "FAILED", phone: IPHONE },
      { test: "Pay", job, number: 1, phone: GALAXY },
    ]),
  );
  await expectCards(stage, job, [/#1: 1 of 2 failed(?!.*still running)/u]);
  await expectFailures(stage, job, [/Pay failed on Apple iPhone-15/u]);
});

test("a test on two phones of a kind at the same time is no attempt, and fails if it fails on one", async () => {
  const job = "Side by side";
  const startMs = Date.now();
  await stage.subscribe(job);
  const times = { job, number: 1, test: "Pay", startMs, endMs: startMs + 300 };
  stage.lab.putAll([
    anExecutionOf({ ...times, status: "FAILED", deviceId: "PHONE-1" }),
    anExecutionOf({ ...times, startMs: startMs + 100, deviceId: "PHONE-2" }),
  ]);
  await expectCards(stage, job, [/#1: 1 of 1 failed \(1 cause[^)]*\)$/u]);
  await expectFailures(stage, job, [/Pay failed on/u]);
  expect(stage.failures(job)[0]?.text).not.toContain("attempt");
});

describe("a job in which failed tests were tried again before", () => {
  const job = "Habit";
  test("is told of what it does at once, and its retries take it back", async () => {
    await stage.subscribe(job, "mention:<!here>");
    for (const number of [1, 2]) {
      stage.lab.putAll(
        oneAfterAnother([
          { test: "Login", job, number },
          { test: "Pay", job, number, status: "FAILED" },
        ]),
      );
      await expect
        .poll(() => stage.cards(job).find(({ first }) => first.includes(`#${number}`))?.first, PATIENCE)
        .toContain("1 of 2 failed");
      stage.lab.putAll(oneAfterAnother([{ test: "Pay", job, number }]));
      await expect
        .poll(() => stage.cards(job).find(({ first }) => first.includes(`#${number}`))?.first, PATIENCE)
        .toMatch(/all 2 tests passed, 1 flaky$/u);
    }
  });

  test("calls nobody for a failure whose retry passes", async () => {
    const before = stage.calls(job).length;
    stage.lab.putAll(
      oneAfterAnother([
        { test: "Login", job, number: 3 },
        { test: "Pay", job, number: 3, status: "FAILED" },
      ]),
    );
    await expect.poll(() => stage.cards(job).at(-1)?.first, PATIENCE).toMatch(/#3: .*1 of 2 failed/u);
    stage.lab.putAll(oneAfterAnother([{ test: "Pay", job, number: 3 }]));
    await expect.poll(() => stage.cards(job).at(-1)?.first, PATIENCE).toMatch(/#3: all 2 tests passed, 1 flaky$/u);
    expect(stage.calls(job)).toHaveLength(before);
  });

  test("calls for a failure that is not tried again, once it is sure", async () => {
    const before = stage.calls(job).length;
    stage.lab.putAll(
      oneAfterAnother([
        { test: "Login", job, number: 4 },
        { test: "Pay", job, number: 4, status: "FAILED" },
      ]),
    );
    await expect.poll(() => stage.cards(job).at(-1)?.first, PATIENCE).toMatch(/#4: .*1 of 2 failed/u);
    expect(stage.calls(job)).toHaveLength(before);
    await expectCalls(stage, job, before + 1);
    expect(stage.calls(job).at(-1)?.text).toContain("#4");
    await expect.poll(() => stage.cards(job).at(-1)?.first, PATIENCE).toMatch(/#4: 1 of 2 failed(?!.*still running)/u);
    expect(stage.cards(job)).toHaveLength(4);
  });
});
