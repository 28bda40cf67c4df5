import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** A private Redis for this run. Tests keep apart by a key prefix of their own. */
    redisUrl: string;
  }
}

/** The Redis that the test run started. */
export function redisUrl(): string {
  return inject("redisUrl");
}
