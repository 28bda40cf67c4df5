import { compareBuilds, countStatuses, groupExecutions } from "@perfecto-bot/domain";
import type { Command, Execution, ExecutionStatus } from "@perfecto-bot/domain";
import { compareAnswer } from "../answers/compare-answer.ts";
import { executionsAnswer } from "../answers/executions-answer.ts";
import { groupsAnswer } from "../answers/groups-answer.ts";
import { testAnswer } from "../answers/test-answer.ts";
import type { Card } from "../card.ts";

const LIBRARY = "https://demo.app.perfectomobile.com/reporting/library?status[0]=FAILED";
const NOON_MS = Date.UTC(2026, 10, 23, 12);
const iphone = { kind: "device", maker: "Apple", model: "iPhone 15", os: "iOS", osVersion: "17.5.1" } as const;
const galaxy = { kind: "device", maker: "Samsung", model: "Galaxy S24", os: "Android", osVersion: "14" } as const;

function run(name: string, status: ExecutionStatus, minute: number, message?: string): Execution {
  const startedAtMs = NOON_MS - minute * 60_000;
  return {
    lab: "demo",
    id: `${minute}`,
    name,
    status,
    startedAtMs,
    endedAtMs: startedAtMs + 83_000,
    job: { name: "Nightly Regression", number: minute > 60 ? 44 : 45 },
    tags: ["smoke", "a*b_c"],
    platforms: minute % 2 === 0 ? [iphone] : [galaxy],
    videos: [{ url: `${LIBRARY}&video=${minute}`, startedAtMs }],
    artifacts: [{ type: "DEVICE_LOGS", url: `${LIBRARY}&log=${minute}` }],
    reportUrl: `https://demo.app.perfectomobile.com/reporting/test/5dc2a8b6-77f1-4ae0-b0b5-${minute}`,
    ...(message === undefined ? {} : { message }),
  };
}

const failed = [
  run("checkout_applePay_*smoke*", "FAILED", 2, "NoSuchElementException: no element for //*[@id='pay_now']"),
  run("login with <b>wrong</b> password", "BLOCKED", 3, "Device is in use"),
  run("Search & filter", "FAILED", 7, "@here Timed out after 30 s"),
];
const common = {
  coverage: { asOfMs: NOON_MS },
  actions: { more: "q7.2", share: "q7", subscribe: "q7", libraryUrl: LIBRARY },
} as const;
const counts = { total: 3_412, passed: 3_373, failed: 37, blocked: 2, unknown: 0 };
const FAILURES = 'FAILED or BLOCKED executions of "Nightly*", 22 Nov 13:00 to 23 Nov 13:00 CET';

/** What failed, of which a part could not be read. */
export const failuresAnswer: Card = executionsAnswer({
  ...common,
  understoodAs: FAILURES,
  coverage: { asOfMs: NOON_MS, missing: [{ kind: "older", lab: "demo", beforeMs: NOON_MS - 9_000_000 }] },
  page: { number: 1, of: 4 },
  verb: "failures",
  counts,
  rows: failed,
  behind: 36,
});

/** Failures counted by system. */
export const failuresByOs: Card = groupsAnswer({
  ...common,
  understoodAs: `${FAILURES}, counted by os`,
  verb: "failures",
  by: "os",
  counts: countStatuses(failed),
  groups: groupExecutions(failed, "os"),
});

/** Two builds side by side. */
export const comparison: Card = compareAnswer({
  ...common,
  understoodAs: "Builds 44 and 45 of Nightly Regression",
  actions: { share: "q8" },
  base: { label: "Nightly Regression #44", short: "#44", url: `${LIBRARY}&build=44` },
  other: { label: "Nightly Regression #45", short: "#45", url: `${LIBRARY}&build=45` },
  comparison: compareBuilds(
    [
      run("checkout_applePay_*smoke*", "PASSED", 102),
      run("Search & filter", "FAILED", 107),
      run("Log out", "FAILED", 104),
    ],
    [...failed, run("Log out", "PASSED", 4)],
  ),
});

const commands = Array.from({ length: 34 }, (_, index): Command => {
  const startedAtMs = NOON_MS - 120_000 + index * 2_000;
  const isFailing = index === 30;
  return {
    name: isFailing ? "find element `//*[@id='pay_now']`" : `tap on <button ${index + 1}>`,
    status: isFailing ? "FAILURE" : "SUCCESS",
    startedAtMs,
    endedAtMs: startedAtMs + (isFailing ? 15_000 : 1_200),
    ...(isFailing ? { step: "Pay & confirm", message: "no element for //*[@id='pay_now'] after 30 s" } : {}),
    screenshots: isFailing ? [`${LIBRARY}&shot=1`] : [],
  };
});

/** One test with many commands. */
export const oneTest: Card = testAnswer({
  ...common,
  understoodAs: "Test checkout_applePay_*smoke*",
  actions: { share: "q9" },
  execution: run("checkout_applePay_*smoke*", "FAILED", 2, "no element"),
  commands,
  history: [2, 64, 66, 68].map((minute) =>
    run("checkout_applePay_*smoke*", minute === 66 ? "PASSED" : "FAILED", minute, "no element"),
  ),
  build: { label: "Nightly Regression #45", url: `${LIBRARY}&build=45` },
});
