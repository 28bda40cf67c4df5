import { setTimeout as wait } from "node:timers/promises";
import type { PrivateRedis } from "@perfecto-bot/store/private-redis";
import type { WorldView } from "../wire/world-state.ts";
import type { Happenings } from "./happenings.ts";
import { type DemoRedisOptions, openDemoRedis } from "./open-demo-redis.ts";

/** The demo's Redis, started again whenever it ends. */
export interface KeptRedis {
  readonly url: string;
  readonly state: WorldView["redis"];
  /** `kill -9`, a second without it, and the same data again. Resolves when it answers. */
  readonly restart: () => Promise<void>;
  /** Rejects when it does not come back; never resolves. */
  readonly failed: Promise<never>;
  readonly stop: () => Promise<void>;
}

const outageMs = 1_000;

/** Opens the demo's Redis and keeps it running. @throws as {@link openDemoRedis} */
export async function keepRedis(
  options: Omit<DemoRedisOptions, "onCrash">,
  happenings: Happenings,
): Promise<KeptRedis> {
  const failure = Promise.withResolvers<never>();
  // Whoever waits for it hears of it; nobody has to.
  failure.promise.catch(() => undefined);
  let recovering: Promise<void> | undefined;
  let stopping = false;
  const redis: PrivateRedis = await openDemoRedis({
    ...options,
    onCrash: () => {
      if (!stopping) void recover("Redis ended by itself", async () => undefined);
    },
  });

  function recover(what: string, end: () => Promise<void>): Promise<void> {
    recovering ??= breakAndMend(what, end).finally(() => {
      recovering = undefined;
      happenings.say({ kind: "view" });
    });
    return recovering;
  }

  async function breakAndMend(what: string, end: () => Promise<void>): Promise<void> {
    try {
      await end();
      happenings.say({ kind: "view" });
      happenings.tell("redis", `${what}. What it acknowledged is on the disk.`, "bad");
      await wait(outageMs);
      await redis.restart();
      happenings.tell("redis", "Redis runs again, with all its data.", "good");
    } catch (error) {
      failure.reject(error);
      throw error;
    }
  }

  return {
    url: redis.url,
    get state() {
      return recovering === undefined ? "running" : "restarting";
    },
    restart: () => recover("Redis was killed (kill -9)", () => redis.kill()),
    failed: failure.promise,
    async stop() {
      stopping = true;
      await recovering?.catch(() => undefined);
      await redis.stop();
    },
  };
}
