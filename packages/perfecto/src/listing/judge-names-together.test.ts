import { expect, it } from "vitest";
import { makeExecution } from "../testing/make-execution.ts";
import { judgeNamesTogether, type NamesVerdict } from "./judge-names-together.ts";
import type { Listing } from "./read-all-pages.ts";

/** A listing of executions such as "a1": number 1 of job a. */
function listing(ids: string, truncated = false): Listing {
  const executions = ids
    .split(" ")
    .filter(Boolean)
    .map((id) => [id, makeExecution(id, { job: { name: id.slice(0, 1) } })] as const);
  return { executions: new Map(executions), processing: "complete", truncated, answeredAtMs: 0 };
}

it.each<[string, string, string, string, NamesVerdict]>([
  ["the same", "a1 a2", "b1", "b1 a2 a1", { verdict: "alternatives" }],
  ["one more arrived meanwhile", "a1", "b1", "a1 b1 b2", { verdict: "alternatives" }],
  ["loose matching alone already", "a1 c1", "b1", "a1 b1 c1", { verdict: "alternatives" }],
  ["no data", "", "", "", { verdict: "undecided", reason: "too-little-data" }],
  ["data of one name only", "a1", "", "a1", { verdict: "undecided", reason: "too-little-data" }],
  ["only the first name counts", "a1", "b1", "a1", { verdict: "broken", reason: "executions-missing" }],
  ["all names at once", "a1", "b1", "", { verdict: "broken", reason: "executions-missing" }],
  ["one name, and it is missing", "", "b1", "", { verdict: "broken", reason: "executions-missing" }],
  ["no filter at all", "a1", "b1", "a1 b1 c1", { verdict: "broken", reason: "others-came-too" }],
  ["no filter and no data", "", "", "c1", { verdict: "broken", reason: "others-came-too" }],
])("%s", (_name, a, b, together, expected) => {
  const singles = new Map([
    ["a", listing(a)],
    ["b", listing(b)],
  ]);
  expect(judgeNamesTogether(singles, listing(together))).toEqual(expected);
});

it("says nothing where not everything was read", () => {
  const undecided = { verdict: "undecided", reason: "too-much-data" };
  const singles = (truncated: boolean) =>
    new Map([
      ["a", listing("a1", truncated)],
      ["b", listing("b1")],
    ]);
  expect(judgeNamesTogether(singles(true), listing("a1"))).toEqual(undecided);
  expect(judgeNamesTogether(singles(false), listing("a1", true))).toEqual(undecided);
});
