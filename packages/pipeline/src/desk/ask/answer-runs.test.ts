import type { Execution, ExecutionStatus } from "@perfecto-bot/domain";
import { anExecution, NINE } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import { answerOf } from "../../testing/answer-of.ts";
import { openDesk } from "../testing/open-desk.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** One attempt, so many minutes after the build began; its id says which. */
function run(name: string, status: ExecutionStatus, minute: number, device = "D1", number = 45): Execution {
  const startedAtMs = NINE - (50 - number) * HOUR_MS + minute * MINUTE_MS;
  return anExecution({
    id: `${name}-${number}-${minute}`,
    name,
    status,
    job: { name: "Nightly", number },
    platforms: [{ kind: "device", deviceId: device, model: "Pixel 9", os: "Android", osVersion: "15" }],
    startedAtMs,
    endedAtMs: startedAtMs + 30_000,
    tags: [`on ${device}`],
  });
}

/** Pay was flaky, Login failed twice on two devices, Search could not run, Sort passed; Login passed in the build before. */
const RUNS = [
  run("Pay", "FAILED", 0, "D1"),
  run("Pay", "PASSED", 2, "D2"),
  run("Login", "FAILED", 1, "D1"),
  run("Login", "FAILED", 3, "D2"),
  run("Search", "BLOCKED", 4),
  run("Sort", "PASSED", 5),
  run("Login", "PASSED", 0, "D1", 44),
  run("Pay", "PASSED", 1, "D1", 44),
  run("Sort", "PASSED", 2, "D1", 44),
];
const ids = ({ rows }: { readonly rows: readonly Execution[] }) => rows.map(({ id }) => id);
const { parts } = openDesk({ executions: RUNS });

describe("failures", () => {
  it.each<[string, readonly string[]]>([
    ["", ["Search-45-4", "Login-45-3"]],
    ["job:Nightly status:failed", ["Login-45-3"]],
    ["-status:blocked", ["Login-45-3"]],
    ["device:D1", ["Search-45-4"]],
    ["device:D2", ["Login-45-3"]],
    ["is:flaky", ["Pay-45-0"]],
    ["is:flaky device:D1", ["Pay-45-0"]],
    ["is:flaky status:failed", ["Pay-45-0"]],
    ["is:new", ["Login-45-3"]],
    ["-is:new", ["Search-45-4"]],
    ["is:known", []],
    ["is:new,flaky", ["Login-45-3", "Pay-45-0"]],
    ["test:Pay", []],
    ["test:Pay is:flaky", ["Pay-45-0"]],
  ])("%s are the latest attempts that went wrong", async (words, wanted) => {
    const answer = await answerOf(parts, "failures", words);
    expect(ids(answer)).toEqual(wanted);
    expect(answer.total).toBe(wanted.length);
  });

  it("are told of how many tests they are", async () => {
    const counts = { total: 7, passed: 5, failed: 1, blocked: 1, unknown: 0 };
    expect((await answerOf(parts, "failures", "")).counts).toEqual(counts);
    expect((await answerOf(parts, "failures", "device:D2")).counts).toEqual({
      ...counts,
      total: 2,
      passed: 1,
      blocked: 0,
    });
  });

  it("are counted once a test by a key", async () => {
    const { groups } = await answerOf(parts, "failures", "by:device");
    expect(groups).toMatchObject([
      { key: expect.stringContaining("D1"), total: 5, passed: 4, failed: 0, blocked: 1 },
      { key: expect.stringContaining("D2"), total: 2, passed: 1, failed: 1 },
    ]);
    expect((await answerOf(parts, "failures", "by:test")).groups?.map(({ key }) => key)).toEqual(["Login", "Search"]);
  });
});

describe("runs", () => {
  it.each<[string, readonly string[]]>([
    ["test:Pay", ["Pay-45-2", "Pay-45-0", "Pay-44-1"]],
    ["status:failed", ["Login-45-3", "Login-45-1", "Pay-45-0"]],
    ["is:flaky", ["Pay-45-2", "Pay-45-0"]],
    ["is:flaky device:D1", ["Pay-45-0"]],
    ["is:new device:D1", ["Login-45-1"]],
  ])("%s are single executions", async (words, wanted) => {
    const answer = await answerOf(parts, "runs", words);
    expect(ids(answer)).toEqual(wanted);
    expect([answer.total, answer.counts.total]).toEqual([wanted.length, wanted.length]);
  });

  it("are all counted", async () => {
    const { counts, rows } = await answerOf(parts, "runs", "");
    expect(rows).toHaveLength(RUNS.length);
    expect(counts).toEqual({ total: 9, passed: 5, failed: 3, blocked: 1, unknown: 0 });
  });
});
