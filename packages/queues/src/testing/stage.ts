import { randomBytes } from "node:crypto";
import type { Workers } from "@perfecto-bot/pipeline";
import { onTestFinished } from "vitest";
import { Redis } from "ioredis";
import { createSignals, type QueueSignals } from "../create-signals.ts";
import type { QueueLog } from "../queue-log.ts";
import { IDLE, QUICK } from "./idle.ts";
import { startWorkers, type RunningWorkers, type WorkersOptions } from "../start-workers.ts";

/** One line that was logged. */
export interface Said {
  readonly level: "info" | "warn" | "error";
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Queues of a test's own, closed when it ends. */
export interface Stage {
  readonly prefix: string;
  readonly said: readonly Said[];
  readonly signals: () => QueueSignals;
  /** Workers that do nothing but what is given, and recover quickly. */
  readonly work: (workers: Partial<Workers>, options?: Partial<WorkersOptions>) => RunningWorkers;
}

/** A stage on a Redis. */
export function stage(url: string): Stage {
  const prefix = `{t-${randomBytes(6).toString("hex")}}`;
  const said: Said[] = [];
  const say = (level: Said["level"]) => (fields: Said["fields"], message: string) =>
    void said.push({ level, message, fields });
  const log: QueueLog = { info: say("info"), warn: say("warn"), error: say("error") };
  return {
    prefix,
    said,
    signals: () => {
      const signals = createSignals({ connection: connect(url, 1), prefix, now: Date.now, log });
      onTestFinished(() => signals.close());
      return signals;
    },
    work: (workers, options = {}) => {
      const running = startWorkers({
        connection: connect(url, null),
        prefix,
        log,
        now: Date.now,
        roles: { poll: true, deliver: true },
        workers: { ...IDLE, ...workers },
        ...QUICK,
        ...options,
      });
      onTestFinished(async () => void (await running.close(2_000)));
      return running;
    },
  };
}

/** A connection that gives up after so many reconnections, or never. */
function connect(url: string, maxRetriesPerRequest: number | null): Redis {
  const connection = new Redis(url, { maxRetriesPerRequest, retryStrategy: (attempt) => Math.min(100 * attempt, 500) });
  connection.on("error", () => undefined);
  onTestFinished(() => connection.disconnect());
  return connection;
}
