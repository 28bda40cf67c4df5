import { aMute, aPicture, aRecordedExecution, aSubscription } from "@perfecto-bot/domain/testing";
import { describe, expect, test } from "vitest";
import { planBuild } from "../plan/plan-build.ts";
import type { PlanInput } from "../plan/planner.ts";
import { aLedger, aPlanInput } from "../testing/a-plan-input.ts";
import { reasonSentence } from "./reason-sentence.ts";

const failed = aPicture([aRecordedExecution({ id: "f", status: "FAILED" })]);
const passed = aPicture([aRecordedExecution({ id: "p" })]);
const onFailures = aSubscription({ options: { ...aSubscription().options, on: "failures" } });

function sentence(input: PlanInput, { isFinal = false, wasRead = true } = {}): string {
  const unposted = planBuild({ ...input, ledger: new Map() });
  return reasonSentence({ plan: planBuild(input), unposted, isFinal, wasRead });
}

describe("reasonSentence", () => {
  test.each<[string, PlanInput, { isFinal?: boolean; wasRead?: boolean }, string]>([
    [
      "posted, by what would make it be posted",
      aPlanInput(failed, { ledger: aLedger("build"), subscriptions: [onFailures] }),
      {},
      "posted here, because it has failures that no retry took back",
    ],
    [
      "posted, where nothing would make it be posted now",
      aPlanInput(passed, { ledger: aLedger("build"), subscriptions: [onFailures] }),
      {},
      "posted here, and kept up to date",
    ],
    ["due", aPlanInput(passed), {}, "to be posted here, because the subscription asks for every build"],
    [
      "due and never read",
      aPlanInput(passed),
      { wasRead: false },
      "not read yet; to be posted here, because the subscription asks for every build",
    ],
    [
      "quiet for now",
      aPlanInput(passed, { subscriptions: [onFailures] }),
      {},
      "not posted here yet, because it has no failure to show (flaky tests and tests that could not run are none), and the subscription asks for failures",
    ],
    [
      "quiet for good",
      aPlanInput(passed, { subscriptions: [onFailures] }),
      { isFinal: true },
      "not posted here, because it has no failure to show (flaky tests and tests that could not run are none), and the subscription asks for failures",
    ],
    [
      "nobody's",
      aPlanInput(passed, { subscriptions: [] }),
      {},
      "not posted here, because no subscription here covers this job",
    ],
    ["muted", aPlanInput(failed, { mutes: [aMute()] }), {}, "not posted here, because everything in it is muted here"],
  ])("%s", (_what, input, told, wanted) => {
    expect(sentence(input, told)).toBe(wanted);
  });
});
