import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startPrivateRedis } from "@perfecto-bot/store/private-redis";

declare module "vitest" {
  interface ProvidedContext {
    /** A private Redis for this run. Tests keep apart by a key prefix of their own. */
    redisUrl: string;
  }
}

/** Starts a private Redis for the whole run and removes it with its data afterwards. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), "perfecto-bot-test-"));
  const redis = await startPrivateRedis({ directory, log: (line) => console.log(line) });
  project.provide("redisUrl", redis.url);
  return async () => {
    await redis.stop();
    await rm(directory, { recursive: true, force: true });
  };
}
