import { DEFAULT_POLICY, type BuildKey, type Conversation, type SubscriptionOptions } from "@perfecto-bot/domain";
import {
  ciSaid,
  discover,
  keepGoing,
  planChangedBuild,
  track,
  runScheduled,
  type CiReport,
  type Ledger,
  type PictureStore,
  type PlanningParts,
  type PollParts,
  type Signals,
  type WantedMessage,
  type WorkTrouble,
} from "@perfecto-bot/pipeline";
import {
  createMemoryHistoryStore,
  createMemoryLedger,
  createMemoryPictureStore,
  createMemoryPollMemory,
  createMemorySubscriptionStore,
  createMemoryWorkSchedule,
} from "@perfecto-bot/pipeline/memory";
import type { GeneratedLab } from "./generate/timeline.ts";
import { labOverTime, momentsOf } from "./lab-over-time.ts";
import { nextMoment, STEP_MS } from "./next-moment.ts";

const DISCOVER_EVERY_MS = 30_000;
const OPTIONS: SubscriptionOptions = { on: "all", post: "build", thread: "on", mention: [{ kind: "user", id: "U1" }] };

/** A message that planning wanted, and when it first did. */
export interface Wanted {
  readonly atMs: number;
  readonly message: WantedMessage;
}

/** What is left when a lab was played to its end. */
export interface Played {
  readonly parts: PollParts & PlanningParts;
  /** Every build key that a picture was ever stored under. */
  readonly keys: ReadonlySet<BuildKey>;
  /** Each message once, in the order in which they were first wanted. */
  readonly wanted: readonly Wanted[];
  readonly nowMs: number;
}

/** Plays a lab against the real pipeline on memory stores, with a clock that leaps over idle time. */
export async function playLab(generated: GeneratedLab): Promise<Played> {
  let nowMs = generated.startMs;
  const now = (): number => nowMs;
  const lab = labOverTime(generated, now);
  const alarms = new Map<BuildKey, number>();
  const plans = new Set<BuildKey>();
  const keys = new Set<BuildKey>();
  const wanted = new Map<string, Wanted>();
  const schedule = createMemoryWorkSchedule();
  const signals: Pick<Signals, "plan" | "track" | "discover" | "lane"> = {
    plan: async (key) => void plans.add(key),
    track: async (key) => void alarms.set(key, Math.min(alarms.get(key) ?? nowMs, nowMs)),
    discover: async () => undefined,
    lane: async () => undefined,
  };
  const parts: PollParts & PlanningParts = {
    schedule,
    labs: new Map([[generated.lab, lab]]),
    histories: createMemoryHistoryStore(),
    pictures: notingKeys(createMemoryPictureStore(schedule, now), keys),
    subscriptions: createMemorySubscriptionStore(),
    ledger: notingWanted(createMemoryLedger(now, schedule), wanted),
    memory: createMemoryPollMemory(now),
    signals,
    now,
    policy: DEFAULT_POLICY,
    discoverEveryMs: DISCOVER_EVERY_MS,
    quietPeriodMs: DEFAULT_POLICY.quietPeriodMs,
    links: () => lab.links,
    onNews: () => undefined,
  };
  const scheduled = {
    schedule,
    now,
    onTrouble: ({ error }: WorkTrouble) => {
      throw error;
    },
  };
  await subscribe(parts, generated);
  const moments = momentsOf(generated);
  const hooks = [...generated.hooks];
  let discoverAtMs = nowMs;
  while (nowMs < generated.endMs) {
    const due = nowMs >= discoverAtMs;
    if (due) {
      await discover(parts, { lab: generated.lab, index: 0 });
      discoverAtMs = nowMs + DISCOVER_EVERY_MS;
    }
    for (let [hook] = hooks; hook !== undefined && hook.atMs <= nowMs; [hook] = hooks) {
      const { atMs: _atMs, ...report } = hook;
      await ciSaid(parts, { lab: generated.lab, ...report } satisfies CiReport);
      hooks.shift();
    }
    if (due) await keepGoing({ schedule, signals, now });
    // Looking at a build may wake the builds of other branches, and they this one: each has one look a step.
    const woken = [...alarms].filter(([, atMs]) => atMs <= nowMs);
    for (const [key] of woken) {
      alarms.delete(key);
      const outcome = await runScheduled(scheduled, "track", key, () => track(parts, key));
      if (outcome.kind === "again") alarms.set(key, Math.min(alarms.get(key) ?? Infinity, nowMs + outcome.afterMs));
    }
    for (const key of plans) {
      plans.delete(key);
      await runScheduled(scheduled, "plan", key, async () => {
        await planChangedBuild(parts, key);
        return { kind: "done" };
      });
    }
    const alarmsMs = [...alarms.values(), hooks[0]?.atMs ?? Infinity];
    nowMs = nextMoment({ nowMs, moments, alarmsMs, discoverAtMs, ended: generated.endMs });
  }
  return { parts, keys, wanted: [...wanted.values()], nowMs: nowMs + STEP_MS };
}

/** One conversation for each job, which hears of everything and has somebody to mention. */
async function subscribe({ subscriptions }: PollParts, { jobs, lab, startMs }: GeneratedLab): Promise<void> {
  for (const [index, job] of jobs.entries()) {
    const conversation: Conversation = { channel: "slack", workspace: "T1", id: `C${index}` };
    const times = { createdAtMs: startMs, startsAtMs: startMs };
    await subscriptions.put(
      { id: `s${index}`, conversation, lab, job, filter: [], options: OPTIONS, createdBy: "U1", ...times },
      { atMs: startMs, conversation, person: "U1", action: "subscribed", detail: "" },
    );
  }
}

function notingKeys(pictures: PictureStore, keys: Set<BuildKey>): PictureStore {
  return {
    ...pictures,
    save: async (key, before, after) => {
      keys.add(key);
      return pictures.save(key, before, after);
    },
  };
}

function notingWanted(ledger: Ledger, wanted: Map<string, Wanted>): Ledger {
  return {
    ...ledger,
    project: async (projection, nowMs) => {
      for (const message of projection.messages) {
        const id = JSON.stringify([message.conversation.id, message.topic, message.name]);
        wanted.set(id, { atMs: wanted.get(id)?.atMs ?? nowMs, message });
      }
      return ledger.project(projection, nowMs);
    },
  };
}
