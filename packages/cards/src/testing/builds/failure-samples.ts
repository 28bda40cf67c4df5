import type { RecordedExecution } from "@perfecto-bot/domain";
import { aProcessingExecution, aRecordedExecution, NINE } from "@perfecto-bot/domain/testing";
import type { Card } from "../../card.ts";
import { failureCard, type FailureCardInput } from "../../failure-card.ts";
import { again, BUILD, LAB } from "./samples.ts";

const failed = aRecordedExecution(
  {
    id: "5f3",
    name: "Pay with card",
    status: "FAILED",
    owner: "ana",
    reason: "Application crash",
    videos: [{ url: `${LAB}/video/5f3.mp4`, startedAtMs: NINE - 90_000, endedAtMs: NINE }],
    artifacts: [
      { type: "DEVICE_LOGS", url: `${LAB}/logs/5f3.zip` },
      { type: "NETWORK", url: `${LAB}/har/5f3.zip` },
      { type: "SOME_NEW_THING", url: `${LAB}/new/5f3` },
    ],
  },
  {
    enrichment: {
      state: "done",
      failure: {
        command: "click on the pay button",
        step: "Check out",
        message: "TimeoutException: no element #pay\nafter 30 seconds",
        startedAtMs: NINE - 7_000,
        screenshots: [`${LAB}/shot/1.png`, `${LAB}/shot/2.png`],
      },
    },
  },
);
const waiting = aProcessingExecution({ id: "5f3", name: "Pay with card", status: "FAILED", message: "boom\n\tat a.B" });
const jobless = aRecordedExecution(
  { id: "5f3", name: " ", status: "BLOCKED", reason: "Device not connected", platforms: [] },
  { enrichment: { state: "done" } },
);
const known = { kind: "known", since: "#41", sinceMs: NINE - 4 * 86_400_000, builds: 5 } as const;

type Overrides = Partial<Omit<FailureCardInput, "result">> & { readonly result?: Partial<FailureCardInput["result"]> };

/** The card of a failure that was seen once, or what the overrides say. */
function failure(recorded: RecordedExecution, { result, ...overrides }: Overrides = {}): Card {
  return failureCard({
    result: {
      latest: recorded,
      outcome: recorded.execution.status === "BLOCKED" ? "blocked" : "failed",
      attempts: 1,
      executions: [recorded],
      ...result,
    },
    reportUrl: `${LAB}/reporting/test/5f3`,
    build: undefined,
    sameCauseOn: [],
    buildIsFinal: true,
    ...overrides,
  });
}

/** The card of a test that ran again and passed. */
function passed(recorded: readonly RecordedExecution[]): Card {
  const [latest = failed] = again(recorded.slice(-1));
  const executions = [...recorded, latest];
  return failure(latest, { result: { outcome: "flaky", attempts: executions.length, executions } });
}

/** Every state of a failure's card, by name. */
export const FAILURE_SAMPLES: Readonly<Record<string, Card>> = {
  full: failure(failed, {
    sameCauseOn: ["Apple iPhone 14 · iOS 17.1", "Apple iPhone 8 · iOS 16.1"],
    novelty: known,
  }),
  new: failure(failed, { novelty: { kind: "new", passedIn: "#44" } }),
  "first-seen": failure(failed, { novelty: { kind: "first-seen" } }),
  "known-or-before": failure(failed, { novelty: { ...known, builds: 21, orBefore: true } }),
  "in-3-attempts": failure(failed, { result: { attempts: 3 }, novelty: { kind: "new", passedIn: "#44" } }),
  "passed-on-attempt-2": passed([failed]),
  "data-row": failure({
    ...failed,
    execution: {
      ...failed.execution,
      parameters: [
        { name: "card", value: "visa" },
        { name: "country", value: "DE" },
      ],
    },
  }),
  "while-the-build-runs": failure(failed, { sameCauseOn: ["Apple iPhone 14 · iOS 17.1"], buildIsFinal: false }),
  "still-processing": failure({ ...waiting, overdueAtMs: NINE }),
  "commands-unavailable": failure({ ...failed, enrichment: { state: "unavailable" } }),
  "in-the-channel": failure(failed, { build: BUILD, novelty: known }),
  "in-the-channel-of-a-repeated-number": failure(failed, {
    build: {
      ref: { kind: "job", lab: "acme", job: "My Job", number: 1, startedAtMs: NINE - 754_000, repeated: true },
      url: BUILD.url,
    },
  }),
  "blocked-session-without-job": failure(jobless, { build: { label: "Single session", url: LAB } }),
  "passed-after-all": failure(
    { ...failed, execution: { ...failed.execution, status: "PASSED" } },
    { result: { outcome: "passed" } },
  ),
};
