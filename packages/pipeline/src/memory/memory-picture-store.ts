import type { BuildKey, BuildPicture } from "@perfecto-bot/domain";
import type { Clock } from "../ports/clock.ts";
import type { FinishedBuild, KnownBuilds, PictureStore } from "../ports/picture-store.ts";
import type { WorkSchedule } from "../ports/work-schedule.ts";
import { createMemoryWorkSchedule } from "./memory-work-schedule.ts";

const FINISHED_KEPT = 50;

/** The picture in this process, without end of life. The clock only says since when a build is due to be planned. */
export function createMemoryPictureStore(
  schedule: WorkSchedule = createMemoryWorkSchedule(),
  clock: Clock = Date.now,
): PictureStore {
  const pictures = new Map<BuildKey, BuildPicture>();
  const finished = new Map<string, Map<BuildKey, FinishedBuild>>();
  const builds = new Map<string, BuildKey>();
  const known = new Map<string, KnownBuilds>();
  const jobs = new Map<string, Map<string, number>>();

  return {
    load: async (key) => pictures.get(key),
    save: async (key, before, after) => {
      if ((pictures.get(key)?.revision ?? 0) !== before.revision) return "conflict";
      // Records are never changed in place, and copying them all would be most of what a test of the whole does.
      pictures.set(key, { ...after, executions: new Map(after.executions) });
      for (const id of after.executions.keys()) builds.set(JSON.stringify([after.ref.lab, id]), key);
      await schedule.dueBy("plan", key, clock());
      return "saved";
    },
    knownBuilds: async (lab, job) => known.get(JSON.stringify([lab, job])) ?? { revision: 0, builds: [] },
    saveKnownBuilds: async (lab, job, before, next) => {
      const key = JSON.stringify([lab, job]);
      const { revision } = known.get(key) ?? { revision: 0 };
      if (revision !== before.revision) return "conflict";
      known.set(key, { revision: revision + 1, builds: structuredClone(next) });
      return "saved";
    },
    openBuilds: () => schedule.subjects("track"),
    rememberFinished: async (lab, build) => {
      const key = JSON.stringify([lab, build.job, build.branch]);
      const history = (finished.get(key) ?? new Map<BuildKey, FinishedBuild>()).set(build.key, build);
      const kept = newestFirst(history.values()).slice(0, FINISHED_KEPT);
      finished.set(key, new Map(kept.map((one) => [one.key, one])));
    },
    forgetFinished: async ({ lab, job, branch }, key) => {
      finished.get(JSON.stringify([lab, job, branch]))?.delete(key);
    },
    finishedBuilds: async (lab, job, branch) =>
      newestFirst(finished.get(JSON.stringify([lab, job, branch]))?.values() ?? []),
    buildOfExecution: async (lab, executionId) => builds.get(JSON.stringify([lab, executionId])),
    jobNames: async (lab, limit) =>
      [...(jobs.get(lab) ?? [])]
        .map(([name, lastSeenMs]) => ({ name, lastSeenMs }))
        .toSorted((one, other) => other.lastSeenMs - one.lastSeenMs)
        .slice(0, Math.max(0, limit)),
    rememberJobNames: async (lab, names, nowMs) => {
      const seen = jobs.get(lab) ?? new Map<string, number>();
      for (const name of names) seen.set(name, Math.max(nowMs, seen.get(name) ?? 0));
      jobs.set(lab, seen);
    },
  };
}

function newestFirst(builds: Iterable<FinishedBuild>): readonly FinishedBuild[] {
  return [...builds].toSorted((one, other) => other.startedAtMs - one.startedAtMs);
}
