import type { BuildKey, JobDeviceEvidence, SuspectDevice, TestHistory, TestKey } from "@perfecto-bot/domain";
import type { HistoryLine, HistoryStore } from "../ports/history-store.ts";

const DAY_MS = 86_400_000;
const MOST_BUILDS = 20;
const LONGEST_MS = 7 * DAY_MS;

/** Histories in this process. */
export function createMemoryHistoryStore(): HistoryStore {
  const lines = new Map<string, Map<TestKey, TestHistory>>();
  const labs = new Map<string, Map<string, Map<BuildKey, JobDeviceEvidence>>>();
  const suspected = new Map<string, readonly SuspectDevice[]>();

  const lineOf = ({ lab, job, branch }: HistoryLine): Map<TestKey, TestHistory> => {
    const key = JSON.stringify([lab, job, branch]);
    const line = lines.get(key) ?? new Map<TestKey, TestHistory>();
    lines.set(key, line);
    return line;
  };

  return {
    histories: async (line, keys) => {
      const known = lineOf(line);
      const wanted = keys === "all" ? [...known.keys()] : keys;
      return new Map(
        wanted.flatMap((key) => {
          const history = known.get(key);
          return history === undefined ? [] : [[key, copyOf(history)] as const];
        }),
      );
    },
    changeHistories: async (line, keys, change) => {
      const known = lineOf(line);
      for (const key of keys) {
        const changed = change(key, known.get(key));
        if (changed === "gone") known.delete(key);
        else if (changed !== undefined) known.set(key, copyOf(changed));
      }
    },
    rememberDevices: async (lab, build, evidence, nowMs) => {
      const devices = labs.get(lab) ?? new Map<string, Map<BuildKey, JobDeviceEvidence>>();
      labs.set(lab, devices);
      for (const told of devices.values()) told.delete(build);
      for (const one of evidence) {
        const told = devices.get(one.deviceId) ?? new Map<BuildKey, JobDeviceEvidence>();
        devices.set(one.deviceId, told.set(build, structuredClone(one)));
      }
      for (const [deviceId, told] of devices) {
        const kept = [...told]
          .filter(([, { startMs }]) => startMs >= nowMs - LONGEST_MS)
          .toSorted(([, a], [, b]) => b.startMs - a.startMs)
          .slice(0, MOST_BUILDS);
        if (kept.length === 0) devices.delete(deviceId);
        else devices.set(deviceId, new Map(kept));
      }
    },
    deviceEvidence: async (lab) =>
      structuredClone([...(labs.get(lab)?.values() ?? [])].flatMap((builds) => [...builds.values()])),
    suspects: async (lab) => structuredClone(suspected.get(lab) ?? []),
    putSuspects: async (lab, suspects) => {
      suspected.set(lab, structuredClone(suspects));
    },
  };
}

/** Whole builds are copied, and this is several times as fast as `structuredClone`. */
function copyOf(history: TestHistory): TestHistory {
  return { ...history, results: history.results.map((result) => ({ ...result })) };
}
