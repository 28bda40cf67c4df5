import { parseQuestion, printFilter } from "@perfecto-bot/domain";
import { expect, it } from "vitest";
import { canSubscribe, subscriptionStart } from "./subscription-start.ts";

const context = { nowMs: Date.UTC(2026, 10, 23), timeZone: "UTC" };

it.each<
  [words: string, job: string | undefined, filter: string, isComplete: boolean, lab?: string | undefined, on?: string]
>([
  ["failures", undefined, "", false, undefined, "failures"],
  ["failures job:Nightly", "Nightly", "", true, undefined, "failures"],
  [
    "failures job:Nightly* os:iOS -tag:slow last 3 days by:os",
    "Nightly*",
    "os:iOS -tag:slow",
    true,
    undefined,
    "failures",
  ],
  ["failures job:Nightly -job:Nightly2", "Nightly", "-job:Nightly2", true, undefined, "failures"],
  ["runs job:Nightly lab:acme", "Nightly", "", true, "acme"],
  ["runs job:Nightly lab:a*", "Nightly", "lab:a*", false],
  ["runs job:Nightly -lab:acme", "Nightly", "-lab:acme", false],
  ["runs job:Nightly build:45", "Nightly", "", false],
  ["runs job:A,B", "*", "job:A,B", false],
  ["runs job:A* job:*B", "*", "job:A* job:*B", false],
  ["build Nightly 45 os:iOS", "Nightly", "os:iOS", true],
  ["builds Nightly", "Nightly", "", true],
  [String.raw`builds "pays [\*]"`, String.raw`pays [\*]`, "", true],
  [String.raw`runs job:Nightly lab:"a\*"`, "Nightly", "", true, "a*"],
  ["compare Nightly 44 45", "Nightly", "", true],
  ["trend Nightly last 30 days", "Nightly", "", true],
  ["flaky Login", undefined, "test:*Login*", false],
])("%s goes on as a subscription", (words, job, filter, isComplete, lab, on) => {
  const read = parseQuestion(words, context);
  if (read.kind === "mistaken" || !canSubscribe(read.command)) throw new TypeError(words);
  const start = subscriptionStart(read.command);
  expect({ ...start, filter: printFilter(start.filter) }).toEqual({
    ...(job === undefined ? {} : { job }),
    filter,
    isComplete,
    ...(lab === undefined ? {} : { lab }),
    ...(on === undefined ? {} : { on }),
  });
});

it.each(["test Login", "jobs"])("%s has nothing to subscribe to", (words) => {
  const read = parseQuestion(words, context);
  expect(read.kind === "understood" && canSubscribe(read.command)).toBe(false);
});
