import { LabError, type Answer } from "@perfecto-bot/pipeline";
import { expect, test } from "vitest";
import { textWidth } from "../terminal/text-width.ts";
import { sampleAnswer } from "../testing/sample-answers.ts";
import { SAMPLE_SETTING, sampleExecution } from "../testing/sample-executions.ts";
import { answerView, isFound } from "./answer-view.ts";
import { drawView } from "./draw-view.ts";

const LOOKS = { columns: 80, isDecorated: false, withLinks: false, limit: 50 };
const draw = (answer: Answer, looks: Partial<typeof LOOKS> = {}) =>
  drawView(answerView(answer, SAMPLE_SETTING), { ...LOOKS, ...looks });

const QUESTIONS = [
  ["failures", "failures last 24h"],
  ["failures-by-test", "failures last 24h by:test"],
  ["runs", "runs today"],
  ["build", "build Nightly Regression 45"],
  ["builds", "builds Nightly Regression"],
  ["compare", "compare Nightly Regression 44 45"],
  ["test", "test Pay with card"],
  ["jobs", "jobs"],
  ["flaky", "flaky"],
  ["trend", "trend Nightly Regression"],
  ["trend-by-test", "trend Nightly Regression by:test"],
] as const;

test.each(QUESTIONS)("%s reads as its golden text", async (name, question) => {
  const answer = sampleAnswer(question);
  expect(isFound(answer)).toBe(true);
  await expect(draw(answer)).toMatchFileSnapshot(`./__golden__/${name}.txt`);
});

const EVERYWHERE = ["Pay with card", "Log in 漢字テスト"].flatMap((name, nth) =>
  ["iPhone 15", "Galaxy S24", "Pixel 9"].flatMap((model, at) =>
    [0, 1, 2].map((run) =>
      sampleExecution(`${nth}${at}${run}`, {
        name,
        status: run + at < 2 - nth ? "FAILED" : run === 2 && at === 1 ? "BLOCKED" : "PASSED",
        platforms: [{ kind: "device", model }],
      }),
    ),
  ),
);

test.each(["failures by:platform", "runs by:test"])("%s says which tests went wrong where", async (question) => {
  const answer = sampleAnswer(question, EVERYWHERE);
  const name = question.replaceAll(/\W/g, "-");
  await expect(draw(answer)).toMatchFileSnapshot(`./__golden__/${name}-everywhere.txt`);
  const narrow = drawView(answerView(answer, SAMPLE_SETTING), { ...LOOKS, columns: 40 });
  expect(narrow).toContain("TEST");
});

test("tests and places that are not told are counted", () => {
  const answer = sampleAnswer("failures by:platform", EVERYWHERE);
  if (answer.verb !== "failures" || answer.map === undefined) throw new TypeError(answer.verb);
  const map = { ...answer.map, leftOut: { tests: 12, columns: 1, wrong: 40 } };
  expect(draw({ ...answer, map })).toContain("Not among these: 12 more tests, 1 more value of platform.\n");
});

test.each(QUESTIONS)("%s has tables that fit 40 columns", (_, question) => {
  const tableLines = answerView(sampleAnswer(question), SAMPLE_SETTING).parts.filter(({ kind }) => kind === "table");
  const text = drawView({ parts: tableLines }, { ...LOOKS, columns: 40 });
  expect(text.split("\n").filter((line) => textWidth(line) > 40)).toEqual([]);
});

test.each(["build Nightly", "builds Nightly", "compare Nightly", "test x", "jobs", "flaky", "trend Nightly", "runs"])(
  "%s says that nothing was found",
  (question) => {
    const answer = sampleAnswer(question, []);
    expect(isFound(answer)).toBe(false);
    expect(draw({ ...answer, nearestJob: "Nightly Regression" })).toContain(
      'Nothing found, in 412 executions read.\nDid you mean the job "Nightly Regression"?\n',
    );
  },
);

test("where a lab did not answer, nothing is said to be nothing", () => {
  const error = new LabError("unreachable", "acme", "no way");
  const gaps = [{ kind: "lab-failed", lab: "acme", error } as const];
  const coverage = { complete: false, gaps, asOfMs: SAMPLE_SETTING.nowMs, source: "lab" } as const;
  const answer = { ...sampleAnswer("runs", []), coverage };
  expect(draw(answer)).toContain("Nothing found in what could be read.");
  expect(draw({ ...answer, examined: 0 })).toContain("Nothing could be read.");
});

test("where the question names a lab that is not configured, that is said", () => {
  expect(draw({ ...sampleAnswer("runs lab:other", []), labs: [] })).toContain(
    "No lab that is configured is called so.",
  );
});

test.each(["runs", "test Pay"])("%s names a data row by its parameters", (question) => {
  const parameters = [{ name: "card", value: "visa" }];
  const answer = sampleAnswer(question, [sampleExecution("e1", { name: "Pay", parameters })]);
  expect(draw(answer)).toContain("Pay (card: visa)");
});

test("rows beyond the limit are counted", () => {
  const text = draw(sampleAnswer("runs"), { limit: 3 });
  expect(text).toContain("… and 1 more row: --limit 4 shows all, --csv and --json have them\n");
  expect(text).not.toContain("Search");
});

test("with links, each row has its report below it", () => {
  const text = draw(sampleAnswer("runs"), { withLinks: true });
  expect(text.match(/^ {2}https:\/\/acme\.example\.com\/test\/e\d$/gm)).toHaveLength(4);
});

test("no answer prints a secret or an address that is none", () => {
  for (const [, question] of QUESTIONS) {
    const text = draw(sampleAnswer(question), { columns: 300, withLinks: true, isDecorated: true });
    expect(text).not.toMatch(/hunter2|token=abc|javascript:/);
  }
});
