import type { ExecutionQuery } from "@perfecto-bot/pipeline";
import { expect, it } from "vitest";
import { executionsQuery } from "./executions-query.ts";

it.each<[ExecutionQuery, number, string]>([
  [{}, 1, ""],
  [{}, 3, "_page=3"],
  [{ startedFromMs: 1.5, startedToMs: 2.5 }, 1, "startExecutionTime%5B0%5D=1&endExecutionTime%5B0%5D=3"],
  [{ startedToMs: 2 }, 1, ""],
  [{ jobNames: ["a b", "c&d=[e]"] }, 1, "jobName%5B0%5D=a%20b&jobName%5B1%5D=c%26d%3D%5Be%5D"],
  [{ jobNames: ["a"], jobNumber: 45 }, 2, "jobName%5B0%5D=a&jobNumber%5B0%5D=45&_page=2"],
  [
    { externalIds: ["x@y", "z"], tags: ["ä", "\ud800"] },
    1,
    "externalId%5B0%5D=x%40y&externalId%5B1%5D=z&tags%5B0%5D=%C3%A4&tags%5B1%5D=%EF%BF%BD",
  ],
])("%j on page %i", (query, page, expected) => {
  expect(executionsQuery(query, page)).toBe(expected);
});
