import {
  decideDiscovery,
  discoveryWindows,
  longestSessionMs,
  withoutWindow,
  withWindow,
  type LabSubscriptions,
  type TimeWindow,
} from "@perfecto-bot/domain";
import type { ExecutionQuery, ExecutionsAnswer, Lab } from "../ports/lab.ts";
import type { DiscoverShard } from "../ports/signals.ts";
import { askNames, type NamesAnswer } from "./ask-names.ts";
import type { PollParts } from "./poll-parts.ts";
import { readWindow } from "./read-window.ts";
import { recordFound } from "./record-found.ts";
import type { SetAsides } from "./set-asides.ts";
import { watchLab } from "./watch-lab.ts";

/** After so long a run asks for nothing more; what is unread then is for the next one, and other shards come between. */
const RUN_MS = 15_000;
/** What is asked for where only it matters whether the lab answers. */
const TRIAL_MS = 60_000;
const ONE_PAGE = { maxPages: 1, pagesAtOnce: 1 } as const;

/** What a look is for. */
export interface LookedAt {
  readonly shard: DiscoverShard;
  /** The names of the shard; none where it is the whole lab. */
  readonly jobNames: readonly string[];
  readonly subscriptions: LabSubscriptions;
  readonly aside: SetAsides;
}

/** What came of a look. */
export interface LookOutcome {
  readonly seenJobs: readonly string[];
  /** There was no time to read everything. */
  readonly isLeft: boolean;
}

/**
 * Reads what is due of a shard and what earlier looks left unread, the newest first, and records it. Names that the lab
 * refuses are set aside. Rejects with the lab's error; what was read until then is marked.
 */
export async function readLook(
  parts: PollParts,
  lab: Lab,
  { shard, jobNames, subscriptions, aside }: LookedAt,
): Promise<LookOutcome> {
  const { memory } = parts;
  const nowMs = parts.now();
  const progress = await memory.progress(lab.id, shard.index);
  let longestMs = await memory.longestTestMs(lab.id);
  const windows = discoveryWindows(parts.discoverEveryMs);
  // A longer look begins with what is new: one after the other, none would come to its end.
  const due = progress.unread.length === 0 ? windows : windows.slice(0, 1);
  const decision = decideDiscovery(due, progress.marks, nowMs, longestMs);
  const marks = { ...progress.marks, ...Object.fromEntries(decision.covers.map((name) => [name, nowMs])) };
  let unread = withWindow(progress.unread, { fromMs: decision.fromMs, toMs: nowMs });
  const names = [...new Set([...jobNames, ...progress.unreadNames])];
  const refused = new Set(names.filter((name) => aside.find("asking", name) !== undefined));
  const seenJobs = new Set<string>();
  const mayGoOn = (): boolean => parts.now() - nowMs < RUN_MS;
  const oldestMs = (): number => unread.at(-1)?.fromMs ?? nowMs;

  async function keep(): Promise<void> {
    await memory.putProgress(lab.id, shard.index, { marks, unread, unreadNames: unread.length === 0 ? [] : names });
  }

  function askFor(askedNames: readonly string[], query: ExecutionQuery): Promise<NamesAnswer> {
    const control = { startedFromMs: nowMs - TRIAL_MS, ...ONE_PAGE };
    return watchLab(parts, lab, (asked) => askNames(asked, askedNames, { query, control, mayGoOn }));
  }

  async function ask(part: TimeWindow, pages: Partial<ExecutionQuery>): Promise<ExecutionsAnswer> {
    // The lab's clock may be ahead of ours.
    const end = part.toMs === nowMs ? {} : { startedToMs: part.toMs };
    const healthy = names.filter((name) => !refused.has(name));
    const told = await askFor(healthy, { startedFromMs: part.fromMs, ...end, ...pages });
    for (const { name, error } of told.refused) {
      refused.add(name);
      await aside.fail({ kind: "asking", job: name, sinceMs: oldestMs() }, error);
    }
    return told.answer;
  }

  async function take(part: TimeWindow, answer: ExecutionsAnswer): Promise<void> {
    if (answer.truncated)
      parts.onNews({ kind: "answer-truncated", lab: lab.id, what: `discovery of shard ${shard.index}` });
    for (const { job } of answer.executions) if (job !== undefined) seenJobs.add(job.name);
    const tookMs = longestSessionMs(answer.executions);
    if (tookMs > longestMs) await memory.noteTestMs(lab.id, tookMs);
    longestMs = Math.max(longestMs, tookMs);
    const healed = await recordFound(parts, { answer, window: part, subscriptions, aside });
    unread = withoutWindow(unread, part);
    for (const { sinceMs } of healed) unread = withWindow(unread, { fromMs: sinceMs, toMs: nowMs });
    await keep();
    for (const one of healed) await aside.heal(one);
  }

  /** Tries each name alone again that the lab refused. What was missed of it is unread from then on. */
  async function tryRefused(): Promise<void> {
    for (const name of refused) {
      const known = aside.find("asking", name);
      if (known === undefined) continue;
      await aside.widen(known, oldestMs());
      if (!aside.isDue(known) || !mayGoOn()) continue;
      const told = await askFor([name], { startedFromMs: nowMs - TRIAL_MS, ...ONE_PAGE });
      const [still] = told.refused;
      if (still === undefined) {
        refused.delete(name);
        unread = withWindow(unread, { fromMs: known.sinceMs, toMs: nowMs });
        await keep();
        await aside.heal(known);
      } else await aside.fail(known, still.error);
    }
  }

  await tryRefused();
  // Without a name the lab would tell of all jobs.
  if (names.length > 0 && refused.size === names.length) return { seenJobs: [], isLeft: false };
  for (let [window] = unread; window !== undefined && mayGoOn(); [window] = unread)
    await readWindow(window, { ask, take, mayGoOn });
  return { seenJobs: [...seenJobs], isLeft: unread.length > 0 };
}
