import { finishLab } from "./finish-lab.ts";
import { beginLab, type LabDraft } from "./lab-draft.ts";
import * as reruns from "./scenarios/ci-reruns.ts";
import * as histories from "./scenarios/histories.ts";
import * as habits from "./scenarios/lab-habits.ts";
import * as numbers from "./scenarios/numbers.ts";
import * as platforms from "./scenarios/platforms.ts";
import type { GeneratedLab } from "./timeline.ts";

/** A scenario, and how many seeds of it one share of the mix holds. */
export interface Scenario {
  readonly name: string;
  readonly make: (lab: LabDraft) => void;
  readonly seeds: number;
}

export const SCENARIOS: readonly Scenario[] = [
  { name: "plain", make: histories.plain, seeds: 3 },
  { name: "always retries", make: histories.alwaysRetries, seeds: 4 },
  { name: "never retries", make: histories.neverRetries, seeds: 3 },
  { name: "long history", make: histories.longHistory, seeds: 3 },
  { name: "re-run of failed, minutes later", make: reruns.rerunFailedSoon, seeds: 3 },
  { name: "re-run of failed, hours later", make: reruns.rerunFailedLate, seeds: 3 },
  { name: "re-run of failed, hook tells attempts", make: reruns.rerunFailedToldAttempt, seeds: 3 },
  { name: "re-run of failed, hook without attempts", make: reruns.rerunFailedTold, seeds: 3 },
  { name: "re-run of failed, after the next build", make: reruns.rerunFailedOvertaken, seeds: 3 },
  { name: "re-run of everything, numbers count", make: reruns.rerunAllCounting, seeds: 3 },
  { name: "re-run of everything, first build", make: reruns.rerunAllFirst, seeds: 1 },
  { name: "re-run of everything, first build, told", make: reruns.rerunAllFirstTold, seeds: 2 },
  { name: "one number, daily, green", make: numbers.constantDailyGreen, seeds: 2 },
  { name: "one number, daily, red", make: numbers.constantDailyRed, seeds: 2 },
  { name: "one number, hourly, green", make: numbers.constantHourlyGreen, seeds: 2 },
  { name: "one number, hourly, red", make: numbers.constantHourlyRed, seeds: 2 },
  { name: "no numbers", make: numbers.noNumbers, seeds: 3 },
  { name: "no numbers, 300 tests", make: numbers.noNumbersLarge, seeds: 1 },
  { name: "no numbers, two branches", make: numbers.noNumbersBranches, seeds: 2 },
  { name: "branches", make: numbers.branches, seeds: 3 },
  { name: "numbers begin again", make: numbers.numberReset, seeds: 3 },
  { name: "a platform breaks", make: platforms.platformBreaks, seeds: 5 },
  { name: "random failures", make: platforms.randomFailures, seeds: 5 },
  { name: "a device breaks", make: platforms.brokenDevice, seeds: 4 },
  { name: "data rows", make: platforms.dataRows, seeds: 3 },
  { name: "side by side", make: platforms.sideBySide, seeds: 2 },
  { name: "slow processing", make: habits.slowProcessing, seeds: 2 },
  { name: "shown while running", make: habits.stillRunning, seeds: 3 },
  { name: "late verdicts", make: habits.lateVerdicts, seeds: 3 },
];

/** The lab of a scenario and a seed: always the same one. */
export function generateLab(scenario: Scenario, seed: string): GeneratedLab {
  const lab = beginLab(scenario.name, seed);
  scenario.make(lab);
  return finishLab(lab);
}
