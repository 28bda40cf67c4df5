import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Execution } from "../execution.ts";
import { arbitraryExecution } from "../testing/arbitrary-answers.ts";
import { anExecution, NINE } from "../testing/an-execution.ts";
import { orderRows } from "./order-rows.ts";

const { startedAtMs: _, ...withoutStart } = anExecution({ id: "none" });
const { endedAtMs: __, ...unfinished } = anExecution({ status: "UNKNOWN" });

describe("orderRows", () => {
  it("puts the newest start first, ties by id, those without a start last", () => {
    const at = (id: string, startedAtMs: number) => anExecution({ id, startedAtMs });
    const rows = orderRows([withoutStart, at("b", NINE), at("c", NINE + 1), at("a", NINE)]);
    expect(rows.map(({ id }) => id)).toEqual(["c", "a", "b", "none"]);
  });

  it("keeps executions of two labs that have the same id", () => {
    const rows = orderRows([anExecution({ lab: "two" }), anExecution({ lab: "one" })]);
    expect(rows.map(({ lab }) => lab)).toEqual(["one", "two"]);
  });

  it.each<[string, Execution, Execution]>([
    ["a verdict over none", anExecution({ status: "FAILED", endedAtMs: NINE }), unfinished],
    ["the later end", anExecution({ endedAtMs: NINE + 1 }), anExecution({ endedAtMs: NINE })],
    ["an end over none", anExecution({ status: "UNKNOWN" }), unfinished],
  ])("of two sights of one execution it keeps %s", (_what, kept, dropped) => {
    expect(orderRows([kept, dropped])).toEqual([kept]);
    expect(orderRows([dropped, kept])).toEqual([kept]);
  });

  it("is the same for any order of arrival, and lists each execution once", () => {
    const arrivals = fc
      .array(arbitraryExecution, { maxLength: 12 })
      .chain((executions) =>
        fc.tuple(
          fc.constant(executions),
          fc.shuffledSubarray(executions, { minLength: executions.length, maxLength: executions.length }),
        ),
      );
    fc.assert(
      fc.property(arrivals, ([executions, shuffled]) => {
        const rows = orderRows(executions);
        expect(orderRows(shuffled)).toEqual(rows);
        expect(orderRows(rows)).toEqual(rows);
        expect(rows.map(({ id }) => id).toSorted()).toEqual([...new Set(executions.map(({ id }) => id))].toSorted());
      }),
    );
  });
});
