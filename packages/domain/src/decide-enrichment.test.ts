import { describe, expect, it } from "vitest";
import type { EnrichmentTries, RecordedExecution } from "./build-picture.ts";
import { decideEnrichment, enrichmentAfter, type EnrichmentOutcome } from "./decide-enrichment.ts";
import { aProcessingExecution, aRecordedExecution } from "./testing/a-recorded-execution.ts";
import { NINE } from "./testing/an-execution.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const POLICY = { trackEveryMs: 5 * SECOND };
const TRIED = { triedAtMs: NINE, firstTriedAtMs: NINE };
const pending = (attempts: number, more: Partial<EnrichmentTries> = {}): Partial<RecordedExecution> => ({
  enrichment: { state: "pending", attempts, ...more },
});
const unavailable = (attempts: number, troubles = 0): Partial<RecordedExecution> => ({
  enrichment: { state: "unavailable", attempts, troubles, ...TRIED },
});
const failed = (more: Partial<RecordedExecution>): RecordedExecution =>
  aRecordedExecution({ status: "FAILED" }, { settledAtMs: NINE - 1, firstSeenAtMs: NINE - 1, ...more });
const processing = aProcessingExecution({ status: "FAILED" });

describe("decideEnrichment", () => {
  it.each<[string, RecordedExecution, number, string]>([
    ["a settled failure is asked for at once", failed(pending(0)), 0, "ask first-try"],
    ["what was blocked, too", aRecordedExecution({ status: "BLOCKED" }, pending(0)), 0, "ask first-try"],
    [
      "a passed test that had failed is not",
      aRecordedExecution({ status: "PASSED" }, pending(0)),
      0,
      "never went-well",
    ],
    ["known commands are not", aRecordedExecution({ status: "FAILED" }), 0, "never known"],
    ["a failure that is processing is not", processing, 0, "never processing"],
    ["one that was given up is", { ...processing, overdueAtMs: NINE }, 0, "ask first-try"],
    ["but not often", { ...processing, overdueAtMs: NINE, ...pending(4, TRIED) }, HOUR, "never processing"],
    ["and again once it settled", failed({ settledAtMs: NINE + 1, ...pending(4, TRIED) }), 2, "ask settled-since"],
    ["one that a version before gave up is", failed({ enrichment: { state: "unavailable" } }), 0, "ask first-try"],
    ["after a try: a step", failed(pending(1, TRIED)), 5 * SECOND - 1, "wait pausing"],
    ["after a try: a step later", failed(pending(1, TRIED)), 5 * SECOND, "ask pause-over"],
    ["after four: eight steps", failed(pending(4, TRIED)), 40 * SECOND, "ask pause-over"],
    ["after trouble the same", failed(pending(0, { ...TRIED, troubles: 4 })), 40 * SECOND - 1, "wait pausing"],
    ["but a minute at most", failed(pending(0, { ...TRIED, troubles: 90 })), MINUTE, "ask pause-over"],
    ["after refusals: ten minutes", failed(unavailable(5)), 10 * MINUTE - 1, "wait pausing"],
    ["after refusals: ten minutes later", failed(unavailable(5)), 10 * MINUTE, "ask pause-over"],
    ["after more: two hours", failed(unavailable(40)), 2 * HOUR, "ask pause-over"],
    ["after long trouble: five minutes", failed(unavailable(0, 99)), 5 * MINUTE, "ask pause-over"],
    ["after a day it is given up", failed(unavailable(7)), 24 * HOUR, "never given-up"],
  ])("%s", (_what, recorded, laterMs, wanted) => {
    const decision = decideEnrichment(recorded, NINE + laterMs, POLICY);
    expect(`${decision.kind} ${decision.reason}`).toBe(wanted);
  });

  it("says until when it waits", () => {
    expect(decideEnrichment(failed(pending(2, TRIED)), NINE, POLICY)).toMatchObject({ atMs: NINE + 10 * SECOND });
  });
});

describe("enrichmentAfter", () => {
  const detail = { command: "tap", screenshots: [] };

  it.each<[string, Partial<RecordedExecution>, EnrichmentOutcome, object]>([
    ["commands", pending(3), { kind: "told", failure: detail }, { state: "done", failure: detail }],
    ["none", pending(3), { kind: "told" }, { state: "done" }],
    [
      "a refusal",
      pending(0),
      { kind: "refused" },
      { state: "pending", attempts: 1, firstTriedAtMs: NINE, triedAtMs: NINE },
    ],
    ["the fifth refusal", pending(4, TRIED), { kind: "refused" }, { state: "unavailable", attempts: 5 }],
    ["none yet", pending(2, TRIED), { kind: "nothing-yet" }, { state: "pending", attempts: 3 }],
    ["trouble", pending(4, TRIED), { kind: "trouble" }, { state: "pending", attempts: 4, troubles: 1 }],
    ["trouble again", pending(0, { ...TRIED, troubles: 11 }), { kind: "trouble" }, { state: "pending", troubles: 12 }],
    [
      "trouble for two minutes",
      pending(0, { firstTriedAtMs: NINE - 2 * MINUTE, triedAtMs: NINE - 1, troubles: 5 }),
      { kind: "trouble" },
      { state: "unavailable", attempts: 0, troubles: 6 },
    ],
    ["one more refusal later", unavailable(5), { kind: "refused" }, { state: "unavailable", attempts: 6 }],
    ["trouble later", unavailable(5), { kind: "trouble" }, { state: "unavailable", attempts: 5, troubles: 1 }],
    [
      "a refusal after it settled, when there was none yet before",
      pending(4, { triedAtMs: NINE - MINUTE, firstTriedAtMs: NINE - HOUR }),
      { kind: "refused" },
      { state: "pending", attempts: 1, firstTriedAtMs: NINE },
    ],
  ])("%s", (_what, recorded, outcome, wanted) => {
    expect(enrichmentAfter(failed(recorded), outcome, NINE, POLICY)).toMatchObject(wanted);
  });
});
