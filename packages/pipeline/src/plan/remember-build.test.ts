import {
  buildKey,
  recordedResults,
  type BuildPicture,
  type ExecutionStatus,
  type JobBuildRef,
  type RecordedExecution,
} from "@perfecto-bot/domain";
import { aPicture, aRecordedExecution, NINE } from "@perfecto-bot/domain/testing";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMemoryHistoryStore, createMemoryPictureStore } from "../memory/index.ts";
import { attempts } from "../testing/plan-of.ts";
import { rememberBuild, type RememberParts } from "./remember-build.ts";

const HOUR_MS = 3_600_000;
const final = { atMs: NINE, reason: "quiet" } as const;
const LINE = { lab: "acme", job: "Nightly" };
const open = (): RememberParts => ({ pictures: createMemoryPictureStore(), histories: createMemoryHistoryStore() });
const startOf = (number: number) => NINE - (200 - number) * HOUR_MS;

/** A final build of these tests, that started so many hours after the one before. */
function aBuild(
  number: number,
  recorded: readonly RecordedExecution[],
  overrides: Partial<BuildPicture> = {},
): BuildPicture {
  const ref: JobBuildRef = { kind: "job", ...LINE, number, startedAtMs: startOf(number) };
  return aPicture(recorded, { ref, final, ...overrides });
}

function onDevice(deviceId: string, name: string, status: ExecutionStatus): RecordedExecution {
  const platforms = [{ kind: "device" as const, deviceId, model: "Pixel 9", os: "Android", osVersion: "15" }];
  return aRecordedExecution({ id: `${name}-${deviceId}-${status}`, name, status, platforms });
}

async function seen({ pictures, histories }: RememberParts) {
  const all = [...(await histories.histories(LINE, "all")).values()];
  return {
    histories: all.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    builds: await pictures.finishedBuilds("acme", "Nightly", undefined),
    devices: (await histories.deviceEvidence("acme")).toSorted((a, b) =>
      JSON.stringify(a) < JSON.stringify(b) ? -1 : 1,
    ),
  };
}

async function rememberAll(parts: RememberParts, pictures: readonly BuildPicture[]): Promise<void> {
  for (const picture of pictures) await rememberBuild(parts, picture, NINE);
}

describe("a final build", () => {
  it("is remembered by what each test came to", async () => {
    const parts = open();
    await rememberAll(parts, [
      aBuild(1, [...attempts("Pay", "FAILED", "PASSED"), ...attempts("Log in", "BLOCKED")]),
      aBuild(2, [...attempts("Pay", "FAILED"), ...attempts("Log in", "PASSED")]),
    ]);
    const { histories, builds } = await seen(parts);
    expect(
      histories.map(({ test, results }) => [test, results.map(({ label, outcome }) => `${label} ${outcome}`)]),
    ).toEqual([
      ["Log in", ["#2 passed", "#1 blocked"]],
      ["Pay", ["#2 failed", "#1 flaky"]],
    ]);
    expect(builds.map(({ label, verdict }) => `${label} ${verdict}`)).toEqual(["#2 failed", "#1 blocked"]);
  });

  it.each([
    ["an open one", aPicture(attempts("Pay", "FAILED"))],
    ["one without a verdict", aBuild(1, attempts("Pay", "UNKNOWN"))],
    [
      "one of no job",
      aPicture(attempts("Pay", "FAILED"), { final, ref: { kind: "session", lab: "acme", externalId: "x" } }),
    ],
  ])("is another thing than %s", async (_what, picture) => {
    const parts = open();
    await rememberBuild(parts, picture, NINE);
    expect(await seen(parts)).toEqual({ histories: [], builds: [], devices: [] });
  });

  it("leaves no history of a test without a verdict", async () => {
    const parts = open();
    await rememberBuild(parts, aBuild(1, [...attempts("Pay", "UNKNOWN"), ...attempts("Log in", "PASSED")]), NINE);
    expect((await seen(parts)).histories.map(({ test }) => test)).toEqual(["Log in"]);
  });

  it("is remembered anew when it comes to something else", async () => {
    const parts = open();
    await rememberAll(parts, [aBuild(1, attempts("Pay", "FAILED")), aBuild(1, attempts("Pay", "FAILED", "PASSED"))]);
    const { histories, builds } = await seen(parts);
    expect(histories).toMatchObject([{ results: [{ outcome: "flaky" }] }]);
    expect(builds).toMatchObject([{ verdict: "passed" }]);
  });
});

const arbitraryStatus = fc.constantFrom<ExecutionStatus>("PASSED", "FAILED", "BLOCKED", "UNKNOWN");
const arbitraryBuild = fc.record({
  pay: fc.array(arbitraryStatus, { minLength: 1, maxLength: 3 }),
  login: fc.array(arbitraryStatus, { maxLength: 2 }),
  device: fc.constantFrom("D1", "D2"),
  search: fc.constantFrom<ExecutionStatus>("PASSED", "FAILED"),
});

describe("any builds, remembered in any order and any number of times", () => {
  const cases = fc
    .array(arbitraryBuild, { minLength: 1, maxLength: 6 })
    .map((builds) =>
      builds.map(({ pay, login, device, search }, index) =>
        aBuild(index + 1, [
          ...attempts("Pay", ...pay),
          ...attempts("Log in", ...login),
          onDevice(device, "Search", search),
          onDevice("D3", "Search", "PASSED"),
        ]),
      ),
    )
    .chain((builds) =>
      fc.record({
        builds: fc.constant(builds),
        replay: fc
          .array(fc.constantFrom(...builds), { maxLength: 4 })
          .chain((again) => fc.shuffledSubarray([...builds, ...again], { minLength: builds.length + again.length })),
      }),
    );

  it("leave the same histories, builds and device evidence", async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ builds, replay }) => {
        const [once, anyhow] = [open(), open()];
        await rememberAll(once, builds);
        await rememberAll(anyhow, replay);
        expect(await seen(anyhow)).toEqual(await seen(once));
      }),
      { numRuns: 60 },
    );
  });
});

describe("forgetting", () => {
  it("drops a test that no build showed for fifty, and keeps the others", async () => {
    const parts = open();
    const builds = Array.from({ length: 50 }, (_, index) =>
      aBuild(index + 1, attempts(index === 0 ? "Old" : "Pay", "PASSED")),
    );
    await rememberAll(parts, builds);
    expect((await seen(parts)).histories.map(({ test }) => test)).toEqual(["Old", "Pay"]);
    await rememberBuild(parts, aBuild(51, attempts("Pay", "PASSED")), NINE);
    expect((await seen(parts)).histories.map(({ test }) => test)).toEqual(["Pay"]);
  });

  it("keeps the last twenty results of a test", async () => {
    const parts = open();
    await rememberAll(
      parts,
      Array.from({ length: 25 }, (_, index) => aBuild(25 - index, attempts("Pay", "PASSED"))),
    );
    const [history] = (await seen(parts)).histories;
    expect(history?.results.map(({ label }) => label)).toEqual(
      Array.from({ length: 20 }, (_, index) => `#${25 - index}`),
    );
  });
});

describe("devices", () => {
  const tests = ["Pay", "Log in", "Search", "Sort", "Share", "Help"];
  /** Everything failed on D1 and passed on two others. */
  const sick = (number: number) =>
    aBuild(
      number,
      tests.flatMap((test) => [
        onDevice("D1", test, "FAILED"),
        onDevice("D2", test, "PASSED"),
        onDevice("D3", test, "PASSED"),
      ]),
    );

  it("that fail what passes on others are suspect", async () => {
    const parts = open();
    await rememberAll(parts, [sick(197), sick(198)]);
    expect((await parts.histories.suspects("acme")).map(({ deviceId }) => deviceId)).toEqual(["D1"]);
  });

  it("are cleared by what they do later", async () => {
    const parts = open();
    await rememberAll(parts, [sick(197), sick(198)]);
    const well = Array.from({ length: 12 }, (_, index) =>
      aBuild(
        186 + index - 1,
        tests.flatMap((test) => [onDevice("D1", test, "PASSED"), onDevice("D2", test, "PASSED")]),
      ),
    );
    await rememberAll(parts, well);
    expect(await parts.histories.suspects("acme")).toEqual([]);
  });

  it("are told of once by a build, whatever it comes to later", async () => {
    const parts = open();
    await rememberAll(parts, [sick(198), sick(198)]);
    expect(await parts.histories.deviceEvidence("acme")).toHaveLength(3);
  });
});

it("a build is remembered under its key and its tests under its start", async () => {
  const parts = open();
  const picture = aBuild(7, attempts("Pay", "PASSED"));
  await rememberBuild(parts, picture, NINE);
  const { histories, builds } = await seen(parts);
  expect(builds[0]?.key).toBe(buildKey(picture.ref));
  expect(histories).toMatchObject([{ key: recordedResults(picture)[0]?.key, results: [{ startMs: startOf(7) }] }]);
});
