import type { Clock } from "../ports/clock.ts";
import type { DiscoveryProgress, LabHealth, PollMemory, SetAside } from "../ports/lab-health.ts";

/** What pollers remember, in this process. The clock only ends locks. */
export function createMemoryPollMemory(clock: Clock = Date.now): PollMemory {
  const labs = new Map<string, LabHealth>();
  const shards = new Map<string, DiscoveryProgress>();
  const longest = new Map<string, number>();
  const aside = new Map<string, ReadonlyMap<string, SetAside>>();
  const locks = new Map<string, { readonly untilMs: number }>();

  return {
    health: async (lab) => labs.get(lab) ?? { lab },
    noteSuccess: async (lab, nowMs) => {
      const hadTrouble = labs.get(lab)?.trouble !== undefined;
      labs.set(lab, { lab, lastSuccessMs: nowMs });
      return hadTrouble;
    },
    noteTrouble: async (lab, kind, message, nowMs) => {
      const health = labs.get(lab) ?? { lab };
      labs.set(lab, { ...health, trouble: { kind, message, sinceMs: health.trouble?.sinceMs ?? nowMs } });
      return health.trouble === undefined;
    },
    progress: async (lab, shard) =>
      shards.get(JSON.stringify([lab, shard])) ?? { marks: {}, unread: [], unreadNames: [] },
    putProgress: async (lab, shard, progress) => {
      shards.set(JSON.stringify([lab, shard]), progress);
    },
    longestTestMs: async (lab) => longest.get(lab) ?? 0,
    noteTestMs: async (lab, ms) => {
      longest.set(lab, Math.max(ms, longest.get(lab) ?? 0));
    },
    setAside: async (lab) => [...(aside.get(lab)?.values() ?? [])],
    putSetAside: async (lab, one) => {
      aside.set(lab, new Map([...(aside.get(lab) ?? []), [JSON.stringify([one.kind, one.job]), one]]));
    },
    removeSetAside: async (lab, { kind, job }) => {
      const others = new Map(aside.get(lab));
      others.delete(JSON.stringify([kind, job]));
      aside.set(lab, others);
    },
    lock: async (name, ttlMs) => {
      const held = locks.get(name);
      if (held !== undefined && held.untilMs > clock()) return undefined;
      const mine = { untilMs: clock() + ttlMs };
      locks.set(name, mine);
      return async () => {
        if (locks.get(name) === mine) locks.delete(name);
      };
    },
  };
}
