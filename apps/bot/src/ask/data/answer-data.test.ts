import { expect, test } from "vitest";
import { sampleAnswer } from "../testing/sample-answers.ts";
import { sampleExecution, SAMPLE_SETTING } from "../testing/sample-executions.ts";
import { dataOfAnswer, noAnswer } from "./answer-data.ts";
import { printCsv } from "./print-csv.ts";

const ALL = Number.POSITIVE_INFINITY;
const dataOf = (question: string, limit = ALL) => dataOfAnswer(sampleAnswer(question), SAMPLE_SETTING, limit);

test("executions as data: times with offset, secrets struck out, a report for each", () => {
  const { data } = dataOf("failures last 24h");
  expect(data).toMatchObject({
    question: expect.stringContaining("FAILED or BLOCKED executions"),
    window: { from: "2026-11-22T14:05:00+01:00", to: "2026-11-23T14:05:00+01:00" },
    total: 2,
    complete: true,
    missing: [],
    groups: [],
    mistakes: [],
  });
  expect(data.rows).toEqual([
    {
      id: "e1",
      name: "Pay with card",
      status: "FAILED",
      job: "Nightly Regression",
      build: 45,
      branch: "main",
      platform: "Apple iPhone 15 · iOS 17.4",
      owner: "ana",
      tags: ["checkout", "smoke"],
      startTime: "2026-11-23T13:55:00+01:00",
      durationMs: 60_000,
      reason: "Application bug",
      message: "Element not found: password=[struck out]\n\tat com.acme.Pay.card(Pay.java:12)",
      reportUrl: "https://acme.example.com/test/e1",
      parameters: [],
    },
    expect.objectContaining({ id: "e2", status: "BLOCKED", reportUrl: "https://acme.example.com/test/e2" }),
  ]);
});

test("the data of a row is told apart from the test's name, secrets struck out", () => {
  const parameters = [
    { name: "card", value: "visa" },
    { name: "password", value: "hunter2" },
  ];
  const answer = sampleAnswer("runs", [sampleExecution("e1", { name: "Pay", parameters })]);
  const struck = [
    { name: "card", value: "visa" },
    { name: "password", value: "[struck out]" },
  ];
  expect(dataOfAnswer(answer, SAMPLE_SETTING, ALL).data.rows).toMatchObject([{ name: "Pay", parameters: struck }]);
});

test("groups as data, and as CSV", () => {
  const { data, main } = dataOf("runs by:test");
  expect(data.groups).toHaveLength(4);
  expect(data).not.toHaveProperty("map");
  expect(data.groups[1]).toEqual({ key: "Pay with card", total: 1, passed: 0, failed: 1, blocked: 0, unknown: 0 });
  expect(printCsv(main)).toBe(
    [
      "key,total,passed,failed,blocked,unknown",
      "Log in 漢字テスト,1,0,0,1,0",
      "Pay with card,1,0,1,0,0",
      "Search,1,0,0,0,1",
      "Sign up,1,1,0,0,0",
      "",
    ].join("\r\n"),
  );
});

test("a limit cuts every list and not the total", () => {
  const { data, main } = dataOf("runs", 1);
  expect([data.rows.length, data.total, main.records.length]).toEqual([1, 4, 1]);
});

test.each([
  ["build Nightly Regression", ["rows", "builds"]],
  ["builds Nightly Regression", ["builds"]],
  ["compare Nightly Regression", ["builds", "comparison"]],
  ["test Pay with card", ["rows", "commands", "history"]],
  ["jobs", ["jobs"]],
  ["flaky", ["flaky"]],
  ["trend Nightly Regression by:test", ["builds", "groups"]],
])("%s has its lists, and CSV a record for each of the main one", (question, lists) => {
  const { data, main } = dataOf(question);
  expect(lists.filter((list) => JSON.stringify(data[list]) === "[]")).toEqual([]);
  expect(main.records.length).toBeGreaterThan(0);
  for (const record of main.records) expect(Object.keys(record).toSorted()).toEqual(main.columns.toSorted());
});

test("commands keep no secret", () => {
  expect(JSON.stringify(dataOf("test Pay with card").data)).not.toContain("abc");
});

test("a question that was not understood has its mistakes and nothing else", () => {
  const mistakes = [{ at: 0, length: 4, message: "no" }];
  expect(noAnswer({ mistakes })).toEqual({
    question: null,
    window: null,
    total: 0,
    complete: false,
    missing: [],
    rows: [],
    groups: [],
    mistakes,
  });
});
