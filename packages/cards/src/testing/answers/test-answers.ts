import type { Command } from "@perfecto-bot/domain";
import { NINE } from "@perfecto-bot/domain/testing";
import { testAnswer } from "../../answers/test-answer.ts";
import type { Card } from "../../card.ts";
import { aFrame } from "./a-frame.ts";
import { aRun, GALAXY, HOSTILE_NAMES, LAB, runsOf } from "./a-lab-history.ts";

/** So many commands, of which the one with this number failed. */
function commands(count: number, failing: number): readonly Command[] {
  return Array.from({ length: count }, (_, index): Command => {
    const startedAtMs = NINE - 120_000 + index * 1_500;
    const isFailing = index + 1 === failing;
    return {
      name: index === 2 ? "Type text password=hunter2" : `Tap on button ${index + 1}`,
      status: isFailing ? "FAILURE" : "SUCCESS",
      startedAtMs,
      endedAtMs: startedAtMs + (isFailing ? 30_000 : 1_234),
      ...(isFailing ? { step: "Check out", message: "no element #pay\nafter 30 s" } : {}),
      screenshots: isFailing ? [`${LAB}/shot/1.png`, `${LAB}/shot/2.png`] : [],
    };
  });
}

const failedTest = aRun("Pay with card", "FAILED", 45, {
  owner: "ana",
  reason: "Application crash",
  tags: ["checkout", "smoke"],
  startedAtMs: NINE - 120_000,
  endedAtMs: NINE,
  videos: [{ url: `${LAB}/video/5f3.mp4`, startedAtMs: NINE - 125_000, endedAtMs: NINE }],
  artifacts: [{ type: "DEVICE_LOGS", url: `${LAB}/logs/5f3.zip` }],
});
const aTest = {
  ...aFrame("Test Pay with card", { actions: { share: "q12" } }),
  execution: failedTest,
  commands: commands(6, 4),
  history: runsOf("Pay with card", "++-++?b+++++++++++--", 45).toReversed(),
  build: { label: "Nightly Regression #45 (main)", url: `${LAB}/reporting/library?job=45` },
};

/** One test. */
export const TEST_ANSWERS: Readonly<Record<string, Card>> = {
  test: testAnswer(aTest),
  "test-of-many-commands": testAnswer({ ...aTest, commands: commands(140, 90), others: 1_204 }),
  "test-of-a-hostile-name": testAnswer({
    ...aTest,
    understoodAs: `Test ${HOSTILE_NAMES[0]}`,
    execution: { ...failedTest, name: HOSTILE_NAMES[0], message: HOSTILE_NAMES[2] },
    commands: HOSTILE_NAMES.map((name, at) => ({
      name,
      status: at === 3 ? "FAILURE" : "SUCCESS",
      message: name,
      screenshots: [],
    })),
    history: runsOf(HOSTILE_NAMES[0], "+-+-", 45),
  }),
  "test-of-a-data-row-in-a-repeated-build": testAnswer({
    ...aTest,
    execution: { ...failedTest, parameters: [{ name: "card", value: "visa" }] },
    history: runsOf("Pay with card", "+++--", 45)
      .map((run) => ({ ...run, job: { name: "My Job", number: 1 } }))
      .toReversed(),
    build: { label: "My Job #1 of 2026-11-19 09:00 UTC", url: `${LAB}/reporting/library?job=1` },
  }),
  "test-without-commands": testAnswer({ ...aTest, commands: undefined, history: [failedTest] }),
  "test-passed": testAnswer({
    ...aFrame("Test Start", { actions: {} }),
    execution: aRun("Start", "PASSED", 45, { platforms: [GALAXY] }),
    commands: commands(3, 0),
    history: runsOf("Start", "++", 45, { platforms: [GALAXY] }),
  }),
  "test-blocked": testAnswer({
    ...aFrame("Test Start", { actions: {} }),
    execution: aRun("Start", "BLOCKED", 45, { platforms: [] }),
    commands: [],
    history: [],
  }),
};
