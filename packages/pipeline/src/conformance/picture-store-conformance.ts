import { emptyPicture, type BuildPicture } from "@perfecto-bot/domain";
import { describe, expect, it } from "vitest";
import type { FinishedBuild, PictureStore } from "../ports/picture-store.ts";
import { SAMPLE_REF, sampleRecord, withExecutions } from "./samples.ts";

const KEY = "j/acme/Nightly//45";
const EMPTY = emptyPicture(SAMPLE_REF);

/** What every picture store must do. `makeStore` gives an empty one. */
export function pictureStoreConformance(name: string, makeStore: () => PictureStore | Promise<PictureStore>): void {
  describe(`${name} keeps the picture`, () => {
    it("knows nothing at first", async () => {
      const store = await makeStore();
      expect(await store.load(KEY)).toBeUndefined();
      expect(await store.changedBuilds(10)).toEqual([]);
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

    it("marks changed builds, oldest first, until they are planned at their newest revision", async () => {
      const store = await makeStore();
      const first = withExecutions(EMPTY, [sampleRecord("1")]);
      for (const key of ["b", "a", "c"]) await store.save(key, EMPTY, first);
      await store.save("b", first, withExecutions(first, [sampleRecord("2")]));
      expect(await store.changedBuilds(2)).toEqual([
        { key: "b", revision: 2 },
        { key: "a", revision: 1 },
      ]);
      expect(await store.changedBuilds(0)).toEqual([]);
      await store.clearChanged("b", 1);
      await store.clearChanged("a", 1);
      expect(await store.changedBuilds(10)).toEqual([
        { key: "b", revision: 2 },
        { key: "c", revision: 1 },
      ]);
      await store.clearChanged("b", 2);
      expect(await store.changedBuilds(10)).toEqual([{ key: "c", revision: 1 }]);
    });

    it("finds the build of an execution, per lab", async () => {
      const store = await makeStore();
      await store.save(KEY, EMPTY, withExecutions(EMPTY, [sampleRecord("e1")]));
      expect(await store.buildOfExecution(SAMPLE_REF.lab, "e1")).toBe(KEY);
      expect(await store.buildOfExecution("other", "e1")).toBeUndefined();
    });

    it("knows which builds are open", async () => {
      const store = await makeStore();
      await store.openBuild("a", 5);
      await store.openBuild("b", 6);
      await store.openBuild("a", 7);
      expect((await store.openBuilds()).toSorted(byKey)).toEqual([
        { key: "a", sinceMs: 7 },
        { key: "b", sinceMs: 6 },
      ]);
      await store.closeBuild("a");
      expect(await store.openBuilds()).toEqual([{ key: "b", sinceMs: 6 }]);
    });
  });

  describe(`${name} remembers finished builds and jobs`, () => {
    it("keeps the last 50 of each job and branch, newest number first, sessions last", async () => {
      const store = await makeStore();
      await store.rememberFinished("lab", finished(undefined, { key: "session", endedAtMs: 1e12 }));
      for (const number of [3, 1, 2]) await store.rememberFinished("lab", finished(number));
      await store.rememberFinished("lab", finished(2, { verdict: "failed" }));
      await store.rememberFinished("lab", finished(9, { branch: "main" }));
      const history = await store.finishedBuilds("lab", "Nightly", undefined);
      expect(history.map(({ key }) => key)).toEqual(["b3", "b2", "b1", "session"]);
      expect(history[1]?.verdict).toBe("failed");
      expect(await store.finishedBuilds("lab", "Nightly", "main")).toEqual([finished(9, { branch: "main" })]);
      expect(await store.finishedBuilds("other", "Nightly", undefined)).toEqual([]);
      for (let number = 4; number <= 60; number += 1) await store.rememberFinished("lab", finished(number));
      const numbers = (await store.finishedBuilds("lab", "Nightly", undefined)).map((build) => build.number);
      expect(numbers).toEqual(Array.from({ length: 50 }, (_, index) => 60 - index));
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
}

function byKey(one: { readonly key: string }, other: { readonly key: string }): number {
  return one.key < other.key ? -1 : 1;
}

function finished(number: number | undefined, parts: Partial<FinishedBuild> = {}): FinishedBuild {
  const own = number === undefined ? {} : { number };
  const base = { key: `b${number}`, job: "Nightly", verdict: "passed", failed: 0, total: 3 } as const;
  return { ...base, ...own, endedAtMs: 5, finalAtMs: 6, failing: [], ...parts };
}
