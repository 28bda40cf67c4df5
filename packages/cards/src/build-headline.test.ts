import { recordedResults, verdictOf, type CiSignal, type RecordedExecution } from "@perfecto-bot/domain";
import { aPicture, NINE } from "@perfecto-bot/domain/testing";
import { expect, it } from "vitest";
import { buildHeadline, type HeadlineInput } from "./build-headline.ts";
import { tests } from "./testing/a-build-card-input.ts";
import { again, FINAL, unfinished } from "./testing/builds/samples.ts";

const passed = tests(8, "PASSED", { name: "Pay" });
const failed = tests(1, "FAILED");
const blocked = tests(2, "BLOCKED", { name: "Log out" });
const open = unfinished(tests(2, "UNKNOWN", { name: "Search" }));
const undecided = tests(1, "UNKNOWN", { name: "Start" });
const flaky = [...failed, ...again(failed)];

function headline(recorded: readonly RecordedExecution[], isFinal: boolean, more: Partial<HeadlineInput> = {}): string {
  const ci: CiSignal | undefined = more.ci;
  const picture = aPicture(recorded, { ...(isFinal ? { final: FINAL } : {}), ...(ci === undefined ? {} : { ci }) });
  const verdict = verdictOf(picture, recordedResults(picture));
  return buildHeadline({ verdict, final: picture.final, ci, ...more });
}

it.each<[string, readonly RecordedExecution[], Partial<HeadlineInput>?]>([
  ["started, no result yet", []],
  ["running, no verdict yet", open],
  ["running, 8 passed so far", [...passed, ...open]],
  ["running, 9 passed so far, 1 flaky", [...passed, ...flaky]],
  ["1 of 9 failed (1 cause), still running", [...passed, ...failed]],
  [
    "1 of 9 failed (new, 1 cause), still running",
    [...passed, ...failed],
    { changes: { fresh: 1, known: 0, recovered: 0 } },
  ],
  ["2 of 10 could not run (1 cause), still running", [...passed, ...blocked]],
])("while it runs: %s", (words, recorded, more) => {
  expect(headline(recorded, false, more)).toBe(words);
});

it.each<[string, readonly RecordedExecution[], Partial<HeadlineInput>?]>([
  ["ended without any result", []],
  ["ended without any of 3 expected tests", [], { ci: { startedAtMs: NINE, expected: 3 } }],
  ["ended without any of 2 expected tests", [], { ci: { startedAtMs: NINE, tests: ["Pay", "Start"] } }],
  ["all 8 tests passed", passed],
  ["1 test passed, 1 flaky", flaky],
  ["all 9 tests passed, 1 flaky", [...passed, ...flaky]],
  ["8 of 10 passed, 2 never ended", [...passed, ...open]],
  ["8 of 9 passed, 1 without a verdict", [...passed, ...undecided]],
  ["8 of 11 passed, 3 without a verdict", [...passed, ...open, ...undecided]],
  ["2 tests never ended", open],
  ["1 test without a verdict", undecided],
  ["8 of 10 passed, 2 expected tests never reported", passed, { ci: { startedAtMs: NINE, expected: 10 } }],
  ["8 tests passed, others never reported", passed, { othersMissing: true }],
  ["1 of 9 failed (1 cause), others never reported", [...passed, ...failed], { othersMissing: true }],
  ["1 of 11 failed, 2 could not run (1 cause)", [...passed, ...failed, ...blocked]],
  ["2 of 11 could not run (1 cause), 1 flaky", [...passed, ...flaky, ...blocked]],
  ["2 of 11 could not run (1 cause)", [...passed, ...flaky, ...blocked], { flakyBelow: true }],
])("when it is over: %s", (words, recorded, more) => {
  expect(headline(recorded, true, more)).toBe(words);
});
