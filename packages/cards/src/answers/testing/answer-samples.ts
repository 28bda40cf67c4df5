import {
  compareBuilds,
  findFlaky,
  groupExecutions,
  passRates,
  countStatuses,
  type Command,
} from "@perfecto-bot/domain";
import { NINE } from "@perfecto-bot/domain/testing";
import { aBuildCardInput, tests } from "../../testing/a-build-card-input.ts";
import type { Card } from "../../card.ts";
import type { AnswerFrame } from "../answer-card.ts";
import { buildAnswer } from "../build-answer.ts";
import { buildsAnswer, type BuildLine } from "../builds-answer.ts";
import { compareAnswer } from "../compare-answer.ts";
import { executionsAnswer } from "../executions-answer.ts";
import { flakyAnswer } from "../flaky-answer.ts";
import { groupsAnswer } from "../groups-answer.ts";
import { jobsAnswer } from "../jobs-answer.ts";
import { testAnswer } from "../test-answer.ts";
import { trendAnswer } from "../trend-answer.ts";
import { aRun, CHROME, GALAXY, LAB, LIBRARY, runsOf } from "./a-lab-history.ts";

const HOUR = 3_600_000;

/** What is common to the answers of these samples: everything was read, and everything can be done. */
export function aFrame(understoodAs: string, overrides: Partial<AnswerFrame> = {}): AnswerFrame {
  return {
    understoodAs,
    coverage: { asOfMs: NINE },
    actions: { more: "q7.2", share: "q7", subscribe: "q7", libraryUrl: LIBRARY },
    ...overrides,
  };
}

const FAILURES = "FAILED or BLOCKED executions of Nightly*, 19 Nov 10:00 to 20 Nov 10:00 CET";
const failedRows = [
  aRun("Pay with card", "FAILED", 45),
  aRun("Pay with card", "FAILED", 45, { platforms: [GALAXY], message: "Login failed: password=hunter2 is wrong" }),
  aRun("Log in with a wrong password", "BLOCKED", 45, { platforms: [GALAXY] }),
  aRun("Search for a product", "FAILED", 44, { platforms: [CHROME], message: "org.openqa.selenium.Timeout: 30 s" }),
];
const counts = { total: 3_412, passed: 3_373, failed: 37, blocked: 2, unknown: 0 };
const list = { verb: "failures", counts, rows: failedRows, behind: 35, ...aFrame(FAILURES) } as const;
const calm = { verb: "failures", rows: [], behind: 0, counts: countStatuses(runsOf("Start", "+++", 45)) } as const;
const missing = [
  { kind: "older", lab: "acme", beforeMs: NINE - 5 * HOUR },
  { kind: "between", lab: "other", fromMs: NINE - 3 * HOUR, toMs: NINE - 2 * HOUR },
  { kind: "everything", lab: "third" },
] as const;

/** Answers to `failures` and `runs`. */
export const EXECUTION_ANSWERS: Readonly<Record<string, Card>> = {
  failures: executionsAnswer(list),
  "failures-last-page": executionsAnswer({
    ...list,
    ...aFrame(FAILURES, { actions: { first: "q7.1", share: "q7" }, page: { number: 4, of: 4 } }),
    behind: 0,
  }),
  "failures-still-reading": executionsAnswer({
    ...list,
    ...aFrame(FAILURES, { coverage: { asOfMs: NINE, reading: { read: 3_200 } }, actions: {} }),
  }),
  "failures-capped": executionsAnswer({
    ...list,
    coverage: { asOfMs: NINE, cappedAt: 10_000 },
    counts: { ...counts, total: 10_000, passed: 9_961 },
  }),
  "failures-lab-stopped": executionsAnswer({ ...list, coverage: { asOfMs: NINE, missing } }),
  "failures-none": executionsAnswer({ ...calm, ...aFrame(FAILURES, { actions: { share: "q7" } }) }),
  "failures-none-so-far-as-read": executionsAnswer({
    ...calm,
    ...aFrame(FAILURES, { coverage: { asOfMs: NINE, missing: missing.slice(0, 1) }, actions: {} }),
  }),
  "failures-only-blocked": executionsAnswer({
    ...calm,
    ...aFrame(FAILURES, { actions: {} }),
    counts: { total: 1, passed: 0, failed: 0, blocked: 1, unknown: 0 },
    rows: failedRows.slice(2, 3),
  }),
  runs: executionsAnswer({
    ...aFrame("All executions of Nightly*, 19 Nov 10:00 to 20 Nov 10:00 CET"),
    verb: "runs",
    counts: { total: 4, passed: 1, failed: 1, blocked: 1, unknown: 1 },
    rows: runsOf("Start", "+-b?", 45),
    behind: 0,
  }),
};

const everywhere = [
  ...runsOf("Pay", "--++-+", 45, { tags: ["checkout", "smoke"] }),
  ...runsOf("Search", "+++-++", 45, { platforms: [GALAXY], tags: ["smoke"] }),
  ...runsOf("Start", "+b++++", 45, { platforms: [CHROME] }),
];
const wrongOnly = everywhere.filter(({ status }) => status !== "PASSED");
const manyTests = Array.from({ length: 18 }, (_, index) => runsOf(`Test ${index + 1}`, index < 9 ? "-+" : "+-", 45));

/** Counts by a key. */
export const GROUP_ANSWERS: Readonly<Record<string, Card>> = {
  "groups-by-os": groupsAnswer({
    ...aFrame(`${FAILURES}, counted by os`),
    verb: "failures",
    by: "os",
    counts: countStatuses(everywhere),
    groups: groupExecutions(everywhere, "os"),
  }),
  "groups-by-tag-of-failures-alone": groupsAnswer({
    ...aFrame(`${FAILURES}, counted by tag`),
    verb: "failures",
    by: "tag",
    counts: countStatuses(wrongOnly),
    groups: groupExecutions(wrongOnly, "tag"),
  }),
  "groups-by-status": groupsAnswer({
    ...aFrame("All executions, 20 Nov, counted by status"),
    verb: "runs",
    by: "status",
    counts: countStatuses(everywhere),
    groups: groupExecutions(everywhere, "status"),
  }),
  "groups-many": groupsAnswer({
    ...aFrame(`${FAILURES}, counted by test`, { coverage: { asOfMs: NINE, cappedAt: 36 } }),
    verb: "failures",
    by: "test",
    counts: countStatuses(manyTests.flat()),
    groups: groupExecutions(manyTests.flat(), "test"),
  }),
};

const ref = { kind: "job", lab: "acme", job: "Nightly Regression", branch: "main" } as const;
const buildLine = (number: number, part: Partial<BuildLine>): BuildLine => ({
  ref: { ...ref, number },
  counts: { total: 120, passed: 120, failed: 0, blocked: 0, unknown: 0 },
  isRunning: false,
  startMs: NINE - (46 - number) * 24 * HOUR,
  durationMs: 513_000,
  url: `${LAB}/reporting/library?job=${number}`,
  ...part,
});
const buildLines = [
  buildLine(46, { isRunning: true, counts: { total: 84, passed: 84, failed: 0, blocked: 0, unknown: 0 } }),
  buildLine(45, { counts: { total: 120, passed: 116, failed: 3, blocked: 1, unknown: 0 } }),
  buildLine(44, {}),
  buildLine(43, { counts: { total: 120, passed: 119, failed: 0, blocked: 1, unknown: 0 } }),
];
const nightly = aBuildCardInput(
  [...tests(117, "PASSED"), ...tests(3, "FAILED")],
  { final: { atMs: NINE, reason: "quiet" } },
  { before: { label: "#44", verdict: "passed" } },
);
const latestOfNightly = "Latest build of Nightly Regression";

/** Builds and jobs. */
export const BUILD_ANSWERS: Readonly<Record<string, Card>> = {
  build: buildAnswer({
    ...aFrame(latestOfNightly, {
      coverage: { asOfMs: NINE, source: "memory" },
      actions: { share: "q8", subscribe: "q8" },
    }),
    build: nightly,
  }),
  "build-asked-the-lab": buildAnswer({
    ...aFrame(latestOfNightly, {
      coverage: { asOfMs: NINE, source: "lab", cappedAt: 10_000 },
      actions: { share: "q8" },
    }),
    build: aBuildCardInput(tests(3, "PASSED"), { final: { atMs: NINE, reason: "quiet" } }),
  }),
  builds: buildsAnswer({
    ...aFrame("Latest 10 builds of Nightly Regression", { actions: { share: "q9" } }),
    job: "Nightly Regression",
    builds: buildLines,
  }),
  "builds-all-passed": buildsAnswer({
    ...aFrame("Latest 2 builds of Nightly*", { actions: {} }),
    job: "Nightly*",
    builds: [
      buildLine(44, {}),
      buildLine(43, { ref: { kind: "session", lab: "acme", job: "Nightly", externalId: "s" } }),
    ],
  }),
  jobs: jobsAnswer({
    ...aFrame("All jobs", { actions: { more: "q10.2" } }),
    jobs: [
      ...buildLines.slice(0, 2).map((last, index) => ({ lab: "acme", job: `Nightly ${index + 1}`, last })),
      { lab: "other", job: "Weekly" },
    ],
    total: 1_203,
    failing: 12,
    behind: 1_200,
  }),
};

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
  aRun("Retried", "FAILED", 45, { startedAtMs: NINE - HOUR }),
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
  build: { label: "Nightly Regression #45 (main)", url: sides.other.url },
};

/** One test. */
export const TEST_ANSWERS: Readonly<Record<string, Card>> = {
  test: testAnswer(aTest),
  "test-of-many-commands": testAnswer({ ...aTest, commands: commands(140, 90), others: 1_204 }),
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
  "trend-without-verdict": trendAnswer({
    ...aFrame("Trend of Nightly Regression, 20 Nov", { actions: {} }),
    job: "Nightly Regression",
    rates: passRates(runsOf("Start", "b?", 45)),
    buildUrls: urls,
  }),
};
