import { compareBuilds } from "@perfecto-bot/domain";
import { NINE } from "@perfecto-bot/domain/testing";
import { compareAnswer } from "../../answers/compare-answer.ts";
import type { Card } from "../../card.ts";
import { aFrame } from "./a-frame.ts";
import { aRun, GALAXY, HOSTILE_NAMES, LAB, runsOf } from "./a-lab-history.ts";

const before = [
  ...["Pay with card", "Log in"].flatMap((name) => runsOf(name, "+", 44)),
  ...["Search", "Log out"].flatMap((name) => runsOf(name, "-", 44)),
  ...runsOf("Gone", "-", 44),
  ...runsOf("Quiet", "+", 44),
];
const after = [
  ...runsOf("Pay with card", "-", 45),
  ...runsOf("Log in", "b", 45),
  ...runsOf("Search", "-", 45),
  ...runsOf("Log out", "+", 45),
  ...runsOf("Quiet", "?", 45),
  ...runsOf("Brand new", "-", 45, { platforms: [GALAXY] }),
  aRun("Retried", "FAILED", 45, { startedAtMs: NINE - 3_600_000 }),
  aRun("Retried", "PASSED", 45, { startedAtMs: NINE }),
];
const sides = {
  base: { label: "Nightly Regression #44", short: "#44", url: `${LAB}/reporting/library?job=44` },
  other: { label: "Nightly Regression #45", short: "#45", url: `${LAB}/reporting/library?job=45` },
};
const compared = aFrame("Builds 44 and 45 of Nightly Regression", { actions: { share: "q11" } });
const manyBroken = Array.from({ length: 17 }, (_, index) => `Test ${index + 1}`);

/** Two builds side by side. */
export const COMPARE_ANSWERS: Readonly<Record<string, Card>> = {
  compare: compareAnswer({ ...compared, ...sides, comparison: compareBuilds(before, after) }),
  "compare-many": compareAnswer({
    ...compared,
    ...sides,
    comparison: compareBuilds(
      manyBroken.flatMap((name) => runsOf(name, "+", 44)),
      manyBroken.flatMap((name) => runsOf(name, "-", 45)),
    ),
  }),
  "compare-hostile-names": compareAnswer({
    ...compared,
    ...sides,
    comparison: compareBuilds(
      HOSTILE_NAMES.flatMap((name, at) => runsOf(name, at % 2 === 0 ? "+" : "-", 44)),
      HOSTILE_NAMES.flatMap((name, at) => runsOf(name, at % 2 === 0 ? "-" : "+", 45)),
    ),
  }),
  "compare-no-difference": compareAnswer({
    ...compared,
    ...sides,
    comparison: compareBuilds(runsOf("Pay", "+", 44), runsOf("Pay", "+", 45)),
  }),
  "compare-the-same-fail": compareAnswer({
    ...compared,
    ...sides,
    comparison: compareBuilds(runsOf("Pay", "-", 44), runsOf("Pay", "-", 45)),
  }),
};
