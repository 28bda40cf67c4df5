import { describe, expect, it } from "vitest";
import {
  type BuildPlan,
  generateBuild,
  generateJobs,
  jobNames,
  type LabExecution,
  platformsOfKinds,
  scenarioJobs,
  seededRandom,
  typedPassword,
} from "../index.ts";
import { stepsOf } from "../lab-execution.ts";

const startMs = Date.UTC(2026, 10, 20, 8);
const base: BuildPlan = { seed: 1, baseUrl: "http://127.0.0.1:4000", job: "Nightly", number: 45, startMs };

const written = (build: readonly LabExecution[]) =>
  JSON.stringify(build.map((execution) => [execution, stepsOf(execution)]));
const withStatus = (build: readonly LabExecution[], status: string) =>
  build.filter(({ resource }) => resource.status === status);
/** A message without what differs from one failure of a cause to the next. */
const normalised = ({ resource }: LabExecution) =>
  resource.message?.replaceAll(/[0-9a-f-]{36}|\b[0-9a-f]{8}\b|\d+/gu, "#");

/** Whether it failed and the same test passed later on the same platform. */
function isRetried({ resource }: LabExecution, _index: number, build: readonly LabExecution[]): boolean {
  return (
    resource.status === "FAILED" &&
    build.some(
      ({ resource: other }) =>
        other.status === "PASSED" && other.name === resource.name && other.platforms?.[0] === resource.platforms?.[0],
    )
  );
}

/** The failures of a build by test, platform and reason. */
function failuresOf(plan: BuildPlan): readonly string[] {
  return withStatus(generateBuild(plan), "FAILED")
    .map(({ resource }) => [resource.name, resource.platforms?.[0]?.deviceId, resource.failureReasonName].join("|"))
    .toSorted((a, b) => a.localeCompare(b));
}

describe("a generated build", () => {
  it("is the same for the same plan, and another for another seed or number", () => {
    const once = written(generateBuild(base));
    expect(written(generateBuild({ ...base }))).toBe(once);
    expect(written(generateBuild({ ...base, seed: 2 }))).not.toBe(once);
    expect(written(generateBuild({ ...base, number: 46 }))).not.toBe(once);
  });

  it.each([
    { executions: 120, platforms: 6, failures: 7, causes: 2 },
    { executions: 1, platforms: 1, failures: 1, causes: 1 },
    { executions: 17, platforms: 4, failures: 0, causes: 2, blocked: 3, unknown: 2, flaky: 4 },
    { executions: 500, platforms: 18, failures: 50, causes: 5, blocked: 5, flaky: 9, testsPerSession: 3 },
    { executions: 30, platforms: 40, failures: 30, causes: 3 },
  ])("has exactly the wanted numbers: %o", (numbers) => {
    for (let seed = 0; seed < 20; seed++) {
      const build = generateBuild({ ...base, ...numbers, seed });
      const flaky = numbers.flaky ?? 0;
      expect(build).toHaveLength(numbers.executions + flaky);
      expect(new Set(build.map(({ resource }) => resource.id)).size).toBe(build.length);
      expect(withStatus(build, "FAILED")).toHaveLength(numbers.failures + flaky);
      expect(withStatus(build, "BLOCKED")).toHaveLength(numbers.blocked ?? 0);
      expect(withStatus(build, "UNKNOWN")).toHaveLength(numbers.unknown ?? 0);
      const retried = build.filter(isRetried);
      expect(retried).toHaveLength(flaky);
      const causes = new Set(
        withStatus(build, "FAILED")
          .filter((one) => !retried.includes(one))
          .map(normalised),
      );
      expect(causes.size).toBe(Math.min(numbers.causes, numbers.failures));
      const platforms = new Set(build.map(({ resource }) => resource.platforms?.[0]?.deviceId));
      expect(platforms.size).toBe(Math.min(numbers.platforms, numbers.executions));
    }
  });

  it("keeps its times in order", () => {
    const plan = { ...base, blocked: 2, spreadMs: 60_000, processingMs: [1_000, 9_000] } as const;
    for (const { resource, visibleAtMs = 0, settlesAtMs = 0 } of generateBuild(plan)) {
      const { startTime = 0, endTime = 0 } = resource;
      expect(startTime).toBeGreaterThanOrEqual(startMs);
      expect(startTime).toBeLessThan(startMs + 60_000);
      expect(endTime).toBeGreaterThan(startTime);
      expect(visibleAtMs).toBeGreaterThan(endTime);
      expect(settlesAtMs - visibleAtMs).toBeGreaterThanOrEqual(1_000);
      expect(settlesAtMs - visibleAtMs).toBeLessThanOrEqual(9_000);
      for (const video of resource.videos ?? []) {
        expect(video.startTime).toBeLessThan(startTime);
        expect(video.endTime).toBeGreaterThan(endTime);
      }
    }
  });

  it("plays faster without running ahead of its stamps", () => {
    const build = generateBuild({ ...base, speed: 100, spreadMs: 600_000 });
    for (const { resource, visibleAtMs = 0 } of build) {
      expect(visibleAtMs).toBeLessThan(startMs + 600_000 / 50);
      expect(resource.endTime).toBeLessThan(visibleAtMs);
      expect((resource.endTime ?? 0) - (resource.startTime ?? 0)).toBeGreaterThanOrEqual(20_000);
    }
  });

  it("explains each failure by a command with screenshots inside the video", () => {
    const failed = withStatus(generateBuild({ ...base, failures: 40, causes: 3 }), "FAILED");
    for (const execution of failed) {
      const commands = stepsOf(execution).flatMap((step) => step.commands);
      const explaining = commands.findLast(({ status }) => status === "FAILURE");
      const [video] = execution.resource.videos ?? [];
      expect(explaining?.message).toBe(execution.resource.message);
      expect(explaining?.screenshots).toHaveLength(2);
      expect(explaining?.startTime).toBeGreaterThan(video?.startTime ?? Infinity);
      expect(explaining?.endTime).toBeLessThan(video?.endTime ?? 0);
      expect(commands.at(-1)?.status).toBe("SUCCESS");
    }
    const earlier = failed.filter(
      (execution) =>
        stepsOf(execution)
          .flatMap((step) => step.commands)
          .filter(({ status }) => status === "FAILURE").length > 1,
    );
    expect(earlier.length).toBeGreaterThan(0);
  });

  it("keeps tests, platforms and failures of a job from number to number under one seed", () => {
    expect(failuresOf({ ...base, number: 46 })).toEqual(failuresOf(base));
    expect(failuresOf({ ...base, seed: 2 })).not.toEqual(failuresOf(base));
  });

  it("fails and blocks where it should", () => {
    const platforms = platformsOfKinds(["phone"], 6);
    const blockedId = platforms[0]?.deviceId;
    const build = generateBuild({
      ...base,
      platforms,
      failuresOn: ({ osVersion }) => osVersion === "17.5.1",
      blocked: 4,
      blockedOn: ({ deviceId }) => deviceId === blockedId,
    });
    expect(new Set(withStatus(build, "FAILED").map(({ resource }) => resource.platforms?.[0]?.osVersion))).toEqual(
      new Set(["17.5.1"]),
    );
    for (const { resource } of withStatus(build, "BLOCKED")) {
      expect(resource.platforms?.[0]?.deviceId).toBe(blockedId);
      expect(resource.videos).toEqual([]);
      expect(resource.failureReasonName).toBeTruthy();
    }
  });

  it("lets a flaky test pass at its second attempt", () => {
    const build = generateBuild({ ...base, failures: 0, flaky: 2 });
    for (const failed of withStatus(build, "FAILED")) {
      const attempts = build.filter(
        ({ resource }) =>
          resource.name === failed.resource.name && resource.platforms?.[0] === failed.resource.platforms?.[0],
      );
      expect(attempts.map(({ resource }) => resource.status)).toEqual(["FAILED", "PASSED"]);
      expect(attempts[1]?.resource.startTime).toBeGreaterThan(failed.resource.endTime ?? Infinity);
    }
  });

  it("shows the tests of one driver session together", () => {
    const sessions = Map.groupBy(generateBuild({ ...base, testsPerSession: 4 }), (one) => one.resource.externalId);
    expect(sessions.size).toBe(30);
    for (const together of sessions.values()) {
      expect(together).toHaveLength(4);
      expect(new Set(together.map(({ visibleAtMs }) => visibleAtMs)).size).toBe(1);
    }
  });

  it("holds what must not be passed on, and links to its own origin alone", () => {
    const build = generateBuild(base);
    const text = written(build);
    expect(text).toContain(typedPassword);
    expect(text).toMatch(/"imei":"00\d{13}"/u);
    expect(text).toMatch(/"phoneNumber":"\+1555\d{7}"/u);
    for (const execution of build) {
      const { id, reportURL, videos = [], artifacts = [] } = execution.resource;
      expect(id).toMatch(/^[0-9a-f]{24}$/u);
      expect(reportURL).toBe(`${base.baseUrl}/reporting/test/${id}`);
      const links = [
        ...videos.flatMap((one) => [one.streamingUrl, one.downloadUrl]),
        ...artifacts.map(({ path }) => path),
      ];
      for (const link of links) expect(link).toMatch(new RegExp(`^${base.baseUrl}/reporting/media/${id}/`, "u"));
    }
  });

  it.each([{ failures: 121 }, { failures: 30, causes: 8 }, { blocked: 1, blockedOn: () => false }, { platforms: [] }])(
    "refuses what has no room: %o",
    (plan) => {
      expect(() => generateBuild({ ...base, ...plan })).toThrow(RangeError);
    },
  );
});

describe("generated jobs", () => {
  it("are many, different, and the same again", () => {
    expect(new Set(jobNames(10_000)).size).toBe(10_000);
    const plan = { seed: 3, baseUrl: base.baseUrl, jobs: 50, buildsPerJob: 2, executionsPerBuild: 8, endMs: startMs };
    const all = [...generateJobs(plan)];
    expect(all).toHaveLength(50 * 2 * 8);
    expect(new Set(all.map(({ resource }) => resource.id)).size).toBe(all.length);
    expect(written([...generateJobs(plan)])).toBe(written(all));
    const red = new Set(
      withStatus(all, "FAILED").map(({ resource }) => `${resource.job?.name} ${resource.job?.number}`),
    );
    expect(red.size).toBeGreaterThan(0);
    expect(red.size).toBeLessThan(100);
  });
});

describe("the scenario", () => {
  it.each(scenarioJobs.map((job) => [job.name, job] as const))("%s can be built under any number", (_name, job) => {
    for (let number = 1; number <= 30; number++) {
      const build = generateBuild({ ...base, job: job.name, number, ...job.build("any", number) });
      expect(build.length).toBeGreaterThan(0);
    }
  });
});

describe("seeded random numbers", () => {
  it("stay within their bounds and repeat", () => {
    for (let seed = 0; seed < 200; seed++) {
      const [one, two] = [seededRandom("x", seed), seededRandom("x", seed)];
      const draw = (random: typeof one) => [
        random.between(-2, 3),
        random.next(),
        random.hex(7),
        random.pick("abc".split("")),
      ];
      const drawn = draw(one);
      expect(draw(two)).toEqual(drawn);
      expect(drawn[0]).toBeGreaterThanOrEqual(-2);
      expect(drawn[0]).toBeLessThanOrEqual(3);
      expect(drawn[2]).toMatch(/^[0-9a-f]{7}$/u);
      expect(one.shuffle([1, 2, 3, 4]).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4]);
    }
    expect(seededRandom("ab", "c").next()).not.toBe(seededRandom("a", "bc").next());
    expect(() => seededRandom(1).pick([])).toThrow(RangeError);
  });
});
