import { DEFAULT_OPTIONS, DEFAULT_POLICY, LAB_WIDE_SHARD, type Execution } from "@perfecto-bot/domain";
import { discover, type ExecutionQuery, type Lab, type PollParts } from "@perfecto-bot/pipeline";
import {
  createMemoryPictureStore,
  createMemoryPollMemory,
  createMemorySubscriptionStore,
  createMemoryWorkSchedule,
} from "@perfecto-bot/pipeline/memory";
import type { BenchResult } from "./bench-result.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const BEGIN_MS = Date.UTC(2026, 10, 23);
const AWAY_MS = 23.5 * HOUR_MS;
const WATCHED_AFTER_MS = 3 * HOUR_MS;
const EVERY_MS = 30_000;
/** One request takes as long as its share of the lab's budget of ten a second. */
const PAGE_MS = 100;
const PAGE_SIZE = 500;
const MOST_PAGES = 100;
const TESTS_PER_BUILD = 20;
const JOBS = 500;

/** How many builds discovery never sees of a busy lab after the bot was away for most of a day, on a clock that leaps. */
export async function discoverAfterAbsence(): Promise<readonly BenchResult[]> {
  const results: BenchResult[] = [];
  for (const perDay of [60_000, 200_000]) {
    const { builds, missed, requests } = await missedBuilds(perDay);
    results.push({
      name: `\`*\` on a lab of ${perDay.toLocaleString("en")} executions a day, away for 23.5 h: builds never seen`,
      figure: `${missed} of ${builds}, with ${requests} requests in the 3 h after`,
      budget: "0",
      within: missed === 0,
    });
  }
  return results;
}

async function missedBuilds(
  perDay: number,
): Promise<{ readonly builds: number; readonly missed: number; readonly requests: number }> {
  let nowMs = BEGIN_MS;
  let requests = 0;
  let isSignalled = false;
  const seen = new Set<string>();
  const everyMs = DAY_MS / perDay;
  const pictures = createMemoryPictureStore();
  const lab: Lab = {
    id: "bench",
    links: { build: () => "", execution: () => "" },
    listCommands: async () => [],
    listExecutions: async (query) => {
      const { executions, pages, truncated } = answerTo(query, everyMs, nowMs);
      requests += pages;
      nowMs += pages * PAGE_MS;
      return { executions, processing: "complete", answeredAtMs: nowMs, truncated };
    },
  };
  const subscriptions = createMemorySubscriptionStore();
  const conversation = { channel: "slack", workspace: "T1", id: "C1" };
  await subscriptions.put(
    {
      id: "s1",
      conversation,
      lab: "bench",
      job: "*",
      filter: [],
      options: DEFAULT_OPTIONS,
      createdBy: "U1",
      createdAtMs: BEGIN_MS,
      startsAtMs: BEGIN_MS,
    },
    { atMs: BEGIN_MS, conversation, person: "U1", action: "subscribed", detail: "" },
  );
  const parts: PollParts = {
    labs: new Map([["bench", lab]]),
    // What is in the pictures does not matter here, only that it came.
    pictures: {
      ...pictures,
      save: async (_key, _before, after) => {
        for (const { execution } of after.executions.values()) seen.add(buildOf(execution));
        return "saved";
      },
      rememberJobNames: async () => undefined,
    },
    subscriptions,
    memory: createMemoryPollMemory(() => nowMs),
    schedule: createMemoryWorkSchedule(),
    signals: {
      plan: async () => undefined,
      track: async () => undefined,
      discover: async () => {
        isSignalled = true;
      },
    },
    now: () => nowMs,
    policy: DEFAULT_POLICY,
    discoverEveryMs: EVERY_MS,
    onNews: () => undefined,
  };
  const shard = { lab: "bench", index: LAB_WIDE_SHARD };

  async function watchUntil(endMs: number): Promise<void> {
    while (nowMs < endMs) {
      const beganAtMs = nowMs;
      isSignalled = false;
      await discover(parts, shard);
      if (!isSignalled) nowMs = Math.max(nowMs, beganAtMs + EVERY_MS);
    }
  }

  await watchUntil(BEGIN_MS + HOUR_MS);
  const awayAtMs = nowMs;
  nowMs += AWAY_MS;
  requests = 0;
  await watchUntil(nowMs + WATCHED_AFTER_MS);
  const builds = new Set<string>();
  for (let index = indexAt(awayAtMs - 2 * HOUR_MS, everyMs); ; index += 1) {
    const execution = executionAt(index, everyMs);
    if ((execution.endedAtMs ?? 0) >= nowMs - HOUR_MS) break;
    if ((execution.endedAtMs ?? 0) > awayAtMs) builds.add(buildOf(execution));
  }
  return { builds: builds.size, missed: [...builds].filter((one) => !seen.has(one)).length, requests };
}

/** What a lab answers now, the newest first: what ended, as far as its pages and the client's go. */
function answerTo(
  { startedFromMs = BEGIN_MS, startedToMs = Infinity, maxPages = MOST_PAGES }: ExecutionQuery,
  everyMs: number,
  nowMs: number,
): { readonly executions: readonly Execution[]; readonly pages: number; readonly truncated: boolean } {
  const most = PAGE_SIZE * Math.min(maxPages, MOST_PAGES);
  const executions: Execution[] = [];
  const first = Math.ceil((startedFromMs - BEGIN_MS) / everyMs);
  let index = indexAt(Math.min(startedToMs, nowMs), everyMs);
  for (; index >= first && executions.length <= most; index -= 1) {
    const execution = executionAt(index, everyMs);
    if ((execution.endedAtMs ?? 0) <= nowMs) executions.push(execution);
  }
  const shown = executions.slice(0, most);
  return {
    executions: shown,
    pages: Math.max(1, Math.ceil(shown.length / PAGE_SIZE)),
    truncated: executions.length > most,
  };
}

function indexAt(ms: number, everyMs: number): number {
  return Math.floor((ms - BEGIN_MS) / everyMs);
}

/** The tests of one build in a hundred take an hour and a half, those of the others a minute. */
function executionAt(index: number, everyMs: number): Execution {
  const startedAtMs = Math.round(BEGIN_MS + index * everyMs);
  const number = Math.floor(index / TESTS_PER_BUILD);
  return {
    lab: "bench",
    id: `e${index}`,
    name: "test",
    status: "PASSED",
    externalId: `s${index}`,
    startedAtMs,
    endedAtMs: startedAtMs + (number % 100 === 0 ? 90 * MINUTE_MS : MINUTE_MS),
    job: { name: `job ${number % JOBS}`, number: number + 1 },
    tags: [],
    platforms: [],
    videos: [],
    artifacts: [],
  };
}

function buildOf({ job }: Execution): string {
  return `${job?.name} ${job?.number}`;
}
