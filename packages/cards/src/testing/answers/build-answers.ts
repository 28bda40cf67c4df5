import { NINE } from "@perfecto-bot/domain/testing";
import { buildAnswer } from "../../answers/build-answer.ts";
import { buildsAnswer, type BuildLine } from "../../answers/builds-answer.ts";
import { jobsAnswer } from "../../answers/jobs-answer.ts";
import type { Card } from "../../card.ts";
import { aBuildCardInput, tests } from "../a-build-card-input.ts";
import { aFrame } from "./a-frame.ts";
import { LAB } from "./a-lab-history.ts";

const ref = { kind: "job", lab: "acme", job: "Nightly Regression", branch: "main" } as const;
const buildLine = (number: number, part: Partial<BuildLine>): BuildLine => ({
  ref: { ...ref, number },
  counts: { total: 120, passed: 120, failed: 0, blocked: 0, unknown: 0 },
  isRunning: false,
  startMs: NINE - (46 - number) * 24 * 3_600_000,
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
const again = { kind: "job", lab: "acme", job: "My Job", number: 1 } as const;
const nightly = aBuildCardInput(
  [...tests(117, "PASSED"), ...tests(3, "FAILED", { name: "Pay" })],
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
  "builds-told-by-time": buildsAnswer({
    ...aFrame("Latest 3 builds of My Job", { actions: {} }),
    job: "My Job",
    builds: [
      buildLine(45, { ref: { ...again, startedAtMs: NINE - 3_600_000, repeated: true }, flaky: 2 }),
      buildLine(45, { ref: { ...again, startedAtMs: NINE - 7_200_000 } }),
      buildLine(44, { ref: { kind: "run", lab: "acme", job: "My Job", startedAtMs: NINE - 90_000_000 } }),
    ],
  }),
  jobs: jobsAnswer({
    ...aFrame("All jobs", { actions: { more: "q10.2" } }),
    jobs: [
      ...buildLines.slice(0, 2).map((last, index) => ({ lab: "acme", job: `Nightly ${index + 1}`, last })),
      {
        lab: "other",
        job: "Smoke",
        last: buildLine(45, { ref: { kind: "run", lab: "other", job: "Smoke", startedAtMs: NINE - 3_600_000 } }),
      },
      { lab: "other", job: "Weekly" },
    ],
    total: 1_203,
    failing: 12,
    behind: 1_200,
  }),
};
