import {
  testKey,
  type Novelty,
  type RecordedExecution,
  type ResultMark,
  type SuspectDevice,
} from "@perfecto-bot/domain";
import { aMute, aRecordedExecution, aSubscription, NINE } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import { aFinishedBuild } from "../testing/a-plan-input.ts";
import { attempts, namesIn as names, of, planOf as plan, wordsIn } from "../testing/plan-of.ts";
import { NO_FACTS, type BuildFacts } from "./build-facts.ts";

const final = { atMs: NINE, reason: "quiet" } as const;
const ana = { kind: "user", id: "ana" } as const;
const NEW: Novelty = { kind: "new", passedIn: "#44" };
const KNOWN: Novelty = { kind: "known", since: "#41", sinceMs: 41, builds: 4 };
const RECOVERED: Novelty = { kind: "recovered", since: "#41" };

/** Facts by the order of the tests. */
function facts(recorded: readonly RecordedExecution[], ...novelties: readonly Novelty[]): BuildFacts {
  const keys = recorded.map(({ execution }) => testKey(execution));
  return { ...NO_FACTS, novelties: new Map(novelties.map((novelty, index) => [keys[index] ?? "", novelty])) };
}

describe("what is new", () => {
  const recorded = of("FAILED", "FAILED", "FAILED", "PASSED");
  const told = facts(recorded, NEW, KNOWN, { kind: "first-seen" }, RECOVERED);

  it("is counted on the card, flaky tests beside it", () => {
    const all = [...recorded, ...attempts("Pay", "FAILED", "PASSED")];
    const words = wordsIn(plan(all, {}, { facts: told, picture: { final } }), "build");
    expect(words).toContain("3 of 5 failed (2 new");
    expect(words).toContain("2 new · 1 known · 1 flaky · 1 recovered");
  });

  it("is not told where there is no history", () => {
    const words = wordsIn(plan(recorded, {}, { picture: { final } }), "build");
    expect(words).not.toMatch(/new|known/);
  });

  it("is said of each failure", () => {
    const planned = plan(recorded, {}, { facts: told });
    const said = ["failure/e0", "failure/e1", "failure/e2"].map((name) => wordsIn(planned, name));
    expect(said.map((words) => /\((?:new|first seen|known since #41)\)/.exec(words)?.[0])).toEqual([
      "(new)",
      "(known since #41)",
      "(first seen)",
    ]);
  });

  it("is said to those who are called", () => {
    expect(wordsIn(plan(recorded, { mention: [ana] }, { facts: told }), "attention")).toContain("3 of 4 failed (2 new");
  });
});

describe("missing tests and suspect devices", () => {
  const suspect: SuspectDevice = {
    deviceId: "D1",
    label: "Pixel 9",
    failedAlone: 5,
    ran: 6,
    jobs: ["Nightly"],
    reason: "5 of 6 tests failed on it and passed on other devices",
  };
  const missing = [{ kind: "platform", platform: "Galaxy S23", count: 12 }] as const;

  it("are named on the card of the whole build, not where a filter shows a part", () => {
    const input = { facts: { ...NO_FACTS, missing }, picture: { final } };
    expect(wordsIn(plan(of("PASSED"), {}, input), "build")).toContain("all 12 tests on Galaxy S23");
    const filter = [{ key: "test" as const, negated: false, values: ["Login*"] }];
    const part = plan(of("PASSED"), {}, { ...input, subscriptions: [aSubscription({ filter })] });
    expect(wordsIn(part, "build")).not.toContain("Galaxy");
  });

  it.each([
    ["failed", "D1", "FAILED", true],
    ["passed", "D1", "PASSED", false],
    ["could not run", "D1", "BLOCKED", false],
    ["failed on another device", "D2", "FAILED", false],
  ] as const)("a suspect is named where a test %s", (_what, deviceId, status, named) => {
    const recorded = [aRecordedExecution({ status, platforms: [{ kind: "device", deviceId, model: "Pixel 9" }] })];
    const input = { facts: { ...NO_FACTS, suspects: new Map([["D1", suspect]]) } };
    expect(wordsIn(plan(recorded, {}, input), "build").includes("Pixel 9 (D1): 5 of 6 tests failed")).toBe(named);
  });
});

describe("is: in a subscription", () => {
  const recorded = [...of("FAILED", "FAILED", "PASSED", "BLOCKED"), ...attempts("Pay", "FAILED", "PASSED")];
  const told = facts(recorded, NEW, KNOWN, RECOVERED);
  const asking = (value: ResultMark, negated = false) => ({
    facts: told,
    picture: { final },
    subscriptions: [aSubscription({ filter: [{ key: "is" as const, negated, values: [value] }] })],
  });

  it.each<[string, ReturnType<typeof asking>, readonly string[], string]>([
    ["new", asking("new"), ["build", "failure/e0"], "1 of 1 failed (new"],
    ["known", asking("known"), ["build", "failure/e1"], "1 of 1 failed (known"],
    ["recovered", asking("recovered"), ["build"], "1 test passed"],
    ["flaky", asking("flaky"), ["build"], "1 test passed, 1 flaky"],
    ["not known", asking("known", true), ["build", "failure/e0", "failure/e3"], "1 of 4 failed, 1 could not run"],
  ])("%s", (_what, input, wanted, words) => {
    const planned = plan(recorded, {}, input);
    expect(names(planned)).toEqual(wanted);
    expect(wordsIn(planned, "build")).toContain(words);
  });

  it("keeps every failure where nothing is known of the job and branch", () => {
    const input = { ...asking("new"), facts: NO_FACTS };
    expect(names(plan(recorded, { on: "failures" }, input))).toEqual(["build", "failure/e0", "failure/e1"]);
  });

  it("works in mutes", () => {
    const mutes = [aMute({ filter: [{ key: "is", negated: false, values: ["known"] }] })];
    const planned = plan(recorded, {}, { facts: told, mutes });
    expect(names(planned)).toEqual(["build", "failure/e0", "failure/e3"]);
    expect(wordsIn(planned, "build")).toContain("1 failure muted here.");
  });
});

describe("on:changes with a build between that could not run", () => {
  const blocked = aFinishedBuild(44, 0, { verdict: "blocked" });
  const options = { on: "changes" } as const;

  it.each([
    ["still fails", of("FAILED"), [blocked, aFinishedBuild(43, 2)], "same-verdict-as-before"],
    ["fails newly", of("FAILED"), [blocked, aFinishedBuild(43)], "newly-failing"],
    ["recovered", of("PASSED"), [blocked, aFinishedBuild(43, 2)], "recovered"],
    ["still passes", of("PASSED"), [blocked, aFinishedBuild(43)], "same-verdict-as-before"],
    ["fails, and nothing else is known", of("FAILED"), [blocked], "newly-failing"],
    ["could not run either", of("BLOCKED"), [blocked, aFinishedBuild(43, 2)], "verdict-not-known-yet"],
  ] as const)("%s", (_what, recorded, history, reason) => {
    expect(plan(recorded, options, { history, picture: { final } }).reason).toBe(reason);
  });

  it("is compared with the build before it on the card, too", () => {
    const history = [blocked, aFinishedBuild(43, 2)];
    const planned = plan(of("PASSED"), options, { history, picture: { final } });
    expect(wordsIn(planned, "build")).toContain("Recovered: #43 had failed.");
  });

  it("goes by start, not by number", () => {
    const reset = aFinishedBuild(1, 2, { startedAtMs: NINE - 90_000 });
    const history = [reset, aFinishedBuild(900, 0, { startedAtMs: NINE - 99_000 })];
    expect(plan(of("PASSED"), options, { history, picture: { final } }).reason).toBe("recovered");
  });
});
