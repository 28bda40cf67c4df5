import type { Workers } from "@perfecto-bot/pipeline";
import type { QueueLog } from "../queue-log.ts";

/** What idle workers do. */
export const IDLE: Workers = {
  discover: async () => undefined,
  track: async () => ({ kind: "done" }),
  plan: async () => ({ kind: "done" }),
  lane: async () => ({ kind: "done" }),
};

/** Locks and checks short enough for a test. */
export const QUICK = { lockDurationMs: 1_000, stalledEveryMs: 200 };

/** Says nothing. */
export const SILENT: QueueLog = { info: () => undefined, warn: () => undefined, error: () => undefined };
