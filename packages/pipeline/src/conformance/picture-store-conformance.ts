import { emptyPicture, type BuildPicture } from "@perfecto-bot/domain";
import { describe, expect, it } from "vitest";
import type { FinishedBuild, KnownBuild, PictureStore } from "../ports/picture-store.ts";
import type { WorkSchedule } from "../ports/work-schedule.ts";
import { SAMPLE_REF, sampleRecord, withExecutions } from "./samples.ts";

const KEY = "j/acme/Nightly//45";
const EMPTY = emptyPicture(SAMPLE_REF);

/** A picture store with the schedule that it writes to. */
export interface ScheduledPictures {
  readonly store: PictureStore;
  readonly schedule: WorkSchedule;
}

/** What every picture store must do. `makeWithSchedule` gives an empty one. */
export function pictureStoreConformance(
  name: string,
  makeWithSchedule: () => ScheduledPictures | Promise<ScheduledPictures>,
): void {
  const makeStore = async (): Promise<PictureStore> => (await makeWithSchedule()).store;
  describe(`${name} keeps the picture`, () => {
    it("knows nothing at first", async () => {
      const store = await makeStore();
      expect(await store.load(KEY)).toBeUndefined();
      expect(await store.openBuilds()).toEqual([]);
      expect(await store.buildOfExecution(SAMPLE_REF.lab, "1")).toBeUndefined();
    });

    it("gives back what was saved, change by change", async () => {
      const store = await makeStore();
      const first = withExecutions(EMPTY, [sampleRecord("1"), sampleRecord("__proto__"), sampleRecord("revision")]);
      expect(await store.save(KEY, EMPTY, first)).toBe("saved");
      expect(await store.load(KEY)).toEqual(first);
      const settled = { ...sampleRecord("1"), settledAtMs: 5, enrichment: { state: "pending", attempts: 2 } } as const;
      const second: BuildPicture = {
        ...withExecutions(first, [settled, sampleRecord("2")]),
        ci: { expected: 3 },
        final: { atMs: 9, reason: "quiet" },
        reopened: 1,
      };
      expect(await store.save(KEY, first, second)).toBe("saved");
      expect(await store.load(KEY)).toEqual(second);
      const { final: _, ...reopened } = { ...second, revision: 3 };
      const fewer = new Map([...second.executions].filter(([id]) => id !== "2"));
      expect(await store.save(KEY, second, { ...reopened, executions: fewer })).toBe("saved");
      expect(await store.load(KEY)).toEqual({ ...reopened, executions: fewer });
    });

    it("lets one of many conflicting saves through", async () => {
      const store = await makeStore();
      const saves = Array.from({ length: 20 }, (_, index) =>
        store.save(KEY, EMPTY, withExecutions(EMPTY, [sampleRecord(`${index}`)])),
      );
      const outcomes = await Promise.all(saves);
      expect(outcomes.filter((outcome) => outcome === "saved")).toHaveLength(1);
      const kept = await store.load(KEY);
      expect(kept?.revision).toBe(1);
      expect([...(kept?.executions.keys() ?? [])]).toEqual([`${outcomes.indexOf("saved")}`]);
    });

    it("keeps every change of savers that load and try again", async () => {
      const store = await makeStore();
      const add = async (id: string): Promise<void> => {
        const before = (await store.load(KEY)) ?? EMPTY;
        if ((await store.save(KEY, before, withExecutions(before, [sampleRecord(id)]))) === "conflict") await add(id);
      };
      await Promise.all(Array.from({ length: 8 }, (_, index) => add(`${index}`)));
      const kept = await store.load(KEY);
      expect(kept?.revision).toBe(8);
      expect(kept?.executions.size).toBe(8);
    });

    it("makes a build due to be planned with every change, and with no conflict", async () => {
      const { store, schedule } = await makeWithSchedule();
      const due = (): Promise<readonly string[]> => schedule.subjects("plan");
      const first = withExecutions(EMPTY, [sampleRecord("1")]);
      for (const key of ["b", "a"]) await store.save(key, EMPTY, first);
      expect([...(await due())].toSorted()).toEqual(["a", "b"]);
      const begun = await schedule.begin("plan", "a", 0, Number.MAX_SAFE_INTEGER);
      await store.save("a", first, withExecutions(first, [sampleRecord("2")]));
      if (begun.kind === "go") await schedule.end("plan", "a", begun.token, undefined);
      expect([...(await due())].toSorted()).toEqual(["a", "b"]);
      for (const key of ["a", "b"]) await schedule.remove("plan", key);
      await store.save("b", EMPTY, first);
      expect(await due()).toEqual([]);
    });

    it("finds the build of an execution, per lab", async () => {
      const store = await makeStore();
      await store.save(KEY, EMPTY, withExecutions(EMPTY, [sampleRecord("e1")]));
      expect(await store.buildOfExecution(SAMPLE_REF.lab, "e1")).toBe(KEY);
      expect(await store.buildOfExecution("other", "e1")).toBeUndefined();
    });

    it("knows which builds are open", async () => {
      const { store, schedule } = await makeWithSchedule();
      await schedule.dueBy("track", "a", 5);
      await schedule.dueBy("track", "b", 6);
      expect([...(await store.openBuilds())].toSorted()).toEqual(["a", "b"]);
      await schedule.remove("track", "a");
      expect(await store.openBuilds()).toEqual(["b"]);
    });
  });

  describe(`${name} remembers finished builds and jobs`, () => {
    it("keeps the last 50 of each job and branch, the latest start first, whatever their numbers", async () => {
      const store = await makeStore();
      const run: FinishedBuild = { ...finished("run", 25, { label: "2026-11-20 09:00 UTC" }) };
      const numbered = [
        finished("b3", 30, { number: 3 }),
        finished("b1", 20, { number: 1 }),
        finished("b2", 10, { number: 2 }),
      ];
      for (const build of [run, ...numbered]) await store.rememberFinished("lab", build);
      await store.rememberFinished("lab", finished("b1", 20, { number: 1, verdict: "blocked", retriedWithinMs: 7 }));
      await store.rememberFinished("lab", finished("m9", 90, { branch: "main" }));
      const history = await store.finishedBuilds("lab", "Nightly", undefined);
      expect(history.map(({ key }) => key)).toEqual(["b3", "run", "b1", "b2"]);
      expect(history[1]).toEqual(run);
      expect(history[2]).toEqual(finished("b1", 20, { number: 1, verdict: "blocked", retriedWithinMs: 7 }));
      expect(await store.finishedBuilds("lab", "Nightly", "main")).toEqual([finished("m9", 90, { branch: "main" })]);
      expect(await store.finishedBuilds("other", "Nightly", undefined)).toEqual([]);
      const starts = Array.from({ length: 60 }, (_, index) => 1_000 - index);
      for (const startedAtMs of starts) await store.rememberFinished("lab", finished(`s${startedAtMs}`, startedAtMs));
      const kept = await store.finishedBuilds("lab", "Nightly", undefined);
      expect(kept.map((build) => build.startedAtMs)).toEqual(starts.slice(0, 50));
    });

    it("moves a finished build whose start turned out to be another", async () => {
      const store = await makeStore();
      for (const [key, startedAtMs] of [
        ["a", 10],
        ["b", 20],
        ["a", 30],
      ] as const)
        await store.rememberFinished("lab", finished(key, startedAtMs));
      const history = await store.finishedBuilds("lab", "Nightly", undefined);
      expect(history.map(({ key, startedAtMs }) => [key, startedAtMs])).toEqual([
        ["a", 30],
        ["b", 20],
      ]);
    });

    it("lists job names by when they were last seen", async () => {
      const store = await makeStore();
      await store.rememberJobNames("lab", ["old", "both"], 1_000);
      await store.rememberJobNames("lab", ["both"], 3_000);
      await store.rememberJobNames("lab", ["both", "new"], 2_000);
      await store.rememberJobNames("lab", [], 4_000);
      const seen = [
        { name: "both", lastSeenMs: 3_000 },
        { name: "new", lastSeenMs: 2_000 },
        { name: "old", lastSeenMs: 1_000 },
      ];
      expect(await store.jobNames("lab", 10)).toEqual(seen);
      expect(await store.jobNames("lab", 1)).toEqual(seen.slice(0, 1));
      expect(await store.jobNames("lab", 0)).toEqual([]);
    });
  });

  describe(`${name} knows which builds a job has`, () => {
    const FIRST: KnownBuild = { key: "a", startedAtMs: 10 };
    const SECOND: KnownBuild = { key: "b", startedAtMs: 20, number: 45, branch: "main {x}", moving: true };

    it("gives back what was saved last, per lab and job, and leaves absent what is absent", async () => {
      const store = await makeStore();
      const none = await store.knownBuilds("lab", "Nightly");
      expect(none).toEqual({ revision: 0, builds: [] });
      expect(await store.saveKnownBuilds("lab", "Nightly", none, [FIRST, SECOND])).toBe("saved");
      const both = await store.knownBuilds("lab", "Nightly");
      expect(both).toStrictEqual({ revision: 1, builds: [FIRST, SECOND] });
      expect(await store.saveKnownBuilds("lab", "Nightly", both, [])).toBe("saved");
      expect(await store.knownBuilds("lab", "Nightly")).toEqual({ revision: 2, builds: [] });
      expect(await store.knownBuilds("lab", "Nightly/x")).toEqual(none);
      expect(await store.knownBuilds("lab/Nightly", "x")).toEqual(none);
    });

    it("refuses what was decided by an older state", async () => {
      const store = await makeStore();
      const none = await store.knownBuilds("lab", "Nightly");
      await store.saveKnownBuilds("lab", "Nightly", none, [FIRST]);
      expect(await store.saveKnownBuilds("lab", "Nightly", none, [SECOND])).toBe("conflict");
      expect(await store.saveKnownBuilds("lab", "Nightly", { revision: 2, builds: [] }, [SECOND])).toBe("conflict");
      expect((await store.knownBuilds("lab", "Nightly")).builds).toEqual([FIRST]);
    });

    it("lets one of many savers at once through", async () => {
      const store = await makeStore();
      const none = await store.knownBuilds("lab", "Nightly");
      const saves = Array.from({ length: 20 }, (_, index) =>
        store.saveKnownBuilds("lab", "Nightly", none, [{ key: `k${index}`, startedAtMs: index }]),
      );
      const outcomes = await Promise.all(saves);
      expect(outcomes.filter((outcome) => outcome === "saved")).toHaveLength(1);
      const winner = outcomes.indexOf("saved");
      expect(await store.knownBuilds("lab", "Nightly")).toEqual({
        revision: 1,
        builds: [{ key: `k${winner}`, startedAtMs: winner }],
      });
    });

    it("keeps every build of savers that read and try again", async () => {
      const store = await makeStore();
      const add = async (key: string): Promise<void> => {
        const before = await store.knownBuilds("lab", "Nightly");
        const builds = [...before.builds, { key, startedAtMs: 1 }];
        if ((await store.saveKnownBuilds("lab", "Nightly", before, builds)) === "conflict") await add(key);
      };
      const keys = ["a", "b", "c", "d", "e", "f", "g", "h"];
      await Promise.all(keys.map(add));
      const kept = await store.knownBuilds("lab", "Nightly");
      expect(kept.revision).toBe(keys.length);
      expect(kept.builds.map(({ key }) => key).toSorted()).toEqual(keys);
    });
  });
}

function finished(key: string, startedAtMs: number, parts: Partial<FinishedBuild> = {}): FinishedBuild {
  const base = { job: "Nightly", label: "#45", verdict: "passed", failed: 0, total: 3 } as const;
  return { key, ...base, startedAtMs, endedAtMs: 5, finalAtMs: 6, ...parts };
}
