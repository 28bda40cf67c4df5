import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ExecutionStatus } from "../execution.ts";
import { anExecution } from "../testing/an-execution.ts";
import { judgeHistory, type BuildOfHistory } from "./judge-history.ts";

const STATUS: Readonly<Record<string, ExecutionStatus>> = { P: "PASSED", F: "FAILED", B: "BLOCKED", U: "UNKNOWN" };

/** "P FP F": build 1 passed, build 2 failed and then passed, build 3 failed. */
function history(spelled: string): readonly BuildOfHistory[] {
  return spelled.split(" ").map((build, index) => ({
    ref: { kind: "job", lab: "acme", job: "Nightly", number: index + 1 },
    executions: Array.from(build).map((letter, attempt) =>
      anExecution({ id: `${index}-${attempt}`, status: STATUS[letter] ?? "UNKNOWN" }),
    ),
  }));
}

describe("judgeHistory", () => {
  it.each<[string, string, number, { flips?: number; mixed?: readonly number[]; lasting?: number }]>([
    ["always passed", "P P P P P", 0, {}],
    ["always failed", "F F F F F", 0, {}],
    ["a plain regression", "P P P F F", 0, { lasting: 1 }],
    ["a regression in the last build", "P P P P F", 0, { lasting: 1 }],
    ["a plain fix", "F F P P P", 0, { lasting: 1 }],
    ["a fix right after the first build", "F P P P P", 0, { lasting: 1 }],
    ["a regression and its fix", "P P F F F P P", 0, { lasting: 2 }],
    ["a single failure between passes", "P P F P P", 2 / 4, { flips: 2 }],
    ["a single pass between failures", "F F P F F", 2 / 4, { flips: 2 }],
    ["two failures between passes", "P P F F P P", 2 / 5, { flips: 2 }],
    ["ever changing", "P F P F P", 1, { flips: 4 }],
    ["ever changing, then broken", "P F P F P F F F F", 5 / 8, { flips: 5 }],
    ["a flake and a regression that lasted", "P F P P P F F F", 2 / 7, { flips: 2, lasting: 1 }],
    ["one retry", "P FP P P", 1 / 4, { mixed: [2] }],
    ["retries only", "FP FP", 1, { mixed: [1, 2] }],
    ["a failure after a pass in one build", "P PF P", 1 / 3, { mixed: [2] }],
    ["a retry and a flake", "P P FP F P P", 1 - (5 / 6) * (2 / 4), { mixed: [3], flips: 2 }],
    ["retries that failed again", "P P FF FF", 0, { lasting: 1 }],
    ["blocked in between", "P B P B P P", 0, {}],
    ["unknown in between", "P U P U F F", 0, { lasting: 1 }],
    ["a blocked first attempt", "P BP P P", 0, {}],
  ])("%s: %s", (_what, spelled, score, { flips = 0, mixed = [], lasting = 0 }) => {
    const judgement = judgeHistory(history(spelled));
    expect(judgement).toMatchObject({
      kind: "judged",
      instability: {
        score: expect.closeTo(score, 10),
        flips,
        lastingChanges: lasting,
        mixedBuilds: mixed.map((number) => ({ kind: "job", lab: "acme", job: "Nightly", number })),
      },
    });
  });

  it.each([
    ["P F P", 3],
    ["P F P B", 3],
    ["P F P U U U", 3],
    ["B B B B", 0],
  ])("does not judge %s", (spelled, runs) => {
    expect(judgeHistory(history(spelled))).toEqual({ kind: "too-few", runs });
  });

  it("counts runs by result, and builds with a result", () => {
    expect(judgeHistory(history("P FP B F U"))).toMatchObject({
      instability: { runs: 4, passed: 2, failed: 2, builds: 3 },
    });
  });

  const builds = fc.array(fc.constantFrom("P", "F", "FP", "PF", "PP", "FF", "B", "U"), { minLength: 4, maxLength: 20 });

  it("scores from 0 to 1, and above 0 exactly where there is evidence", () => {
    fc.assert(
      fc.property(builds, (letters) => {
        const judgement = judgeHistory(history(letters.join(" ")));
        fc.pre(judgement.kind === "judged");
        const { score, flips, mixedBuilds, passed, failed, runs } = judgement.instability;
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(score > 0).toBe(flips > 0 || mixedBuilds.length > 0);
        expect(passed + failed).toBe(runs);
      }),
    );
  });

  it("never calls a single change for good flaky", () => {
    const many = fc.integer({ min: 1, max: 20 });
    fc.assert(
      fc.property(many, many, fc.boolean(), (before, after, fixed) => {
        fc.pre(before + after >= 4);
        const [was, is] = fixed ? ["F", "P"] : ["P", "F"];
        const letters = [...Array.from({ length: before }, () => was), ...Array.from({ length: after }, () => is)];
        const judgement = judgeHistory(history(letters.join(" ")));
        expect(judgement).toMatchObject({ instability: { score: 0, lastingChanges: 1 } });
      }),
    );
  });

  it("is not moved by blocked and unknown executions", () => {
    const noise = fc.constantFrom("B", "U", "BU");
    fc.assert(
      fc.property(builds, fc.array(noise, { maxLength: 6 }), (letters, added) => {
        const before = judgeHistory(history(letters.join(" ")));
        expect(judgeHistory(history([...letters, ...added].join(" ")))).toEqual(before);
      }),
    );
  });
});
