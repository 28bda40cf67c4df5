import { testKey, type BuildPicture, type SuspectDevice, type TestOutcome } from "@perfecto-bot/domain";
import { aPicture, anExecution, NINE } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import { aFinishedBuild } from "../testing/a-plan-input.ts";
import { aHistory, byKey } from "../testing/a-history.ts";
import { attempts, of } from "../testing/plan-of.ts";
import { factsOf, marksBy, NO_FACTS, type BuildFacts } from "./build-facts.ts";

const final = { atMs: NINE, reason: "quiet" } as const;
const BUILDS = [aFinishedBuild(44), aFinishedBuild(43), aFinishedBuild(42)];
const PAY = testKey(anExecution({ name: "Pay" }));

function facts(picture: BuildPicture, remembered: Partial<Parameters<typeof factsOf>[1]> = {}): BuildFacts {
  return factsOf(picture, { histories: new Map(), builds: BUILDS, suspects: [], ...remembered });
}

describe("novelties", () => {
  it.each([
    ["a new failure", ["FAILED"], ["passed"], { kind: "new", passedIn: "#44" }],
    ["a known failure", ["FAILED"], ["failed", "failed"], { kind: "known", since: "#43", sinceMs: 43, builds: 3 }],
    ["a failure seen first", ["FAILED"], [], { kind: "first-seen" }],
    ["a recovery", ["PASSED"], ["failed"], { kind: "recovered", since: "#44" }],
    ["a flaky test", ["FAILED", "PASSED"], ["failed"], { kind: "flaky" }],
    ["a pass as before", ["PASSED"], ["passed"], { kind: "none" }],
  ] as const)("%s", (_what, statuses, before, novelty) => {
    const histories = byKey(aHistory({ name: "Pay" }, ...before));
    expect(facts(aPicture(attempts("Pay", ...statuses)), { histories }).novelties).toEqual(new Map([[PAY, novelty]]));
  });

  it("are not told where no build of the job and branch ended before", () => {
    const picture = aPicture(attempts("Pay", "FAILED"));
    const later = [aFinishedBuild(46, 0, { startedAtMs: NINE + 1 })];
    for (const builds of [[], later]) expect(facts(picture, { builds }).novelties.size).toBe(0);
  });
});

describe("missing tests", () => {
  const histories = byKey(aHistory({ name: "Pay" }, "passed", "passed", "passed"));
  const rest = of("PASSED");

  it.each<[string, BuildPicture, Partial<Parameters<typeof factsOf>[1]>, number]>([
    ["of a final build", aPicture(rest, { final }), { histories }, 1],
    ["not while it runs", aPicture(rest), { histories }, 0],
    ["not where nothing came at all", aPicture([], { final }), { histories }, 0],
    ["not where it ran", aPicture([...rest, ...attempts("Pay", "FAILED")], { final }), { histories }, 0],
    ["not after one build only", aPicture(rest, { final }), { histories, builds: BUILDS.slice(0, 1) }, 0],
    [
      "not of a build that could not run",
      aPicture(rest, { final }),
      { histories, builds: [aFinishedBuild(44, 0, { verdict: "blocked", startedAtMs: 99 }), ...BUILDS] },
      1,
    ],
    [
      "by the list of CI, where it has one",
      aPicture(rest, { final, ci: { tests: ["Search", "Login works"] } }),
      { histories },
      1,
    ],
  ])("%s", (_what, picture, remembered, count) => {
    expect(facts(picture, remembered).missing).toHaveLength(count);
  });
});

it("suspects are found by their ids", () => {
  const suspect: SuspectDevice = { deviceId: "D1", label: "x", failedAlone: 3, ran: 3, jobs: [], reason: "r" };
  expect(facts(aPicture(), { suspects: [suspect] }).suspects).toEqual(new Map([["D1", suspect]]));
});

describe("marks", () => {
  const histories = byKey(aHistory({ name: "Pay" }, "failed"));
  const told = facts(aPicture(attempts("Pay", "FAILED")), { histories });

  it.each<[string, BuildFacts, TestOutcome, readonly string[]]>([
    ["of a known failure", told, "failed", ["known"]],
    ["of a failure that nothing is known of", NO_FACTS, "failed", ["new"]],
    ["of a flaky test that nothing is known of", NO_FACTS, "flaky", ["flaky"]],
    ["of a pass", NO_FACTS, "passed", []],
    ["of what could not run", NO_FACTS, "blocked", []],
    ["of what runs", NO_FACTS, "running", []],
  ])("%s", (_what, known, outcome, marks) => {
    expect(marksBy(known)({ key: PAY, outcome })).toEqual(marks);
  });
});
