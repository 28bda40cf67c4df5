import type { Secret } from "@perfecto-bot/domain";
import { storeErrorIn } from "@perfecto-bot/pipeline";
import {
  checkRedis,
  connectRedis,
  createSharedClock,
  explainStoreError,
  judgeClock,
  redisAddress,
  tryToWrite,
} from "@perfecto-bot/store";
import type { Finding } from "./finding.ts";

const SUBJECT = "Redis";
const PROBE_KEY = "{bot}:doctor";

/**
 * Checks the configured Redis: whether it answers, takes a write, and keeps what is written. Says which host was tried, never
 * the password. Never rejects.
 */
export async function checkStore(redisUrl: Secret | undefined): Promise<readonly Finding[]> {
  if (redisUrl === undefined)
    return [
      {
        verdict: "good",
        subject: SUBJECT,
        detail: "a private one is started with the service, with AOF under .data/redis",
      },
    ];
  const address = redisAddress(redisUrl.reveal());
  const redis = connectRedis({ url: redisUrl.reveal(), role: "answer" });
  try {
    const found = await checkRedis(redis);
    const clocks = judgeClock(await createSharedClock({ redis }).measure());
    const settings = [...found, ...(clocks === undefined ? [] : [clocks])].map(({ kind, message, todo }): Finding => ({
      verdict: kind === "unknown" ? "note" : "bad",
      subject: SUBJECT,
      detail: message,
      todo,
    }));
    const health = await tryToWrite(redis, PROBE_KEY);
    if (health.kind === "not-writable") return [refusal(address, health.because, health.message), ...settings];
    if (settings.length > 0) return settings;
    return [
      {
        verdict: "good",
        subject: SUBJECT,
        detail: "answers, takes writes, keeps an append-only file and evicts nothing",
      },
    ];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return [refusal(address, storeErrorIn(error)?.kind ?? "unknown", message)];
  } finally {
    redis.disconnect();
  }
}

function refusal(address: string, kind: Parameters<typeof explainStoreError>[0] | "unknown", message: string): Finding {
  if (kind === "unknown")
    return {
      verdict: "bad",
      subject: SUBJECT,
      detail: `at ${address} refused a command (${message})`,
      todo: "Check the server.",
    };
  const { what, todo } = explainStoreError(kind);
  return { verdict: "bad", subject: SUBJECT, detail: `at ${address} ${what}`, todo };
}
