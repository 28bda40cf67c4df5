import { describe, expect, it } from "vitest";
import type { Execution, ExecutionStatus } from "../execution.ts";
import { anExecution } from "../testing/an-execution.ts";
import { seeded } from "../testing/seeded-random.ts";
import { binomialTail } from "./binomial-tail.ts";
import { deviceEvidence, type DeviceEvidence } from "./device-evidence.ts";
import { suspectDevices, type JobDeviceEvidence } from "./suspect-devices.ts";

type Ran = readonly [test: string, deviceId: string, status: ExecutionStatus, osVersion?: string];

function run([name, deviceId, status, osVersion = "14"]: Ran, index: number): Execution {
  return anExecution({
    id: `e${index}`,
    name,
    status,
    startedAtMs: index * 1_000,
    platforms: [{ kind: "device", deviceId, model: "Pixel 8", os: "Android", osVersion }],
  });
}

const countsOf = (all: readonly DeviceEvidence[], id: string) => {
  const found = all.find(({ deviceId }) => deviceId === id);
  return found === undefined ? undefined : [found.failedAlone, found.failedToo, found.passed];
};

describe("deviceEvidence", () => {
  it.each<[string, readonly Ran[], unknown]>([
    [
      "what a retry elsewhere passed",
      [
        ["Pay", "x", "FAILED"],
        ["Pay", "a", "PASSED"],
      ],
      [1, 0, 0],
    ],
    [
      "what passed on another system",
      [
        ["Pay", "x", "FAILED"],
        ["Pay", "a", "PASSED", "13"],
      ],
      [1, 0, 0],
    ],
    [
      "what passed on it in the end",
      [
        ["Pay", "x", "FAILED"],
        ["Pay", "x", "PASSED"],
        ["Pay", "a", "PASSED"],
      ],
      [0, 0, 1],
    ],
    [
      "a test twice as one",
      [
        ["Pay", "x", "FAILED"],
        ["Pay", "x", "FAILED"],
        ["Pay", "a", "PASSED"],
      ],
      [1, 0, 0],
    ],
    [
      "what failed on others too",
      [
        ["Pay", "x", "FAILED"],
        ["Pay", "a", "FAILED"],
      ],
      [0, 1, 0],
    ],
    [
      "what no other ran, as nothing",
      [
        ["Pay", "x", "FAILED"],
        ["Log in", "a", "PASSED"],
      ],
      [0, 0, 0],
    ],
    [
      "what all of its system failed, as no failure of its own",
      [
        ["Pay", "x", "FAILED"],
        ["Pay", "y", "FAILED"],
        ...["a", "b", "c", "d", "e"].map((id): Ran => ["Pay", id, "PASSED", "13"]),
      ],
      [0, 1, 0],
    ],
    [
      "no verdict, as nothing",
      [
        ["Pay", "x", "BLOCKED"],
        ["Pay", "a", "PASSED"],
      ],
      undefined,
    ],
  ])("counts %s", (_what, all, wanted) => {
    expect(countsOf(deviceEvidence(all.map(run)), "x")).toEqual(wanted);
  });

  it("leaves out what ran on two devices, in a browser or on a device without an id", () => {
    const device = { kind: "device" as const, deviceId: "x" };
    const all = [[device, { ...device, deviceId: "y" }], [{ kind: "browser" as const }], [{ kind: "device" as const }]];
    expect(deviceEvidence(all.map((platforms) => anExecution({ platforms })))).toEqual([]);
  });
});

const told = (
  deviceId: string,
  job: string,
  failedAlone: number,
  passed: number,
  rest: Partial<JobDeviceEvidence> = {},
): JobDeviceEvidence => ({
  deviceId,
  label: `Phone ${deviceId}`,
  failedAlone,
  failedToo: 0,
  passed,
  job,
  startMs: 1,
  ...rest,
});

describe("suspectDevices", () => {
  const peers = ["a", "b", "c", "d"].map((id) => told(id, "Nightly", 1, 29));

  it("says on what evidence", () => {
    const found = suspectDevices([...peers, told("x", "Nightly", 3, 1), told("x", "Smoke", 2, 0, { failedToo: 1 })]);
    expect(found).toEqual([
      {
        deviceId: "x",
        label: "Phone x",
        failedAlone: 5,
        ran: 7,
        jobs: ["Nightly", "Smoke"],
        reason: "5 of 7 tests failed on it and passed on other devices, in 2 jobs; on those it is 4 of 120",
      },
    ]);
  });

  it.each<[string, readonly JobDeviceEvidence[], boolean]>([
    ["three tests of two jobs", [told("x", "Nightly", 2, 0), told("x", "Smoke", 1, 0)], true],
    ["two tests of two jobs", [told("x", "Nightly", 1, 0), told("x", "Smoke", 1, 0)], false],
    ["four tests of one job", [told("x", "Nightly", 4, 0)], false],
    ["five tests of one job", [told("x", "Nightly", 5, 0)], true],
    [
      "one test in many builds",
      [1, 2, 3, 4, 5, 6].map((startMs) => told("x", "Nightly", 1, 0, { startMs, aloneMarks: ["m"] })),
      false,
    ],
    ["half of its tests", [told("x", "Nightly", 9, 9)], false],
  ])("judges %s", (_what, evidence, isSuspect) => {
    expect(suspectDevices([...peers, ...evidence]).map(({ deviceId }) => deviceId)).toEqual(isSuspect ? ["x"] : []);
  });

  it("suspects nothing where tests fail alone everywhere", () => {
    const flaky = ["a", "b", "c", "d", "e"].map((id) => told(id, "Nightly", 5, 5));
    expect(suspectDevices([...flaky, told("x", "Nightly", 6, 4)])).toEqual([]);
  });
});

it.each([
  [0, 5, 0.3, 1],
  [1, 2, 0.5, 0.75],
  [2, 2, 0.5, 0.25],
  [3, 4, 0.5, 5 / 16],
  [3, 2, 0.5, 0],
  [1, 3, 0, 0],
  [2, 3, 1, 1],
])("the binomial tail of %i of %i at %f is %f", (hits, trials, chance, wanted) => {
  expect(binomialTail(hits, trials, chance)).toBeCloseTo(wanted, 12);
});

/** A lab of some days: flaky tests, broken tests, tests that fail on one system, retries on other devices, sick devices. */
function randomLab(seed: number) {
  const random = seeded(seed);
  const devices = Array.from({ length: random.between(8, 25) }, (_, index) => ({
    id: `D${index}`,
    osVersion: `${random.between(13, 16)}.${random.between(0, 2)}`,
  }));
  const sick = new Map(
    random
      .shuffle(devices)
      .slice(0, random.between(0, 3))
      .map(({ id }) => [id, 0.75 + random.next() / 4]),
  );
  const evidence: JobDeviceEvidence[] = [];
  const ran = new Map<string, number>();
  for (let job = 0; job < random.between(2, 4); job += 1) {
    const flakiness = random.pick([0, 0.02, 0.05, 0.15]);
    const tests = Array.from({ length: random.between(8, 30) }, (_, index) => ({
      name: `Test ${index}`,
      chance: random.chance(0.05) ? 1 : flakiness,
      brokenOn: random.chance(0.08) ? random.pick(devices).osVersion : undefined,
    }));
    for (let build = 0; build < random.between(2, 5); build += 1) {
      const executions: Execution[] = [];
      for (const { name, chance, brokenOn } of tests) {
        for (const first of random.shuffle(devices).slice(0, random.between(2, 5))) {
          for (let [tries, device] = [0, first]; tries < 3; tries += 1, device = random.pick(devices)) {
            const fails = random.chance(Math.max(chance, sick.get(device.id) ?? 0)) || brokenOn === device.osVersion;
            executions.push(run([name, device.id, fails ? "FAILED" : "PASSED", device.osVersion], executions.length));
            if (!fails) break;
          }
        }
      }
      for (const one of deviceEvidence(executions)) {
        evidence.push({ ...one, job: `Job ${job}`, startMs: build });
        ran.set(one.deviceId, (ran.get(one.deviceId) ?? 0) + one.failedAlone + one.passed);
      }
    }
  }
  return { devices, sick, evidence, ran };
}

it("finds sick devices in random labs, and hardly any other", () => {
  const counts = { sick: 0, found: 0, healthy: 0, wrong: 0 };
  for (let seed = 0; seed < 60; seed += 1) {
    const { devices, sick, evidence, ran } = randomLab(seed);
    const suspects = new Set(suspectDevices(evidence).map(({ deviceId }) => deviceId));
    for (const { id } of devices) {
      if (sick.has(id) && (ran.get(id) ?? 0) < 5) continue;
      counts[sick.has(id) ? "sick" : "healthy"] += 1;
      if (suspects.has(id)) counts[sick.has(id) ? "found" : "wrong"] += 1;
    }
  }
  expect(counts.sick).toBeGreaterThan(50);
  expect(counts.found / counts.sick).toBeGreaterThanOrEqual(0.9);
  expect(counts.wrong / counts.healthy).toBeLessThanOrEqual(0.005);
  expect(counts.wrong / (counts.wrong + counts.found)).toBeLessThanOrEqual(0.02);
});
