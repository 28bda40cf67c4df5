import { findFlaky, passRates } from "@perfecto-bot/domain";
import { NINE } from "@perfecto-bot/domain/testing";
import { flakyAnswer } from "../../answers/flaky-answer.ts";
import { trendAnswer } from "../../answers/trend-answer.ts";
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
const urls = new Map(
  Array.from({ length: 20 }, (_, index) => [`j/acme/Nightly%20Regression/main/${index + 26}`, LIBRARY]),
);

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
    rates: passRates(history),
    buildUrls: urls,
  }),
  "trend-by-platform": trendAnswer({
    ...aFrame("Trend of Nightly Regression, 6 Nov 10:00 to 20 Nov 10:00 CET, counted by platform"),
    job: "Nightly Regression",
    rates: passRates([...history, ...runsOf("Start", "b+++++++++++++++++++", 45, { platforms: [CHROME] })], {
      by: "platform",
      top: 2,
    }),
    by: "platform",
    buildUrls: urls,
  }),
  "trend-in-part": trendAnswer({
    ...aFrame("Trend of Nightly Regression, 6 Nov 10:00 to 20 Nov 10:00 CET", {
      coverage: { asOfMs: NINE, missing: [{ kind: "older", lab: "acme", beforeMs: NINE - 5 * 86_400_000 }] },
    }),
    job: "Nightly Regression",
    rates: passRates(runsOf("Start", "-++", 45)),
    buildUrls: urls,
  }),
  "trend-of-many-builds": trendAnswer({
    ...aFrame(`Trend of ${HOSTILE_NAMES[0]}, 6 Oct 10:00 to 20 Nov 10:00 CET`),
    job: HOSTILE_NAMES[0],
    rates: passRates([...runsOf("Start", "+-+++b?++-".repeat(4), 45), ...runsOf("Pay", "++-+".repeat(10), 45)]),
    buildUrls: urls,
  }),
  "trend-without-verdict": trendAnswer({
    ...aFrame("Trend of Nightly Regression, 20 Nov", { actions: {} }),
    job: "Nightly Regression",
    rates: passRates(runsOf("Start", "b?", 45)),
    buildUrls: urls,
  }),
};
