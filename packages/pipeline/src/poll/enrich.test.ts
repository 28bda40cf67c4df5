import type { RecordedExecution } from "@perfecto-bot/domain";
import { aProcessingExecution, aRecordedExecution, NINE } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import { LabError, type Lab } from "../ports/lab.ts";
import { enrich, toEnrich } from "./enrich.ts";

const pending = (attempts: number) => ({ enrichment: { state: "pending", attempts } }) as const;
const processing = aProcessingExecution({ status: "FAILED" });

describe("toEnrich", () => {
  it.each<[string, RecordedExecution, boolean]>([
    ["a settled failure", aRecordedExecution({ status: "FAILED" }, pending(0)), true],
    ["a settled failure after eleven refusals", aRecordedExecution({ status: "BLOCKED" }, pending(11)), true],
    ["a failure whose commands are known", aRecordedExecution({ status: "FAILED" }), false],
    ["a passed test that had failed", aRecordedExecution({ status: "PASSED" }, pending(0)), false],
    ["a failure that is processing", processing, false],
    ["one that was given up", { ...processing, overdueAtMs: NINE }, true],
    ["one that was given up and asked for often", { ...processing, overdueAtMs: NINE, ...pending(11) }, false],
    ["that one once it settled", { ...processing, overdueAtMs: NINE, settledAtMs: NINE + 1, ...pending(11) }, true],
  ])("%s: %s", (_what, recorded, asked) => {
    expect(toEnrich([recorded])).toEqual(asked ? [recorded] : []);
  });

  it("asks for the oldest first, and for a hundred at once", () => {
    const many = Array.from({ length: 120 }, (_, index) =>
      aRecordedExecution({ id: `e${index}`, status: "FAILED" }, { ...pending(0), firstSeenAtMs: NINE - index }),
    );
    const asked = toEnrich(many);
    expect([asked.length, asked[0]?.execution.id]).toEqual([100, "e119"]);
  });
});

it("counts it as no refusal of an execution that the lab could not be asked", async () => {
  const error = new LabError("store-unavailable", "acme", "the budget could not be asked");
  const lab: Pick<Lab, "listCommands"> = { listCommands: () => Promise.reject(error) };
  await expect(enrich(lab, aRecordedExecution({ status: "FAILED" }, pending(11)))).rejects.toBe(error);
});
