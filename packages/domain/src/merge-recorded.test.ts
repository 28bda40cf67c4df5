import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeRecorded } from "./merge-recorded.ts";
import { aProcessingExecution, aRecordedExecution } from "./testing/a-recorded-execution.ts";
import { arbitraryRecord } from "./testing/arbitrary-answers.ts";

describe("mergeRecorded", () => {
  it("is commutative", () => {
    fc.assert(
      fc.property(arbitraryRecord, arbitraryRecord, (a, b) => {
        expect(mergeRecorded(a, b)).toEqual(mergeRecorded(b, a));
      }),
    );
  });

  it("is associative", () => {
    fc.assert(
      fc.property(arbitraryRecord, arbitraryRecord, arbitraryRecord, (a, b, c) => {
        expect(mergeRecorded(mergeRecorded(a, b), c)).toEqual(mergeRecorded(a, mergeRecorded(b, c)));
      }),
    );
  });

  it("is idempotent", () => {
    fc.assert(
      fc.property(arbitraryRecord, (a) => {
        expect(mergeRecorded(a, a)).toEqual(a);
      }),
    );
  });

  it("takes the newer answer's content and never unsettles", () => {
    const settled = aRecordedExecution({ status: "UNKNOWN" }, { answeredAtMs: 10, firstSeenAtMs: 10, settledAtMs: 10 });
    const newer = { ...aProcessingExecution({ status: "FAILED" }), answeredAtMs: 20, firstSeenAtMs: 20 };
    expect(mergeRecorded(settled, newer)).toMatchObject({
      execution: { status: "FAILED" },
      firstSeenAtMs: 10,
      answeredAtMs: 20,
      settledAtMs: 10,
      enrichment: { state: "pending" },
    });
  });

  it.each([
    [
      { state: "pending", attempts: 1 },
      { state: "pending", attempts: 3 },
      { state: "pending", attempts: 3 },
    ],
    [{ state: "pending", attempts: 9 }, { state: "unavailable" }, { state: "unavailable" }],
    [
      { state: "pending", attempts: 2, troubles: 1, triedAtMs: 8 },
      { state: "pending", attempts: 2, triedAtMs: 5 },
      { state: "pending", attempts: 2, troubles: 1, triedAtMs: 8 },
    ],
    [
      { state: "unavailable" },
      { state: "unavailable", attempts: 6, triedAtMs: 8 },
      { state: "unavailable", attempts: 6, triedAtMs: 8 },
    ],
    [{ state: "unavailable" }, { state: "done" }, { state: "done" }],
  ] as const)("of %j and %j keeps %j", (one, other, wanted) => {
    const [a, b] = [one, other].map((enrichment) => aRecordedExecution({ status: "FAILED" }, { enrichment }));
    expect(a && b && mergeRecorded(a, b).enrichment).toEqual(wanted);
  });
});
