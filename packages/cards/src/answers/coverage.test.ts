import { countStatuses } from "@perfecto-bot/domain";
import { NINE } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import { plainLine } from "../line.ts";
import { runsOf } from "../testing/answers/a-lab-history.ts";
import { asOfLine, gapLines, isWhole, sayPartly, type Coverage } from "./coverage.ts";
import { answerStatus } from "./executions-answer.ts";

const older = { kind: "older", lab: "acme", beforeMs: NINE } as const;
const all = { kind: "everything", lab: "acme" } as const;
const passed = countStatuses(runsOf("Pay", "++", 45));

describe("what an answer rests on", () => {
  it.each<[string, Omit<Coverage, "asOfMs">, string, string, number]>([
    ["everything was read", {}, "", "passed", 0],
    ["an empty list of gaps", { missing: [] }, "", "passed", 0],
    ["more is on its way", { reading: { read: 3_200 } }, ", still reading", "running", 1],
    [
      "more is on its way, and some never comes",
      { reading: { read: 1 }, missing: [older] },
      ", still reading",
      "running",
      2,
    ],
    ["the most that is read", { cappedAt: 10_000 }, ", and there are more", "warning", 1],
    ["a lab that stopped", { missing: [older] }, ", some could not be read", "warning", 1],
    ["many gaps", { missing: [older, older, older, all, all] }, ", some could not be read", "warning", 4],
  ])("%s", (_, part, partly, status, lines) => {
    const coverage = { asOfMs: NINE, ...part };
    expect(sayPartly(coverage)).toBe(partly);
    expect(isWhole(coverage)).toBe(partly === "");
    expect(answerStatus(passed, coverage)).toBe(status);
    expect(gapLines(coverage)).toHaveLength(lines);
  });

  it("a failure is one, whatever else was not read", () => {
    expect(answerStatus(countStatuses(runsOf("Pay", "-+", 45)), { asOfMs: NINE, missing: [all] })).toBe("failed");
  });

  it.each<[Coverage["source"], string]>([
    [undefined, "As of 2026-11-20 09:00 UTC."],
    ["memory", "From memory, as of 2026-11-20 09:00 UTC."],
    ["lab", "Asked the lab at 2026-11-20 09:00 UTC."],
  ])("source %s", (source, words) => {
    expect(plainLine(asOfLine({ asOfMs: NINE, ...(source === undefined ? {} : { source }) }))).toBe(words);
  });
});
