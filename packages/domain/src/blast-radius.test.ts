import { describe, expect, it } from "vitest";
import { blastRadius } from "./blast-radius.ts";
import type { Execution } from "./execution.ts";
import { platformLabel, type Platform } from "./platform.ts";
import { anExecution } from "./testing/an-execution.ts";
import { seeded, type Seeded } from "./testing/seeded-random.ts";

const device = (maker: string, model: string, os: string, osVersion: string): Platform => ({
  kind: "device",
  maker,
  model,
  os,
  osVersion,
});
const browser = (name: string, browserVersion: string, osVersion = "10"): Platform => ({
  kind: "browser",
  browser: name,
  browserVersion,
  os: "Windows",
  osVersion,
});
const ios174 = device("Apple", "iPhone 15", "iOS", "17.4");
const ios172 = device("Apple", "iPhone 14", "iOS", "17.2");
const ios175 = device("Apple", "iPhone 13", "iOS", "17.5");
const ios16 = device("Apple", "iPhone 8", "iOS", "16.1");
const galaxy23 = device("Samsung", "Galaxy S23", "Android", "14");
const galaxy22 = device("Samsung", "Galaxy S22", "Android", "13");
const galaxy21 = device("Samsung", "Galaxy S21", "Android", "12");
const pixel8 = device("Google", "Pixel 8", "Android", "14");
const pixel7 = device("Google", "Pixel 7", "Android", "13");
const chrome = ["128", "129", "130"].map((version) => browser("Chrome", version));
const firefox = ["131", "132", "133"].map((version) => browser("Firefox", version));

const on = (...platforms: readonly Platform[]): Execution => anExecution({ platforms });
const each = (...platforms: readonly Platform[]): readonly Execution[] => platforms.map((platform) => on(platform));
/** The same of several tests. */
const times = (tests: number, executions: readonly Execution[]): readonly Execution[] =>
  Array.from({ length: tests }, (_, index) => executions.map((one) => ({ ...one, name: `Test ${index}` }))).flat();

const iphones = [ios174, ios172, ios175];
const androids = [galaxy23, pixel8, pixel7];

describe("blastRadius", () => {
  it.each<[string, readonly Execution[], readonly Execution[], string | undefined]>([
    ["nothing failed", [], each(...androids), undefined],
    ["nothing passed", each(...iphones), [], undefined],
    ["the system", each(...iphones), each(...androids), "iOS"],
    ["the major version", each(...iphones), each(ios16, ...androids), "iOS 17"],
    ["the exact version", times(3, each(ios174)), times(3, each(ios172, ios16, galaxy23, pixel8)), "iOS 17.4"],
    ["the model", times(3, each(pixel8)), times(3, each(galaxy23, pixel7, galaxy22, ios174)), "Pixel 8"],
    ["the maker", each(galaxy23, galaxy22, galaxy21), each(pixel8, pixel7, ios174), "Samsung"],
    ["the browser", each(...chrome), each(...firefox), "Chrome"],
    [
      "the browser's version",
      times(3, each(browser("Chrome", "130"))),
      times(3, each(...chrome.slice(0, 2), ...firefox)),
      "Chrome 130",
    ],
    ["nothing where it passed there too", each(...iphones), each(ios174, ...androids), undefined],
    ["nothing where one failed outside", each(...iphones, pixel8), each(galaxy23, galaxy22, pixel7), undefined],
    ["nothing without platforms", [on(), on(), on()], each(...androids), undefined],
    ["what both devices of a test share", [on(ios174, ios16), on(ios172), on(ios175)], each(...androids), "iOS"],
    [
      "not a system on which one of a passing test's devices ran",
      each(...iphones),
      [on(ios16, galaxy23), ...each(galaxy22, pixel8)],
      "iOS 17",
    ],
    ["nothing for two against two", each(ios174, ios172), each(pixel8, galaxy23), undefined],
    ["nothing for three against two", each(...iphones), each(pixel8, galaxy23), undefined],
    ["nothing for a single failure", each(ios174), each(ios172, ios16, ...androids, galaxy21, galaxy22), undefined],
    [
      "nothing for two tests on one of six",
      times(2, each(ios174)),
      times(2, each(ios172, ios16, ...androids)),
      undefined,
    ],
    ["two tests on the iPhones of four", times(2, each(ios174, ios172)), times(2, each(galaxy23, pixel8)), "iOS"],
    ["nothing where other tests pass", each(...iphones), times(9, each(...androids)), undefined],
    [
      "nothing where only another row of the data passes",
      each(...iphones).map((one) => ({ ...one, parameters: [{ name: "card", value: "visa" }] })),
      each(...androids),
      undefined,
    ],
  ])("is %s", (_what, failed, passed, wanted) => {
    expect(blastRadius(failed, passed)).toBe(wanted);
    expect(blastRadius(failed.toReversed(), passed.toReversed())).toBe(wanted);
  });
});

/** Platforms of a build, with what each is. */
function randomPlatforms(random: Seeded): readonly Platform[] {
  const count = random.between(4, 14);
  const kinds: readonly (() => Platform)[] = [
    () =>
      device("Apple", `iPhone ${random.between(11, 16)}`, "iOS", `${random.between(16, 18)}.${random.between(0, 5)}`),
    () => device("Samsung", `Galaxy S${random.between(20, 24)}`, "Android", `${random.between(12, 15)}`),
    () => device("Google", `Pixel ${random.between(5, 9)}`, "Android", `${random.between(12, 15)}`),
    () => browser(random.pick(["Chrome", "Firefox", "Edge"]), `${random.between(125, 131)}`, random.pick(["10", "11"])),
  ];
  const all = Array.from({ length: count * 3 }, () => random.pick(kinds)());
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()].slice(0, count);
}

const traits: readonly ((platform: Platform) => string)[] = [
  ({ os = "" }) => os,
  (platform) => (platform.kind === "device" ? (platform.maker ?? "") : (platform.browser ?? "")),
  ({ os = "", osVersion = "" }) => `${os} ${osVersion.split(".", 1)[0]}`,
  (platform) => JSON.stringify(platform),
];

/** All that a platform may be called. */
function namesOf(platform: Platform): readonly string[] {
  const { os = "", osVersion = "" } = platform;
  const own =
    platform.kind === "device"
      ? [platform.maker, platform.model]
      : [platform.browser, `${platform.browser} ${platform.browserVersion}`];
  const names = [os, ...own, `${os} ${osVersion.split(".", 1)[0]}`, `${os} ${osVersion}`, platformLabel(platform)];
  return names.flatMap((name) => name ?? []);
}

type Fails = (test: number, platform: Platform) => boolean;
const TESTS = 20;

/** What is said of a build of all tests on all platforms; undefined where nothing failed. */
function said(platforms: readonly Platform[], fails: Fails): { readonly only: string | undefined } | undefined {
  const all = Array.from({ length: TESTS }, (_, test) =>
    platforms.map((platform) => ({
      failed: fails(test, platform),
      execution: anExecution({ name: `Test ${test}`, platforms: [platform] }),
    })),
  ).flat();
  const of = (failed: boolean) => all.filter((one) => one.failed === failed).map(({ execution }) => execution);
  return of(true).length === 0 ? undefined : { only: blastRadius(of(true), of(false)) };
}

const SEEDS = 500;

it.each<[string, (random: Seeded, platforms: readonly Platform[]) => Fails]>([
  [
    "a flaky test",
    (random) => {
      const chance = 0.1 + random.next() * 0.6;
      return (test) => test === 0 && random.chance(chance);
    },
  ],
  ["a broken test and a flaky one", (random) => (test) => test === 0 || (test === 1 && random.chance(0.2))],
  [
    "two or three failures anywhere",
    (random, platforms) => {
      const failures = Array.from({ length: random.between(2, 3) }, () => [
        random.between(0, TESTS - 1),
        random.pick(platforms),
      ]);
      return (test, platform) => failures.some(([one, where]) => one === test && where === platform);
    },
  ],
  [
    "flaky tests",
    (random) => {
      const count = random.between(2, 5);
      return (test) => test < count && random.chance(0.3);
    },
  ],
  ["noise", (random) => () => random.chance(0.02)],
])("stays silent in 95 of 100 random builds with %s", (_what, world) => {
  let [worlds, silent] = [0, 0];
  for (let seed = 0; seed < SEEDS; seed += 1) {
    const random = seeded(seed);
    const platforms = randomPlatforms(random);
    const found = said(platforms, world(random, platforms));
    if (found === undefined) continue;
    worlds += 1;
    if (found.only === undefined) silent += 1;
  }
  expect(worlds).toBeGreaterThan(SEEDS / 2);
  expect(silent / worlds).toBeGreaterThanOrEqual(0.95);
});

it("is right in 95 of 100 random builds in which tests fail on a part of the platforms", () => {
  let [worlds, right] = [0, 0];
  for (let seed = 0; seed < SEEDS; seed += 1) {
    const random = seeded(seed);
    const platforms = randomPlatforms(random);
    const trait = random.pick(traits);
    const value = trait(random.pick(platforms));
    const inside = platforms.filter((platform) => trait(platform) === value);
    const broken = random.between(inside.length > 2 ? 1 : 3, 6);
    if (platforms.length - inside.length < 3) continue;
    worlds += 1;
    const found = said(platforms, (test, platform) => test < broken && trait(platform) === value);
    const named = platforms.filter((platform) => namesOf(platform).includes(found?.only ?? ""));
    if (JSON.stringify(named) === JSON.stringify(inside)) right += 1;
  }
  expect(worlds).toBeGreaterThan(SEEDS / 2);
  expect(right / worlds).toBeGreaterThanOrEqual(0.95);
});
