import { fork, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createLog, readConfig, startService } from "@perfecto-bot/bot";
import { startPrivateRedis } from "@perfecto-bot/store/private-redis";
import type { BenchResult } from "./bench-result.ts";
import type { LoadProcessGo, LoadProcessReadings, LoadProcessReady } from "./load-process.ts";

const TRACK_EVERY_MS = 2_000;
const ACK_BUDGET_MS = 500;
const OVER_CADENCE_BUDGET_MS = 2_000;

/** Fifty people ask at once while a build grows by 1,000 executions a minute: as Slack and the lab see it. */
export async function askUnderLoad(): Promise<readonly BenchResult[]> {
  const directory = await mkdtemp(join(tmpdir(), "perfecto-bot-bench-"));
  const redis = await startPrivateRedis({ directory });
  // A process of its own, as Slack and a lab are elsewhere: their clocks are not held up by the bot's work.
  const child = fork(fileURLToPath(new URL("load-process.ts", import.meta.url)));
  try {
    const { environment } = await nextMessage<LoadProcessReady>(child);
    const hookToken = "bench-hook-token";
    const config = readConfig({
      ...environment,
      CI_HOOK_TOKEN: hookToken,
      HOST: "127.0.0.1",
      PORT: "0",
      TRACK_EVERY: `${TRACK_EVERY_MS / 1000}s`,
      DISCOVER_EVERY: "5s",
    });
    const service = await startService({ config, redisUrl: redis.url, log: createLog("silent") });
    try {
      const readings = nextMessage<LoadProcessReadings>(child);
      child.send({ url: service.url, hookToken } satisfies LoadProcessGo);
      return resultsOf(await readings);
    } finally {
      await service.stop();
    }
  } finally {
    if (child.connected) child.disconnect();
    await redis.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

function nextMessage<Message>(child: ChildProcess): Promise<Message> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`the simulators ended with ${code}`));
    child.once("exit", ended);
    child.once("message", (message: Message) => {
      child.off("exit", ended);
      resolve(message);
    });
  });
}

function resultsOf(seen: LoadProcessReadings): readonly BenchResult[] {
  const asked = seen.ackMs.length;
  const ackMs = percentile(seen.ackMs, 0.99);
  const name = `${asked} questions at once while 1,000 executions a minute arrive`;
  const answered = asked - seen.unanswered.length;
  const failureMs = Math.max(...seen.failureMs);
  const cadence = `${TRACK_EVERY_MS / 1000} s`;
  const cardBudgetMs = TRACK_EVERY_MS + OVER_CADENCE_BUDGET_MS;
  return [
    {
      name: `${name}: acknowledged, 99th percentile`,
      figure: `${Math.round(ackMs)} ms`,
      budget: `≤ ${ACK_BUDGET_MS} ms`,
      within: ackMs <= ACK_BUDGET_MS,
    },
    {
      name: "the same: answered",
      figure: `${answered}, ${seen.partial} of them in part; half within ${seconds(percentile(seen.answerMs, 0.5))}, the last after ${seconds(Math.max(...seen.answerMs))}, at ${seen.requestsPerSecond.toFixed(1)} requests/s`,
      budget: `${asked}`,
      within: answered === asked,
    },
    {
      name: `the same: from a failure's settling to its message, at a cadence of ${cadence}`,
      figure: `${seconds(percentile(seen.failureMs, 0.5))} in the middle, ${seconds(failureMs)} at most of ${seen.failureMs.length}`,
      budget: `≤ ${seconds(cardBudgetMs)}`,
      within: failureMs <= cardBudgetMs,
    },
    {
      name: `the same: from the last settling to the final card, at a cadence of ${cadence}`,
      figure: seconds(seen.finalMs),
      budget: `≤ ${seconds(cardBudgetMs)}`,
      within: seen.finalMs <= cardBudgetMs,
    },
  ];
}

function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Number.NaN;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
