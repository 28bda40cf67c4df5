import { plainLine } from "@perfecto-bot/cards";
import {
  aMute,
  aPicture,
  aProcessingExecution,
  aRecordedExecution,
  aSubscription,
  NINE,
} from "@perfecto-bot/domain/testing";
import { describe, expect, test } from "vitest";
import { planBuild } from "../plan/plan-build.ts";
import { MOST_FAILURES } from "../plan/plan-failures.ts";
import type { PlanInput } from "../plan/planner.ts";
import type { LedgerSummary } from "../ports/ledger.ts";
import { aPlanInput } from "../testing/a-plan-input.ts";
import { explainTest } from "./explain-test.ts";

const failure = aRecordedExecution({ id: "x", status: "FAILED" });
const many = Array.from({ length: MOST_FAILURES.on }, (_, index) =>
  aRecordedExecution({ id: `a${index}`, name: `test ${index}`, status: "FAILED" }),
);
const summary = (state: LedgerSummary["state"], rest: Partial<LedgerSummary> = {}) =>
  new Map([["failure/x", { name: "failure/x", state, contentHash: "h", progress: false, reason: "settled", ...rest }]]);

function explained(input: PlanInput): string | undefined {
  const { picture, ledger } = input;
  const line = explainTest({ picture, ledger, plan: planBuild(input), executionId: "x" });
  return line && plainLine(line);
}

describe("explainTest", () => {
  test.each<[string, PlanInput, RegExp]>([
    [
      "posted",
      aPlanInput(aPicture([failure]), { ledger: summary("posted", { atMs: 0 }) }),
      / has its message here, posted 1970-01-01 00:00 UTC\.$/,
    ],
    [
      "waiting",
      aPlanInput(aPicture([failure]), { ledger: summary("waiting") }),
      / has a message that is about to be posted\.$/,
    ],
    [
      "dead",
      aPlanInput(aPicture([failure]), { ledger: summary("dead", { detail: "archived" }) }),
      / could not be posted: archived\.$/,
    ],
    ["due", aPlanInput(aPicture([failure])), / is to be posted\.$/],
    [
      "passed",
      aPlanInput(aPicture([aRecordedExecution({ id: "x" })])),
      / passed; only tests that failed or could not run /,
    ],
    [
      "passed at a second attempt",
      aPlanInput(aPicture([failure, aRecordedExecution({ id: "y", startedAtMs: NINE + 1 })])),
      / failed and then passed at a later attempt; /,
    ],
    [
      "an attempt of a test that has its message",
      aPlanInput(aPicture([failure, aRecordedExecution({ id: "y", status: "FAILED", startedAtMs: NINE + 1 })]), {
        ledger: new Map([
          ["failure/y", { name: "failure/y", state: "waiting", contentHash: "h", progress: false, reason: "" }],
        ]),
      }),
      / has a message that is about to be posted\.$/,
    ],
    [
      "without a verdict",
      aPlanInput(aPicture([aRecordedExecution({ id: "x", status: "UNKNOWN" })])),
      / ended without a verdict; /,
    ],
    ["muted", aPlanInput(aPicture([failure]), { mutes: [aMute()] }), / is muted here\.$/],
    ["not ready", aPlanInput(aPicture([aProcessingExecution({ id: "x", status: "FAILED" })])), / waits for the lab, /],
    ["folded", aPlanInput(aPicture([...many, failure])), / is folded into one message with other failures, /],
    [
      "of a build without a message",
      aPlanInput(aPicture([failure]), { subscriptions: [] }),
      /, because its build has none\.$/,
    ],
    [
      "left out by the filter",
      aPlanInput(aPicture([failure, aRecordedExecution({ id: "y", name: "Pay", status: "FAILED" })]), {
        subscriptions: [aSubscription({ filter: [{ key: "test", negated: false, values: ["Pay"] }] })],
      }),
      / does not match the filter of the subscriptions here\.$/,
    ],
  ])("%s", (_what, input, wanted) => {
    expect(explained(input)).toMatch(wanted);
  });

  test("says nothing of a test that the build does not have", () => {
    expect(explained(aPlanInput(aPicture([])))).toBeUndefined();
  });
});
