import type { JobDeviceEvidence, SuspectDevice } from "@perfecto-bot/domain";
import { describe, expect, it } from "vitest";
import type { HistoryStore } from "../ports/history-store.ts";

const DAY_MS = 86_400_000;
const NOW_MS = 100 * DAY_MS;

function sampleEvidence(deviceId: string, parts: Partial<JobDeviceEvidence> = {}): JobDeviceEvidence {
  const counts = { failedAlone: 2, failedToo: 1, passed: 3, aloneMarks: ["a", "b"] };
  return { deviceId, label: `${deviceId} · Android 15`, job: "Nightly", startMs: NOW_MS, ...counts, ...parts };
}

/** What every history store must remember of devices. `makeStore` gives an empty one. */
export function historyDevicesConformance(name: string, makeStore: () => HistoryStore | Promise<HistoryStore>): void {
  describe(`${name} remembers devices`, () => {
    it("knows nothing at first", async () => {
      const store = await makeStore();
      expect(await store.deviceEvidence("acme")).toEqual([]);
      expect(await store.suspects("acme")).toEqual([]);
    });

    it("gives what builds told of every device, lab by lab", async () => {
      const store = await makeStore();
      const told = [sampleEvidence("D1"), sampleEvidence("D2", { failedAlone: 0, aloneMarks: [] })];
      await store.rememberDevices("acme", "b1", told, NOW_MS);
      await store.rememberDevices("other", "b1", [sampleEvidence("D9")], NOW_MS);
      expect(inOrder(await store.deviceEvidence("acme"))).toEqual(told);
      expect(await store.deviceEvidence("other")).toEqual([sampleEvidence("D9")]);
    });

    it("replaces what a build told before, also of a device that it tells nothing of now", async () => {
      const store = await makeStore();
      await store.rememberDevices("acme", "b1", [sampleEvidence("D1"), sampleEvidence("D2")], NOW_MS);
      await store.rememberDevices("acme", "b2", [sampleEvidence("D1", { startMs: NOW_MS - 1 })], NOW_MS);
      const now = [sampleEvidence("D1", { passed: 9 })];
      for (const evidence of [now, now]) await store.rememberDevices("acme", "b1", evidence, NOW_MS);
      expect(inOrder(await store.deviceEvidence("acme"))).toEqual([
        ...now,
        sampleEvidence("D1", { startMs: NOW_MS - 1 }),
      ]);
    });

    it("keeps the latest 20 builds of each device, in whatever order they come", async () => {
      const store = await makeStore();
      const builds = Array.from({ length: 25 }, (_, index) => (index * 7) % 25);
      for (const build of builds) {
        const evidence = [sampleEvidence("D1", { startMs: NOW_MS - build })];
        await store.rememberDevices("acme", `b${build}`, evidence, NOW_MS);
      }
      const starts = inOrder(await store.deviceEvidence("acme")).map(({ startMs }) => NOW_MS - startMs);
      expect(starts).toEqual(Array.from({ length: 20 }, (_, index) => index));
    });

    it("keeps them for a week, also of a device that is told of no more", async () => {
      const store = await makeStore();
      const week = [sampleEvidence("D1", { startMs: NOW_MS - 7 * DAY_MS }), sampleEvidence("D2")];
      await store.rememberDevices("acme", "b1", week, NOW_MS);
      expect(await store.deviceEvidence("acme")).toHaveLength(2);
      const later = sampleEvidence("D2", { startMs: NOW_MS + 1 });
      await store.rememberDevices("acme", "b2", [later], NOW_MS + 1);
      expect(inOrder(await store.deviceEvidence("acme"))).toEqual([later, sampleEvidence("D2")]);
    });

    it("loses nothing when builds tell of a device at once", async () => {
      const store = await makeStore();
      const builds = Array.from({ length: 12 }, (_, index) => index);
      await Promise.all(
        builds.map((build) =>
          store.rememberDevices("acme", `b${build}`, [sampleEvidence("D1", { startMs: NOW_MS - build })], NOW_MS),
        ),
      );
      expect(await store.deviceEvidence("acme")).toHaveLength(builds.length);
    });

    it("gives the suspects that were put last", async () => {
      const store = await makeStore();
      const suspect: SuspectDevice = {
        deviceId: "D1",
        label: "Pixel 9",
        failedAlone: 5,
        ran: 6,
        jobs: ["Nightly", "Smoke"],
        reason: "5 of 6 tests failed on it and passed on other devices",
      };
      await store.putSuspects("acme", [suspect]);
      expect(await store.suspects("acme")).toEqual([suspect]);
      expect(await store.suspects("other")).toEqual([]);
      await store.putSuspects("acme", []);
      expect(await store.suspects("acme")).toEqual([]);
    });
  });
}

/** By device, the latest start first. */
function inOrder(evidence: readonly JobDeviceEvidence[]): readonly JobDeviceEvidence[] {
  return evidence.toSorted((a, b) =>
    a.deviceId < b.deviceId ? -1 : a.deviceId > b.deviceId ? 1 : b.startMs - a.startMs,
  );
}
