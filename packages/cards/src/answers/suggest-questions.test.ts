import { parseQuestion, type AskContext, type Question } from "@perfecto-bot/domain";
import { NINE } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import { suggestQuestions } from "./suggest-questions.ts";

const context: AskContext = { nowMs: NINE + 345, timeZone: "Europe/Berlin" };

function read(words: string): Question | undefined {
  const reading = parseQuestion(words, context);
  return reading.kind === "understood" ? reading.command : undefined;
}

function suggested(words: string, nearestJob?: string): readonly string[] {
  const question = read(words);
  return question === undefined ? [] : suggestQuestions(question, context, nearestJob).map(({ command }) => command);
}

describe("what to ask instead", () => {
  it.each<[string, string | undefined, readonly string[]]>([
    ["failures", undefined, ["failures last 3 days"]],
    [
      "failures os:iOS tag:smoke -test:Pay last 24h",
      undefined,
      ["failures os:iOS -test:Pay last 24h", "failures os:iOS tag:smoke -test:Pay last 3 days"],
    ],
    [
      "runs job:Nigtly last 2 days",
      "Nightly",
      ["runs job:Nightly last 2 days", "runs last 2 days", "runs job:Nigtly last 7 days"],
    ],
    [
      "runs job:pays last 2 days",
      "pays [*]",
      [String.raw`runs job:"pays [\*]" last 2 days`, "runs last 2 days", "runs job:pays last 7 days"],
    ],
    // Bare words are read as a part of a test's name.
    ["flaky Nightly", "Nightly", ["flaky job:Nightly", "flaky", "flaky test:*Nightly* last 14 days"]],
    [
      "flaky Nightly Regression os:iOS",
      "Nightly Regression",
      [
        'flaky job:"Nightly Regression" os:iOS',
        "flaky test:*Regression* os:iOS",
        "flaky test:*Nightly* test:*Regression* os:iOS last 14 days",
      ],
    ],
    [
      "failures nightly -Login last 24h",
      "Nightly",
      [
        "failures job:Nightly -test:*Login* last 24h",
        "failures -test:*Login* last 24h",
        "failures test:*nightly* -test:*Login* last 3 days",
      ],
    ],
    ["flaky -Login", "Login", ["flaky", "flaky -test:*Login* last 14 days"]],
    ["flaky tag:a,b", undefined, ["flaky", "flaky tag:a,b last 14 days"]],
    ["trend Nigtly last 300 days", "Nightly", ["trend Nightly last 300 days", "jobs"]],
    ["build Nigtly 45", "Nightly", ["build Nightly 45", "jobs"]],
    ["jobs nope-*", undefined, ["jobs"]],
    ["jobs", undefined, []],
    ["test Pay", undefined, ["jobs"]],
  ])("of %s (nearest job: %s)", (words, nearestJob, expected) => {
    expect(suggested(words, nearestJob)).toEqual(expected);
    expect(expected.map((command) => [command, read(command)?.verb])).toEqual(
      expected.map((command) => [command, command.split(" ")[0]]),
    );
  });

  it("keeps a window exactly that does not reach up to now", () => {
    expect(suggested("failures os:iOS 2026-11-18..2026-11-19")[0]).toBe(
      "failures 2026-11-18T00:00:00+01:00..2026-11-20T00:00:00+01:00",
    );
  });
});
