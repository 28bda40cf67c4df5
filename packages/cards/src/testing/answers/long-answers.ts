import { buildKey, findFlaky, passRates, type PassRates } from "@perfecto-bot/domain";
import { NINE } from "@perfecto-bot/domain/testing";
import { flakyAnswer } from "../../answers/flaky-answer.ts";
import { trendAnswer, type TrendAnswerInput } from "../../answers/trend-answer.ts";
import type { Card } from "../../card.ts";
import { aFrame } from "./a-frame.ts";
import { CHROME, GALAXY, HOSTILE_NAMES, LIBRARY, runsOf } from "./a-lab-history.ts";

const history = [
  ...runsOf("Pay with card", "+-+-++-+", 45),
  ...runsOf("Pay with card", "+-+--+-+", 45, { platforms: [GALAXY] }),
  ...runsOf("Search", "++++++-+", 45),
  ...runsOf("Broken since", "++++----", 45),
  ...runsOf("Seldom", "+-", 45),
];

/** A trend whose builds lead somewhere. */
function linked(rates: PassRates): Pick<TrendAnswerInput, "rates" | "buildUrls"> {
  return { rates, buildUrls: new Map(rates.builds.slice(-20).map(({ ref }) => [buildKey(ref), LIBRARY])) };
}

/** What repeats, and what changes. */
export const LONG_ANSWERS: Readonly<Record<string, Card>> = {
  flaky: flakyAnswer({ ...aFrame("Flaky tests, 13 Nov 10:00 to 20 Nov 10:00 CET"), findings: findFlaky(history) }),
  "flaky-none": flakyAnswer({
    ...aFrame("Flaky tests, 13 Nov 10:00 to 20 Nov 10:00 CET", { actions: {} }),
    findings: findFlaky(runsOf("Start", "+++++", 45)),
  }),
  trend: trendAnswer({
    ...aFrame("Trend of Nightly Regression, 6 Nov 10:00 to 20 Nov 10:00 CET"),
    job: "Nightly Regression",
    ...linked(passRates(history)),
  }),
  "trend-by-platform": trendAnswer({
    ...aFrame("Trend of Nightly Regression, 6 Nov 10:00 to 20 Nov 10:00 CET, counted by platform"),
    job: "Nightly Regression",
    ...linked(
      passRates([...history, ...runsOf("Start", "b+++++++++++++++++++", 45, { platforms: [CHROME] })], {
        by: "platform",
        top: 2,
      }),
    ),
    by: "platform",
  }),
  "trend-in-part": trendAnswer({
    ...aFrame("Trend of Nightly Regression, 6 Nov 10:00 to 20 Nov 10:00 CET", {
      coverage: { asOfMs: NINE, missing: [{ kind: "older", lab: "acme", beforeMs: NINE - 5 * 86_400_000 }] },
    }),
    job: "Nightly Regression",
    ...linked(passRates(runsOf("Start", "-++", 45))),
  }),
  "trend-of-many-builds": trendAnswer({
    ...aFrame(`Trend of ${HOSTILE_NAMES[0]}, 6 Oct 10:00 to 20 Nov 10:00 CET`),
    job: HOSTILE_NAMES[0],
    ...linked(passRates([...runsOf("Start", "+-+++b?++-".repeat(4), 45), ...runsOf("Pay", "++-+".repeat(10), 45)])),
  }),
  "trend-without-verdict": trendAnswer({
    ...aFrame("Trend of Nightly Regression, 20 Nov", { actions: {} }),
    job: "Nightly Regression",
    ...linked(passRates(runsOf("Start", "b?", 45))),
  }),
};
