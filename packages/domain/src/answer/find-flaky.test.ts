import { describe, expect, it } from "vitest";
import type { BuildRef } from "../build-ref.ts";
import type { Execution } from "../execution.ts";
import { anExecution, NINE } from "../testing/an-execution.ts";
import { findFlaky } from "./find-flaky.ts";
import { flakyEvidence } from "./flaky-evidence.ts";

/** One execution a letter, each in a build of its own. */
function runs(letters: string, overrides: Partial<Execution> = {}, branch?: string): readonly Execution[] {
  return Array.from(letters).map((letter, index) =>
    anExecution({
      id: `${overrides.name ?? "Login"}-${letters}-${index}`,
      status: letter === "P" ? "PASSED" : "FAILED",
      startedAtMs: NINE + index * 1_000,
      endedAtMs: NINE + index * 1_000 + 500,
      job: { name: "Nightly", number: index + 1, ...(branch === undefined ? {} : { branch }) },
      ...overrides,
    }),
  );
}
const on = (model: string): Partial<Execution> => ({ platforms: [{ kind: "device", model }] });

describe("findFlaky", () => {
  it("groups by test the platforms it is flaky on, each with evidence and its last failure", () => {
    const pixel = runs("PFPFP", on("Pixel 8"));
    const galaxy = runs("PPFPP", on("Galaxy S23"), "main");
    const { tests } = findFlaky([...galaxy, ...pixel, ...runs("PPPPP", on("iPhone 15"))]);
    const counts = { runs: 5, builds: 5, mixedBuilds: [], lastingChanges: 0 };
    expect(tests).toEqual([
      {
        lab: "acme",
        test: "Login works",
        score: 1,
        runs: 10,
        platforms: [
          {
            ...counts,
            platform: "Pixel 8",
            job: "Nightly",
            score: 1,
            passed: 3,
            failed: 2,
            flips: 4,
            evidence: "4 flips in 5 runs",
            lastFailed: pixel[3],
          },
          {
            ...counts,
            platform: "Galaxy S23",
            job: "Nightly",
            branch: "main",
            score: 0.5,
            passed: 4,
            failed: 1,
            flips: 2,
            evidence: "2 flips in 5 runs",
            lastFailed: galaxy[2],
          },
        ],
      },
    ]);
  });

  it.each<[string, readonly Execution[]]>([
    ["platforms", [...runs("PPPP", on("A")), ...runs("FFFF", on("B"))]],
    ["branches", [...runs("PPPP", {}, "main"), ...runs("FFFF", {}, "dev")]],
    ["labs", [...runs("PPPP", { lab: "one" }), ...runs("FFFF", { lab: "two" })]],
    ["tests", [...runs("PPPP", { name: "a" }), ...runs("FFFF", { name: "b" })]],
    ["jobs", [...runs("PPPP"), ...runs("FFFF").map((one) => ({ ...one, job: { name: "Smoke", number: 1 } }))]],
  ])("does not mix %s", (_what, executions) => {
    expect(findFlaky(executions)).toEqual({ tests: [], histories: 2, tooFew: 0, changedForGood: 0 });
  });

  it("says how many histories it saw, could not judge, and found changed for good", () => {
    const executions = [
      ...runs("PFP", { name: "few" }),
      ...runs("PPFF", { name: "regression" }),
      ...runs("FFPP", { name: "fix" }),
      ...runs("PPPP", { name: "stable" }),
    ];
    expect(findFlaky(executions)).toEqual({ tests: [], histories: 4, tooFew: 1, changedForGood: 2 });
    expect(findFlaky([])).toEqual({ tests: [], histories: 0, tooFew: 0, changedForGood: 0 });
  });

  it("puts the highest score first, then most runs, then the name in natural order", () => {
    const executions = [
      ...runs("PFPF", { name: "t 10" }),
      ...runs("PFPF", { name: "t 9" }),
      ...runs("PPFPP", { name: "seldom" }),
      ...runs("PFPFPF", { name: "z" }),
    ];
    const names = ["z", "t 9", "t 10", "seldom"];
    expect(findFlaky(executions).tests.map(({ test }) => test)).toEqual(names);
    expect(findFlaky(executions.toReversed()).tests.map(({ test }) => test)).toEqual(names);
  });

  it("takes executions without a job by their sessions", () => {
    const executions = ["FPFP", "PP"].flatMap((letters, session) =>
      runs(letters).map((one, index) => {
        const { job: _, ...withoutJob } = one;
        return { ...withoutJob, id: `${session}-${index}`, externalId: `session ${session}` };
      }),
    );
    const [platform] = findFlaky(executions).tests.flatMap(({ platforms }) => platforms);
    expect(platform).toMatchObject({ score: 0.5, evidence: "passed and failed in 1 session (6 runs in all)" });
    expect(platform).not.toHaveProperty("job");
  });
});

describe("flakyEvidence", () => {
  const builds = (...numbers: readonly number[]): readonly BuildRef[] =>
    numbers.map((number) => ({ kind: "job", lab: "acme", job: "Nightly", number }));
  const session: BuildRef = { kind: "session", lab: "acme", externalId: "s" };

  it.each<[readonly BuildRef[], number, string]>([
    [[], 6, "6 flips in 20 runs"],
    [builds(12), 0, "passed and failed in build 12 (20 runs in all)"],
    [builds(12, 15), 6, "passed and failed in builds 12 and 15; 6 flips in 20 runs"],
    [builds(12, 15, 16), 2, "passed and failed in builds 12, 15 and 16; 2 flips in 20 runs"],
    [builds(1, 2, 3, 4), 2, "passed and failed in 4 builds (last 2, 3 and 4); 2 flips in 20 runs"],
    [[...builds(12), session, session], 2, "passed and failed in build 12 and 2 sessions; 2 flips in 20 runs"],
  ])("of %j and %i flips", (mixedBuilds, flips, wanted) => {
    expect(flakyEvidence({ mixedBuilds, flips, runs: 20 })).toBe(wanted);
  });
});
