import * as fc from "fast-check";
import { expect, it } from "vitest";
import { executionsQuery } from "./executions-query.ts";
import { findTooLongValue, longestFilterChars, splitQuery } from "./split-query.ts";

const names = Array.from({ length: 45 }, (_, index) => `job ${index}`);

it("puts up to so many names into one request", () => {
  const parts = splitQuery({ jobNames: [...names, "job 0"], startedFromMs: 1 }, 20);
  expect(parts.map((part) => part.jobNames?.length)).toEqual([20, 20, 5]);
  expect(parts.every((part) => part.startedFromMs === 1)).toBe(true);
  expect(splitQuery({ jobNames: names }, 1)).toHaveLength(45);
});

it("asks for sessions and tags one by one", () => {
  expect(
    splitQuery({ externalIds: ["a", "b", "a"], tags: ["x", "y"], jobNames: ["j", "k"], jobNumber: 3 }, 20),
  ).toEqual([
    { externalIds: ["a"], tags: ["x"], jobNames: ["j", "k"], jobNumber: 3 },
    { externalIds: ["a"], tags: ["y"], jobNames: ["j", "k"], jobNumber: 3 },
    { externalIds: ["b"], tags: ["x"], jobNames: ["j", "k"], jobNumber: 3 },
    { externalIds: ["b"], tags: ["y"], jobNames: ["j", "k"], jobNumber: 3 },
  ]);
});

it("leaves a query without lists as it is, and asks nothing where a list is empty", () => {
  expect(splitQuery({ jobNumber: 3 }, 20)).toEqual([{ jobNumber: 3 }]);
  expect(splitQuery({ jobNames: [] }, 20)).toEqual([]);
  expect(splitQuery({ jobNames: ["a"], tags: [] }, 20)).toEqual([]);
});

it("bounds every request, loses no name and doubles none", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 120 });
  fc.assert(
    fc.property(fc.array(text, { maxLength: 60 }), (jobNames) => {
      const parts = splitQuery({ jobNames }, 20);
      expect(parts.flatMap((part) => part.jobNames ?? [])).toEqual([...new Set(jobNames)]);
      expect(parts.every((part) => (part.jobNames?.length ?? 0) <= 20)).toBe(true);
      const bounded = parts.filter((part) => findTooLongValue(part) === undefined);
      expect(bounded.filter((part) => executionsQuery(part, 1).length > longestFilterChars)).toEqual([]);
    }),
  );
});

it("finds a value that fits into no request", () => {
  expect(findTooLongValue({ jobNames: ["a", "ä".repeat(400)] })).toBe("ä".repeat(400));
  expect(findTooLongValue({ jobNames: ["a".repeat(1_900)], tags: ["x"], externalIds: ["y"] })).toBeUndefined();
});
