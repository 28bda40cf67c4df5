import { randomBytes } from "node:crypto";
import { Redis } from "ioredis";
import { afterAll, inject } from "vitest";
import type { StoreOptions } from "../store-options.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A private Redis for this run. Tests keep apart by a key prefix of their own. */
    redisUrl: string;
  }
}

/** Counts the commands that go to Redis. */
export class CountingRedis extends Redis {
  commands = 0;

  override sendCommand(...words: Parameters<Redis["sendCommand"]>): unknown {
    this.commands += 1;
    return super.sendCommand(...words);
  }
}

/** A key prefix nobody else uses. */
export function freshPrefix(): string {
  return `{t-${randomBytes(6).toString("hex")}}`;
}

/** One connection for a test file, closed after it, and for every call a place of its own. */
export function freshStores(): () => StoreOptions & { readonly redis: CountingRedis; readonly prefix: string } {
  const redis = new CountingRedis(inject("redisUrl"));
  afterAll(() => redis.disconnect());
  return () => ({ redis, prefix: freshPrefix() });
}
