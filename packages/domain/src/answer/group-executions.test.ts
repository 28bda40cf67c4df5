import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FILTER_KEYS, type FilterKey } from "../filter.ts";
import { arbitraryExecution } from "../testing/arbitrary-answers.ts";
import { anExecution } from "../testing/an-execution.ts";
import { groupExecutions } from "./group-executions.ts";

/** Keys an execution may have several values for. */
const MANY_VALUED = new Set<FilterKey>(["tag", "platform", "os", "device", "model", "browser"]);
const inBuild = (number: number, status: "PASSED" | "FAILED" | "BLOCKED" = "PASSED") =>
  anExecution({ status, job: { name: "Nightly", number } });

describe("groupExecutions", () => {
  it("counts an execution in each of its values, once in each, and without any under undefined", () => {
    const executions = [
      anExecution({ tags: ["smoke", "pay", "smoke"], status: "FAILED" }),
      anExecution({ tags: ["smoke"], status: "BLOCKED" }),
      anExecution({ tags: [], status: "UNKNOWN" }),
    ];
    expect(groupExecutions(executions, "tag")).toEqual([
      { key: "smoke", total: 2, passed: 0, failed: 1, blocked: 1, unknown: 0 },
      { key: "pay", total: 1, passed: 0, failed: 1, blocked: 0, unknown: 0 },
      { key: undefined, total: 1, passed: 0, failed: 0, blocked: 0, unknown: 1 },
    ]);
  });

  it("counts on both platforms of a test, and under undefined what ran on nothing known", () => {
    const executions = [
      anExecution({
        platforms: [
          { kind: "device", model: "Pixel 8", os: "Android", osVersion: "14" },
          { kind: "browser", browser: "Chrome" },
          { kind: "device" },
        ],
      }),
      anExecution({ platforms: [] }),
      anExecution({ platforms: [{ kind: "browser" }] }),
    ];
    expect(groupExecutions(executions, "platform").map(({ key, total }) => [key, total])).toEqual([
      [undefined, 2],
      ["Chrome", 1],
      ["Pixel 8 · Android 14", 1],
    ]);
  });

  it("puts most that went wrong first, blocked included, then most in all, then natural order, none last", () => {
    const { job: _, ...withoutJob } = anExecution();
    const executions = [
      withoutJob,
      ...[10, 9].map((number) => inBuild(number)),
      ...[8, 8].map((number) => inBuild(number)),
      inBuild(7, "FAILED"),
      ...[6, 6].map((number) => inBuild(number, "BLOCKED")),
    ];
    expect(groupExecutions(executions, "build").map(({ key }) => key)).toEqual([
      "Nightly #6",
      "Nightly #7",
      "Nightly #8",
      "Nightly #9",
      "Nightly #10",
      undefined,
    ]);
  });

  it("tells builds of different branches apart", () => {
    const on = (branch: string) => anExecution({ job: { name: "Nightly", number: 1, branch } });
    expect(groupExecutions([on("main"), on("dev")], "build").map(({ key }) => key)).toEqual([
      "Nightly #1 (dev)",
      "Nightly #1 (main)",
    ]);
  });

  it("loses no execution, whatever the key and the order of arrival", () => {
    const several = fc.array(arbitraryExecution, { maxLength: 12 });
    fc.assert(
      fc.property(several, fc.constantFrom(...FILTER_KEYS), (executions, by) => {
        const groups = groupExecutions(executions, by);
        expect(groupExecutions(executions.toReversed(), by)).toEqual(groups);
        const counted = groups.reduce((sum, { total }) => sum + total, 0);
        expect(counted).toBeGreaterThanOrEqual(executions.length);
        expect(counted === executions.length || MANY_VALUED.has(by)).toBe(true);
        for (const { total, passed, failed, blocked, unknown } of groups) {
          expect(passed + failed + blocked + unknown).toBe(total);
        }
      }),
    );
  });
});
