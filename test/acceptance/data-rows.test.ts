import { afterAll, beforeAll, expect, test } from "vitest";
import { oneAfterAnother } from "./an-execution-of.ts";
import { startSlackStage } from "./slack-stage.ts";
import { expectCards, expectFailures, type Stage } from "./stage.ts";

const JOB = "Checkout suite";

let stage: Stage;
beforeAll(async () => {
  stage = await startSlackStage();
  await stage.subscribe(JOB);
});
afterAll(() => stage.end());

test("a test with two rows of data is two tests: one that passes takes back no failure of the other", async () => {
  show(1, ["PASSED", "PASSED"]);
  await expectCards(stage, JOB, [/#1: all 2 tests passed$/u]);
  show(2, ["FAILED", "PASSED"]);
  await expectCards(stage, JOB, [/#1/u, /#2: 1 of 2 failed(?!.*still running)/u]);
  await expectFailures(stage, JOB, [/Checkout \(card: visa\) failed on/u]);
  expect(stage.failures(JOB)[0]?.text).not.toContain("attempt");
});

test("what fails with one row of data newly fails, is found by its value, and is not flaky", async () => {
  const compared = await stage.ask(`compare "${JOB}"`);
  expect(compared).toMatch(/newly failing[^]*Checkout \(card: visa\)/iu);
  expect(compared).not.toContain("amex");
  const found = await stage.ask("failures visa");
  expect(found).toContain("Checkout (card: visa)");
  expect(await stage.ask("failures amex")).not.toContain("Checkout (card");
  const flaky = await stage.ask(`flaky job:"${JOB}"`);
  expect(flaky).not.toContain("Checkout (card");
});

test("rows of data fail and pass in turn without being called flaky", async () => {
  for (const number of [3, 4, 5]) {
    show(number, ["FAILED", "PASSED"]);
    await expectCards(
      stage,
      JOB,
      Array.from(
        { length: number },
        (_, index) => new RegExp(index === 0 ? "passed$" : `#${index + 1}: 1 of 2 failed`, "u"),
      ),
    );
  }
  const flaky = await stage.ask(`flaky job:"${JOB}" last 2h`);
  expect(flaky).not.toContain("Checkout (card");
  expect(flaky).not.toContain("Too few runs");
});

/** Runs Checkout with one card and then with another. */
function show(number: number, [visa, amex]: readonly [string, string]): void {
  const rows = [
    { row: { card: "visa" }, status: visa },
    { row: { card: "amex" }, status: amex },
  ];
  stage.lab.putAll(oneAfterAnother(rows.map((row) => ({ test: "Checkout", job: JOB, number, ...row }))));
}
