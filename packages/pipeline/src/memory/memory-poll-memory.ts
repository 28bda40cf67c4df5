import type { Clock } from "../ports/clock.ts";
import type { DiscoveryMarks, LabHealth, PollMemory } from "../ports/lab-health.ts";

/** What pollers remember, in this process. The clock only ends locks. */
export function createMemoryPollMemory(clock: Clock = Date.now): PollMemory {
  const labs = new Map<string, LabHealth>();
  const shards = new Map<string, DiscoveryMarks>();
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
    marks: async (lab, shard) => shards.get(JSON.stringify([lab, shard])) ?? {},
    putMarks: async (lab, shard, marks) => {
      shards.set(JSON.stringify([lab, shard]), marks);
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
