import type { Filter, FilterKey, FilterTerm } from "@perfecto-bot/domain";
import { globOf, matchFilter } from "@perfecto-bot/domain";
import { anExecution } from "@perfecto-bot/domain/testing";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { labQueries, meantJobs } from "./lab-query.ts";

const term = (key: FilterKey, ...values: readonly string[]): FilterTerm => ({ key, negated: false, values });
const not = (one: FilterTerm): FilterTerm => ({ ...one, negated: true });
const JOBS = ["Nightly", "NIGHTLY", "Smoke tests", "a*b"];
const ask = (...filter: Filter) => labQueries(filter, undefined, [{ id: "acme", jobNames: JOBS }]).get("acme");

describe("what goes to the lab", () => {
  it.each<[string, Filter, object | undefined]>([
    ["nothing without a filter", [], {}],
    ["a job in every spelling that was seen", [term("job", "nightly")], { jobNames: ["Nightly", "NIGHTLY"] }],
    ["several jobs", [term("job", "Nightly", "smoke TESTS")], { jobNames: ["Nightly", "NIGHTLY", "Smoke tests"] }],
    ["no job that was never seen: its spelling is not known", [term("job", "Weekly")], {}],
    ["no jobs of which one was never seen", [term("job", "Nightly", "Weekly")], {}],
    ["a job without letters, seen or not", [term("job", "123 ✓")], { jobNames: ["123 ✓"] }],
    ["no glob", [term("job", "Night*")], {}],
    ["a job with an asterisk in its name", [term("job", globOf("A*B"))], { jobNames: ["a*b"] }],
    ["a tag with one", [term("tag", globOf("2026.*"))], { tags: ["2026.*"] }],
    ["no names beside a glob", [term("job", "Nightly", "S*")], {}],
    ["no excluded job", [not(term("job", "Nightly"))], {}],
    [
      "what two terms have in common",
      [term("job", "nightly", "smoke tests"), term("job", "SMOKE TESTS")],
      { jobNames: ["Smoke tests"] },
    ],
    [
      "nothing at all where two terms exclude each other",
      [term("job", "nightly"), term("job", "smoke tests")],
      undefined,
    ],
    [
      "a build of a job",
      [term("job", "smoke tests"), term("build", "45")],
      { jobNames: ["Smoke tests"], jobNumber: 45 },
    ],
    ["no build without a job", [term("build", "45")], {}],
    ["no build of a job that is not sent", [term("job", "N*"), term("build", "45")], {}],
    ["no two builds", [term("job", "smoke tests"), term("build", "45", "46")], { jobNames: ["Smoke tests"] }],
    [
      "one build of two terms",
      [term("job", "smoke tests"), term("build", "45", "46"), term("build", "46")],
      { jobNames: ["Smoke tests"], jobNumber: 46 },
    ],
    ["nothing at all for what is no build number", [term("build", "045")], undefined],
    ["no excluded build", [term("job", "smoke tests"), not(term("build", "45"))], { jobNames: ["Smoke tests"] }],
    ["a tag without letters", [term("tag", "2026.11")], { tags: ["2026.11"] }],
    ["no tag whose case the lab may care for", [term("tag", "smoke")], {}],
    ["the shorter of two lists of tags", [term("tag", "1", "2"), term("tag", "3")], { tags: ["3"] }],
    ["no tag glob, no excluded tag", [term("tag", "1*"), not(term("tag", "3"))], {}],
    ["no other key", [term("status", "failed"), term("owner", "1"), term("test", "1"), term("reason", "1")], {}],
    ["no value that fits into no request", [term("tag", "✓".repeat(600))], {}],
    ["no half characters", [term("tag", "\ud83d")], {}],
    [
      "no more names than one request holds",
      [term("job", ...Array.from({ length: 21 }, (_, index) => `${index}`))],
      {},
    ],
  ])("%s", (_what, filter, expected) => {
    expect(ask(...filter)).toEqual(expected);
  });

  it("has the window", () => {
    const queries = labQueries([], { fromMs: 5, toMs: 9 }, [{ id: "acme", jobNames: [] }]);
    expect(queries.get("acme")).toEqual({ startedFromMs: 5, startedToMs: 9 });
  });

  it.each<[Filter, string]>([
    [[], "acme beta"],
    [[term("lab", "ACME")], "acme"],
    [[term("lab", "*a")], "beta"],
    [[not(term("lab", "acme"))], "beta"],
    [[term("lab", "acme", "beta"), not(term("lab", "b*"))], "acme"],
    [[term("lab", "gamma")], ""],
  ])("goes to the labs that %j names: %s", (filter, labs) => {
    const known = ["acme", "beta"].map((id) => ({ id, jobNames: [] }));
    expect([...labQueries(filter, undefined, known).keys()].join(" ")).toBe(labs);
  });

  it("never excludes an execution that the filter matches", () => {
    const value = fc.constantFrom(
      "Nightly",
      "nightly",
      "NIGHTLY",
      "night*",
      "45",
      "46",
      "045",
      "1",
      "smoke",
      "acme",
      "?",
    );
    const anyTerm = fc.record({
      key: fc.constantFrom<FilterKey>("job", "build", "tag", "lab"),
      negated: fc.boolean(),
      values: fc.array(value, { minLength: 1, maxLength: 3 }),
    });
    const anyExecution = fc
      .record({
        job: fc.record({ name: fc.constantFrom("Nightly", "NIGHTLY", "45"), number: fc.constantFrom(1, 45, 46) }),
        tags: fc.array(fc.constantFrom("1", "45", "smoke", "Smoke"), { maxLength: 2 }),
      })
      .map(anExecution);
    fc.assert(
      fc.property(fc.array(anyTerm, { maxLength: 4 }), anyExecution, (filter, execution) => {
        fc.pre(matchFilter(filter, execution));
        const query = labQueries(filter, undefined, [{ id: "acme", jobNames: ["Nightly", "NIGHTLY", "45"] }]).get(
          "acme",
        );
        const { name, number } = execution.job ?? { name: "" };
        expect(query).toBeDefined();
        expect(query?.jobNames ?? [name]).toContain(name);
        expect(query?.jobNumber ?? number).toBe(number);
        expect(query?.tags?.some((tag) => execution.tags.includes(tag)) ?? true).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

it.each([
  ["nightly", ["Nightly", "NIGHTLY"]],
  ["*s*", ["Smoke tests"]],
  ["Weekly", ["Weekly"]],
  ["W*", []],
])("the job %s means %j", (typed, names) => {
  expect(meantJobs(typed, JOBS)).toEqual(names);
});
