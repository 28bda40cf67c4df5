import { countStatuses } from "@perfecto-bot/domain";
import { NINE } from "@perfecto-bot/domain/testing";
import { executionsAnswer } from "../../answers/executions-answer.ts";
import type { Card } from "../../card.ts";
import { aFrame } from "./a-frame.ts";
import { aRun, CHROME, GALAXY, HOSTILE_NAMES, runsOf } from "./a-lab-history.ts";

const HOUR = 3_600_000;
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
  "failures-of-hostile-names": executionsAnswer({
    ...list,
    rows: HOSTILE_NAMES.map((name, at) =>
      aRun(name, at % 2 === 0 ? "FAILED" : "BLOCKED", 45, {
        message: `no such element: ${name}`,
        reason: `Why ${name}`,
      }),
    ),
    ...aFrame(FAILURES, { page: { number: 1, of: 4 } }),
  }),
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
  "failures-of-data-rows": executionsAnswer({
    ...list,
    rows: ["visa", "amex"].map((value) =>
      aRun("Pay with card", "FAILED", 45, { id: value, parameters: [{ name: "card", value }] }),
    ),
  }),
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
