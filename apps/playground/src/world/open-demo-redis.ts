import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type PrivateRedis, startPrivateRedis } from "@perfecto-bot/store/private-redis";
import { WorldError } from "./world-error.ts";

/** What the demo's Redis is opened with. */
export interface DemoRedisOptions {
  /** The demo's data directory; Redis lives in `redis` below it. */
  readonly directory: string;
  /** Whether everything that lasts is thrown away first. */
  readonly fresh: boolean;
  /** Told in whole sentences what takes time, such as an installation. */
  readonly tell: (line: string) => void;
  /** Called when it ended and nobody asked for it. */
  readonly onCrash: () => void;
}

/** What an earlier demo leaves, beside its log. */
const LASTING = ["redis", "lab.json", "slack.json", "slack.jsonl", "teams.json", "teams.jsonl", "world.json"];
/** A demo that was killed takes its Redis along, but not in the same moment. */
const lastDemoEndsWithinMs = 15_000;

/**
 * Starts the demo's private Redis, when that of a demo that was killed has ended.
 * @throws {WorldError} `already-running`
 * @throws {PrivateRedisError} where no Redis can be had
 */
export async function openDemoRedis(options: DemoRedisOptions): Promise<PrivateRedis> {
  const { directory, fresh, tell, onCrash } = options;
  const place = { directory: join(directory, "redis"), log: tell, onCrash };
  const redis = await takeOver(place);
  if (redis === undefined) throw alreadyRunning(directory);
  if (!fresh) return redis;
  // Only whose Redis has the data may throw it away.
  await redis.stop();
  for (const name of LASTING) rmSync(join(directory, name), { recursive: true, force: true });
  return openDemoRedis({ ...options, fresh: false });
}

/** Another demo uses the directory. */
export function alreadyRunning(directory: string): WorldError {
  return new WorldError(
    "already-running",
    `Another demo is running with the data in ${directory}: end that one, or give --data another directory.`,
  );
}

/** Undefined where another demo holds it and does not end. */
async function takeOver(place: Parameters<typeof startPrivateRedis>[0]): Promise<PrivateRedis | undefined> {
  const giveUpAtMs = performance.now() + lastDemoEndsWithinMs;
  while (true) {
    const told = holdBack(place.log ?? (() => undefined));
    const redis = await startPrivateRedis({ ...place, log: told.tell });
    if (redis.owned) {
      told.release();
      return redis;
    }
    told.drop();
    if (performance.now() > giveUpAtMs) return undefined;
    await wait(250);
  }
}

/** Holds lines back for a moment: what takes long is told, sharing a Redis that is not wanted is not. */
function holdBack(tell: (line: string) => void) {
  let lines: string[] = [];
  const release = (): void => {
    for (const line of lines.splice(0)) tell(line);
  };
  let timer: NodeJS.Timeout | undefined;
  return {
    tell: (line: string): void => {
      lines.push(line);
      timer ??= setTimeout(() => {
        timer = undefined;
        release();
      }, 250);
    },
    release: (): void => {
      clearTimeout(timer);
      release();
    },
    drop: (): void => {
      clearTimeout(timer);
      lines = [];
    },
  };
}
