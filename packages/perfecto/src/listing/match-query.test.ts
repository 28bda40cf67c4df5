import type { Execution } from "@perfecto-bot/domain";
import type { ExecutionQuery } from "@perfecto-bot/pipeline";
import { expect, it } from "vitest";
import { makeExecution } from "../testing/make-execution.ts";
import { matchQuery } from "./match-query.ts";

const job = { name: "Nightly", number: 45 };

it.each<[boolean, Partial<Execution>, ExecutionQuery]>([
  [true, {}, {}],
  [true, { job }, { jobNames: ["x", "Nightly"] }],
  [false, { job }, { jobNames: ["nightly"] }],
  [false, {}, { jobNames: ["Nightly"] }],
  [false, { job }, { jobNames: [] }],
  [true, { job }, { jobNames: ["Nightly"], jobNumber: 45 }],
  [false, { job }, { jobNames: ["Nightly"], jobNumber: 4 }],
  [false, { job: { name: "Nightly" } }, { jobNumber: 45 }],
  [true, { externalId: "s" }, { externalIds: ["r", "s"] }],
  [false, {}, { externalIds: ["s"] }],
  [true, { tags: ["a", "b"] }, { tags: ["b", "c"] }],
  [false, { tags: ["a"] }, { tags: ["b"] }],
  [false, { tags: ["a"], job }, { tags: ["a"], jobNames: ["x"] }],
  [true, { startedAtMs: 5 }, { startedFromMs: 5, startedToMs: 5 }],
  [false, { startedAtMs: 4 }, { startedFromMs: 5 }],
  [false, { startedAtMs: 6 }, { startedToMs: 5 }],
  [true, {}, { startedFromMs: 5, startedToMs: 6 }],
])("%s: %j for %j", (expected, execution, query) => {
  expect(matchQuery(makeExecution("x", execution), query)).toBe(expected);
});
