import type { BuildRef } from "@perfecto-bot/domain";
import { aProcessingExecution, NINE } from "@perfecto-bot/domain/testing";
import { buildCard } from "../../build-card.ts";
import type { Card } from "../../card.ts";
import { aBuildCardInput, tests } from "../a-build-card-input.ts";
import { again, because, CHROME, FINAL as final, OLDER_IPHONE, SAMSUNG, unfinished } from "./samples.ts";

const onOthers = [
  ...tests(60, "PASSED", { platforms: [SAMSUNG] }),
  ...tests(37, "PASSED", { platforms: [OLDER_IPHONE] }),
  ...tests(20, "PASSED", { platforms: [CHROME] }),
];
const broken = because("click", "Element not found: #pay", tests(3, "FAILED"));
const causes = [
  ...because("click", "Element not found: #pay", tests(3, "FAILED", { name: "Pay" })),
  ...because("launch app", "App crashed", tests(2, "FAILED", { name: "Start", platforms: [SAMSUNG] })),
  ...because("scroll", "Timeout after 30 s", tests(1, "FAILED", { name: "Search", platforms: [CHROME] })),
  ...because("tap", "Not clickable", tests(1, "FAILED", { name: "Log in" })),
  ...because("reserve", "Device is in use", tests(2, "BLOCKED", { name: "Log out", platforms: [CHROME] })),
];
const shaky = because("tap", "Timeout after 30 s", tests(1, "FAILED", { name: "Search", platforms: [CHROME] }));
const ref: BuildRef = { kind: "job", lab: "acme", job: "Nightly Regression", number: 45, branch: "release/2.1" };
const startedAtMs = NINE - 754_000;
const attempts = [
  { number: 1, startedAtMs },
  { number: 2, startedAtMs: NINE },
];
const ci = {
  startedAtMs,
  commit: "4f2a9c1d3b5e7f60a1b2c3d4e5f60718293a4b5c",
  url: "https://ci.example.com/job/nightly/45",
};
const passedBefore = { before: { label: "#44", verdict: "passed" } } as const;
const failedBefore = { before: { label: "#44", verdict: "failed" } } as const;

/** Cards of builds that run. */
const RUNNING: Readonly<Record<string, Card>> = {
  running: buildCard(
    aBuildCardInput(
      [
        ...tests(81, "PASSED"),
        ...because("click", "Element not found", tests(3, "FAILED", { name: "Pay" })),
        aProcessingExecution({ id: "p", name: "Log in", status: "FAILED", message: "boom" }),
      ],
      {},
      { usualTotal: 120 },
    ),
  ),
  "running-calmly": buildCard(aBuildCardInput(tests(12, "PASSED"), { ci: { startedAtMs: NINE, expected: 40 } })),
  "running-first-sight": buildCard(aBuildCardInput([aProcessingExecution({ status: "UNKNOWN" })])),
  "running-one": buildCard(aBuildCardInput(unfinished(tests(1, "UNKNOWN")))),
  "running-with-changes": buildCard(
    aBuildCardInput(
      [
        ...tests(79, "PASSED"),
        ...broken,
        ...shaky,
        ...again(shaky),
        ...unfinished(tests(2, "UNKNOWN", { name: "Pay" })),
      ],
      {},
      { usualTotal: 120, changes: { fresh: 2, known: 1, recovered: 3 } },
    ),
  ),
  "attempt-2-running": buildCard(
    aBuildCardInput(
      [...onOthers, ...broken, ...again(broken.slice(0, 1))],
      { attempts, ci: { ...ci, attempt: 2, expected: 120 } },
      { changes: { fresh: 2, known: 0, recovered: 0 } },
    ),
  ),
  reopened: buildCard(aBuildCardInput([...tests(3, "PASSED"), aProcessingExecution({ id: "late" })], { reopened: 1 })),
};

/** Cards of builds that ended with failures. */
const FAILED: Readonly<Record<string, Card>> = {
  failed: buildCard(aBuildCardInput([...onOthers, ...broken], { final }, passedBefore)),
  "failed-with-many-causes": buildCard(
    aBuildCardInput([...tests(20, "PASSED"), ...causes], { final, ref, ci: { expected: 31 } }, failedBefore),
  ),
  "failed-with-changes": buildCard(
    aBuildCardInput(
      [...onOthers, ...broken, ...shaky, ...again(shaky)],
      { final, ref, ci: { ...ci, expected: 121 } },
      { ...failedBefore, changes: { fresh: 2, known: 1, recovered: 3 } },
    ),
  ),
  "failed-all-new": buildCard(
    aBuildCardInput(
      [...onOthers, ...broken],
      { final },
      { ...passedBefore, changes: { fresh: 3, known: 0, recovered: 0 } },
    ),
  ),
  "failed-one-known": buildCard(
    aBuildCardInput(
      [...onOthers, ...broken.slice(0, 1)],
      { final },
      { ...failedBefore, changes: { fresh: 0, known: 1, recovered: 0 } },
    ),
  ),
  "failed-on-a-suspect-device": buildCard(
    aBuildCardInput(
      [...onOthers, ...broken],
      { final },
      {
        changes: { fresh: 3, known: 0, recovered: 0 },
        suspects: [
          "Apple iPhone 15 (00008120-0011): 9 of 11 tests failed on it and passed on other devices, in 2 jobs; on those it is 3 of 100",
        ],
      },
    ),
  ),
  "data-row": buildCard(
    aBuildCardInput(
      [
        ...tests(1, "PASSED", { name: "Pay", parameters: [{ name: "card", value: "visa" }] }),
        ...tests(1, "FAILED", { name: "Pay", parameters: [{ name: "card", value: "amex" }] }),
      ],
      { final },
    ),
  ),
  muted: buildCard(aBuildCardInput([...onOthers, ...broken], { final }, { muted: 2 })),
};

/** Cards of builds that ended without a failure. */
const ENDED: Readonly<Record<string, Card>> = {
  passed: buildCard(aBuildCardInput(tests(120, "PASSED"), { final }, passedBefore)),
  "passed-one": buildCard(
    aBuildCardInput(tests(1, "PASSED"), { final, ref: { kind: "session", lab: "acme", externalId: "s" } }),
  ),
  "passed-flaky": buildCard(
    aBuildCardInput(
      [...tests(119, "PASSED"), ...shaky, ...again(shaky)],
      { final },
      {
        ...failedBefore,
        changes: { fresh: 0, known: 0, recovered: 3 },
      },
    ),
  ),
  "passed-on-attempt-2": buildCard(
    aBuildCardInput([...onOthers, ...broken, ...again(broken)], { final, attempts, ci: { ...ci, attempt: 2 } }),
  ),
  "repeated-number": buildCard(
    aBuildCardInput(tests(120, "PASSED"), { final, ref: { ...ref, startedAtMs, repeated: true } }),
  ),
  "without-a-number": buildCard(
    aBuildCardInput(tests(120, "PASSED"), { final, ref: { kind: "run", lab: "acme", job: "Smoke", startedAtMs } }),
  ),
  recovered: buildCard(aBuildCardInput(tests(120, "PASSED"), { final }, failedBefore)),
  blocked: buildCard(
    aBuildCardInput(
      [...tests(8, "PASSED"), ...because("reserve", "Device is in use", tests(2, "BLOCKED", { platforms: [SAMSUNG] }))],
      { final },
    ),
  ),
  "without-verdict": buildCard(aBuildCardInput(tests(2, "UNKNOWN"), { final })),
  "one-did-not-end": buildCard(
    aBuildCardInput([...tests(118, "PASSED"), ...unfinished(tests(1, "UNKNOWN", { name: "Log out" }))], { final }),
  ),
  "some-never-reported": buildCard(
    aBuildCardInput(
      tests(118, "PASSED"),
      { final, ci: { ...ci, expected: 120 } },
      { missing: ["Pay on Samsung Galaxy S23 · Android 14", "Log out"] },
    ),
  ),
  "a-platform-never-reported": buildCard(
    aBuildCardInput(tests(108, "PASSED"), { final }, { missing: ["all 12 tests on Samsung Galaxy S23 · Android 14"] }),
  ),
  "never-reported": buildCard(
    aBuildCardInput([], {
      final: { ...final, reason: "never-reported" },
      ci: { ...ci, finishedAtMs: NINE, expected: 120 },
    }),
  ),
  "ended-while-processing": buildCard(
    aBuildCardInput([...tests(3, "PASSED"), aProcessingExecution({ id: "p" })], { final }),
  ),
};

/** Every state of a build's card, by name. */
export const BUILD_SAMPLES: Readonly<Record<string, Card>> = { ...RUNNING, ...FAILED, ...ENDED };
