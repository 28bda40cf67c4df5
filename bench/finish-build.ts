import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createLog, readConfig, startService } from "@perfecto-bot/bot";
import { generateBuild, startLabSimulator } from "@perfecto-bot/simulators/lab";
import { startSlackSimulator } from "@perfecto-bot/simulators/slack";
import { startPrivateRedis } from "@perfecto-bot/store/private-redis";
import type { BenchResult } from "./bench-result.ts";
import { startCountingProxy } from "./counting-proxy.ts";

const EXECUTIONS = 1_000;
const FAILURES = 20;
const TRACK_EVERY_MS = 2_000;
const OVER_CADENCE_BUDGET_MS = 2_000;
const ROUND_TRIPS_BUDGET = 4;
const GIVE_UP_MS = 60_000;

/** A build of 1,000 executions through the whole service: from the lab's COMPLETE to the final card, and what Redis was asked on the way. */
export async function finishBuild(): Promise<readonly BenchResult[]> {
  const directory = await mkdtemp(join(tmpdir(), "perfecto-bot-bench-"));
  const redis = await startPrivateRedis({ directory });
  const lab = await startLabSimulator();
  const slack = await startSlackSimulator({ rateLimits: false });
  const hookToken = "bench-hook-token";
  const config = readConfig({
    PERFECTO_URL: lab.baseUrl,
    PERFECTO_SECURITY_TOKEN: lab.token,
    SLACK_BOT_TOKEN: slack.botToken(),
    SLACK_APP_TOKEN: slack.app.appToken,
    SLACK_API_URL: slack.apiUrl,
    CI_HOOK_TOKEN: hookToken,
    HOST: "127.0.0.1",
    PORT: "0",
    TRACK_EVERY: `${TRACK_EVERY_MS / 1000}s`,
    DISCOVER_EVERY: "2s",
  });
  const proxy = await startCountingProxy({ host: "127.0.0.1", port: redis.port });
  const service = await startService({ config, redisUrl: `redis://127.0.0.1:${proxy.port}`, log: createLog("silent") });
  try {
    await slack.command({ user: "quinn", channel: "mobile-qa", command: "/perfecto", text: "subscribe Nightly" });
    await until(() => slack.channel("mobile-qa").messages.length === 1);
    const startMs = Date.now();
    const settlesAtMs = startMs + 12_000;
    const build = generateBuild({
      seed: "bench",
      baseUrl: lab.baseUrl,
      job: "Nightly",
      number: 1,
      startMs,
      executions: EXECUTIONS,
      failures: FAILURES,
      speed: 1_000,
    });
    lab.putAll(
      build.map((execution, index) => ({ ...execution, visibleAtMs: startMs + (index % 8) * 1_000, settlesAtMs })),
    );
    const before = proxy.sent();
    await report(service.url, hookToken, {
      job: "Nightly",
      number: 1,
      branch: build[0]?.resource.job?.branch,
      state: "finished",
      expected: EXECUTIONS,
    });
    const finalAtMs = await until(() => {
      const root = slack.channel("mobile-qa").messages.find(({ text }) => text.includes(`of ${EXECUTIONS} failed`));
      const thread = root === undefined ? [] : slack.channel("mobile-qa").thread(root.ts);
      const last = root?.versions.at(-1);
      return last !== undefined && !last.text.includes("still running") && thread.length >= FAILURES
        ? last.at
        : undefined;
    });
    const perExecution = (proxy.sent() - before) / EXECUTIONS;
    const overMs = finalAtMs - settlesAtMs - TRACK_EVERY_MS;
    return [
      {
        name: `build of ${EXECUTIONS}: from COMPLETE to the final card, over the cadence of ${TRACK_EVERY_MS / 1000} s`,
        figure: `${(overMs / 1000).toFixed(2)} s`,
        budget: "≤ 2 s",
        within: overMs <= OVER_CADENCE_BUDGET_MS,
      },
      {
        name: `build of ${EXECUTIONS}: Redis round trips per execution, queues and idle rounds included`,
        figure: perExecution.toFixed(2),
        budget: `≤ ${ROUND_TRIPS_BUDGET}`,
        within: perExecution <= ROUND_TRIPS_BUDGET,
      },
    ];
  } finally {
    await service.stop();
    await proxy.stop();
    await slack.stop();
    await lab.stop();
    await redis.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function report(url: string, token: string, body: object): Promise<void> {
  const answer = await fetch(`${url}/hooks/ci`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (answer.status !== 202) throw new Error(`the CI hook answered ${answer.status}: ${await answer.text()}`);
}

async function until<T>(look: () => T | undefined | false): Promise<T> {
  const giveUpMs = Date.now() + GIVE_UP_MS;
  while (Date.now() < giveUpMs) {
    const seen = look();
    if (seen !== undefined && seen !== false) return seen;
    await wait(20);
  }
  throw new Error("the build did not get there within a minute");
}
