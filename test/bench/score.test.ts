import { expect, test } from "vitest";
import { generateLab, SCENARIOS } from "../../bench/truth/generate/generate-lab.ts";
import type { GeneratedLab, TrueBuild, TrueCase } from "../../bench/truth/generate/timeline.ts";
import type { Product } from "../../bench/truth/product.ts";
import { shareOf, type Ratio } from "../../bench/truth/ratio.ts";
import { scoreLab, type Scores } from "../../bench/truth/score.ts";
import { perfectProduct } from "./perfect-product.ts";

const failed = aCase("pays", [["e1", "FAILED"]], { change: "new" });
const flaky = aCase(
  "logs in",
  [
    ["e2", "FAILED"],
    ["e3", "PASSED"],
  ],
  { flaky: true },
);
const well = aCase("rates", [["e4", "PASSED"]], { change: "recovered" });
const lab = aLab([aBuild("b1", [failed, flaky, well])]);
const right = perfectProduct(lab);

test.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))(
  "a bot that knows the truth of %j has nothing wrong",
  (_name, scenario) => {
    const generated = generateLab(scenario, "test");
    const { undecidable: _open, ...scores } = scoreLab(generated, perfectProduct(generated));
    expect(Object.values(scores).flatMap((ratio) => ratio?.wrong ?? [])).toEqual([]);
  },
);

test("what the product does not say is not scored", () => {
  const scores = scoreLab(lab, { ...right, changes: undefined, suspects: undefined });
  expect([scores.changesRight, scores.changesFound, scores.brokenSuspected, scores.healthyTrusted]).toEqual(
    Array.from({ length: 4 }),
  );
});

test.each<[string, Partial<Product>, Partial<Record<keyof Scores, number>>]>([
  ["a build in two", { builds: [aGroup("x", "e1"), aGroup("y", "e2", "e3", "e4")] }, { buildsFound: 0, buildsReal: 0 }],
  ["a build and a stray", { builds: [...right.builds, aGroup("z", "e1")] }, { buildsFound: 1, buildsReal: 0.5 }],
  ["no mention", { mentions: [] }, { failuresCalled: 0 }],
  ["a mention from an older run", { mentions: [{ buildKey: "b1", atMs: 5 }] }, { failuresCalled: 0 }],
  ["a flaky test overlooked", { results: [] }, { flakyFound: 0 }],
  ["a flaky test too many", { results: ["e1", "e3"].map(aFlaky) }, { flakyFound: 1, flakyReal: 0.5 }],
  ["flaky by its first try", { results: [aFlaky("e2")] }, { flakyFound: 0, flakyReal: 0 }],
  [
    "known for new",
    {
      changes: new Map([
        ["e1", "known"],
        ["e4", "recovered"],
      ]),
    },
    { changesFound: 0.5, changesRight: 0.5 },
  ],
  ["nothing of a change", { changes: new Map([["e1", "new"]]) }, { changesFound: 0.5, changesRight: 1 }],
  [
    "all under one cause",
    {
      causes: new Map([
        ["e1", "x"],
        ["e2", "x"],
      ]),
    },
    { causesReal: 0 },
  ],
  ["a healthy device", { suspects: new Set(["bad", "good"]) }, { brokenSuspected: 1, healthyTrusted: 0 }],
  ["no device", { suspects: new Set() }, { brokenSuspected: 0, healthyTrusted: 1 }],
  ["a platform to blame", { onlyOn: new Map([["b1", "iOS"]]) }, { onlyOnSilent: 0 }],
])("%s", (_what, wrong, wanted) => {
  const scores = scoreLab(lab, { ...right, ...wrong });
  const got = Object.keys(wanted).map((name) => [name, shareOf(scoreNamed(scores, name))]);
  expect(Object.fromEntries(got)).toEqual(wanted);
});

test("a mention of what a retry took back is wrong where the job is known to retry, and open where it is not", () => {
  const early: Partial<Product> = { mentions: [{ buildKey: "b1", atMs: 20 }] };
  const retried = (knownToRetry: boolean): GeneratedLab => aLab([{ ...aBuild("b1", [flaky]), knownToRetry }]);
  const counted = [true, false].map((known) => {
    const generated = retried(known);
    const { right: good, of } = scoreLab(generated, { ...perfectProduct(generated), ...early }).mentionsRight;
    return [good, of];
  });
  expect(counted).toEqual([
    [0, 1],
    [0, 0],
  ]);
});

test("a mention where nothing failed is wrong", () => {
  const blocked = aLab([aBuild("b1", [aCase("pays", [["e1", "BLOCKED"]])])]);
  const scores = scoreLab(blocked, { ...perfectProduct(blocked), mentions: [{ buildKey: "b1", atMs: 20 }] });
  expect([scores.mentionsRight.right, scores.mentionsRight.of]).toEqual([0, 1]);
});

test("a build nobody can tell is counted apart, and in nothing else", () => {
  const open = aLab([{ ...aBuild("b1", [failed, flaky, well]), undecidable: "a reason", onlyOn: [] }]);
  const { undecidable, brokenSuspected: _b, healthyTrusted: _h, ...scores } = scoreLab(open, right);
  expect([undecidable.right, undecidable.of]).toEqual([1, 1]);
  expect(Object.values(scores).map((one) => one?.of ?? 0)).toEqual(Object.values(scores).map(() => 0));
});

function scoreNamed(scores: Scores, name: string): Ratio {
  const found = Object.entries(scores).find(([key]) => key === name)?.[1];
  if (found === undefined) throw new Error(`no score ${name}`);
  return found;
}

function aFlaky(decidedBy: string): Product["results"][number] {
  return { decidedBy, flaky: true };
}

function aGroup(key: string, ...ids: string[]): Product["builds"][number] {
  return { key, executionIds: new Set(ids) };
}

function aCase(
  name: string,
  tries: readonly (readonly [string, "PASSED" | "FAILED" | "BLOCKED"])[],
  extra: Partial<TrueCase> = {},
): TrueCase {
  const attempts = tries.map(([executionId, status]) => {
    return { executionId, status, visibleAtMs: 10, ...(status === "FAILED" ? { failedFromMs: 10 } : {}) };
  });
  return { test: name, platform: "Pixel 8", attempts, outcome: tries.at(-1)?.[1] ?? "UNKNOWN", flaky: false, ...extra };
}

function aBuild(id: string, cases: readonly TrueCase[]): TrueBuild {
  return { id, job: "Nightly", number: 1, firstVisibleAtMs: 10, cases, knownToRetry: false, onlyOn: [] };
}

function aLab(builds: readonly TrueBuild[]): GeneratedLab {
  const attempts = builds.flatMap(({ cases }) => cases.flatMap((one) => one.attempts));
  const wrong = attempts.filter(({ status }) => status === "FAILED");
  return {
    scenario: "by hand",
    seed: "1",
    lab: "acme",
    jobs: ["Nightly"],
    startMs: 0,
    endMs: 100,
    tracks: [],
    hooks: [],
    builds,
    causes: new Map(wrong.map(({ executionId }) => [executionId, `cause of ${executionId}`])),
    brokenDevices: new Set(["bad"]),
    devices: new Set(["bad", "good"]),
  };
}
