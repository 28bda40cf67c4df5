import {
  DEFAULT_POLICY,
  buildKey,
  parseBuildKey,
  type BuildKey,
  type BuildPicture,
  type BuildRef,
  type Command,
  type Execution,
  type Subscription,
} from "@perfecto-bot/domain";
import { aSubscription, NINE } from "@perfecto-bot/domain/testing";
import { createMemoryPictureStore } from "../../memory/memory-picture-store.ts";
import { createMemoryWorkSchedule } from "../../memory/memory-work-schedule.ts";
import { createMemoryPollMemory } from "../../memory/memory-poll-memory.ts";
import { createMemorySubscriptionStore } from "../../memory/memory-subscription-store.ts";
import type { ExecutionQuery, ExecutionsAnswer, Lab } from "../../ports/lab.ts";
import type { PictureStore } from "../../ports/picture-store.ts";
import { discover } from "../discover.ts";
import type { PollNews, PollParts } from "../poll-parts.ts";
import type { DiscoverShard, Next } from "../../ports/signals.ts";
import { runScheduled, type WorkTrouble } from "../../schedule/run-scheduled.ts";
import { track } from "../track.ts";
import { at, MINUTE } from "./ran.ts";

/** Polling on memory fakes, with a lab that shows what it is told to and a clock that moves when it is told to. */
export interface OpenPoll {
  readonly parts: PollParts;
  readonly asked: readonly ExecutionQuery[];
  /** Keys that were signalled since this was asked last, in order, each once. */
  readonly signalled: () => { readonly plan: readonly BuildKey[]; readonly track: readonly BuildKey[] };
  /** What the lab knows from now on. */
  readonly show: (executions: readonly Execution[], processing?: ExecutionsAnswer["processing"]) => void;
  /** Moves the clock to so many minutes after nine. */
  readonly moveTo: (minute: number) => void;
  /** Lets so many ms pass. */
  readonly pass: (ms: number) => void;
  /** Looks at a shard; the first one where none is named. */
  readonly discover: (index?: number) => Promise<void>;
  /** Looks at a shard until nothing of it is handed on. Answers how many runs that took. */
  readonly discoverAll: (index?: number) => Promise<number>;
  /** What the operator was told, oldest first. */
  readonly news: readonly PollNews[];
  readonly track: (key: BuildKey) => Promise<Next>;
  /** Goes on, looking when the bot would, until every open build is closed. Answers the minute after nine. */
  readonly runOut: () => Promise<number>;
  /** The same for one build, until the clock shows so many minutes after nine or it is closed. */
  readonly runUntil: (minute: number, key: BuildKey) => Promise<void>;
  readonly open: () => Promise<readonly BuildKey[]>;
}

/** Opens polling of the lab acme, with a subscription to the job Nightly from an hour before nine, or others. */
export async function openPoll(
  options: {
    readonly subscriptions?: readonly Subscription[];
    readonly pictures?: PictureStore;
    readonly commands?: readonly Command[];
    /** How the lab tells commands, where it is not always the same. */
    readonly listCommands?: Lab["listCommands"];
    /** Takes the place of the lab that shows what it is told to. */
    readonly lab?: Lab;
    readonly parts?: Partial<PollParts>;
  } = {},
): Promise<OpenPoll> {
  const schedule = createMemoryWorkSchedule();
  const { pictures = createMemoryPictureStore(schedule), commands = [] } = options;
  let nowMs = NINE;
  let shown: readonly Execution[] = [];
  let processing: ExecutionsAnswer["processing"] = "complete";
  const asked: ExecutionQuery[] = [];
  const news: PollNews[] = [];
  const handedOn: DiscoverShard[] = [];
  const plan = new Set<BuildKey>();
  const tracked = new Set<BuildKey>();
  const lab: Lab = options.lab ?? {
    id: "acme",
    links: { build: () => "", execution: () => "" },
    listCommands: options.listCommands ?? (async () => commands),
    listExecutions: async (query) => {
      asked.push(query);
      const executions = shown.filter((one) => matches(query, one));
      return { executions, processing, answeredAtMs: nowMs, truncated: false };
    },
  };
  const subscriptions = createMemorySubscriptionStore();
  for (const one of options.subscriptions ?? [aSubscription()]) {
    await subscriptions.put(one, { atMs: nowMs, conversation: one.conversation, person: "U1", action: "", detail: "" });
  }
  const parts: PollParts = {
    labs: new Map([["acme", lab]]),
    pictures,
    subscriptions,
    memory: createMemoryPollMemory(() => nowMs),
    schedule,
    signals: {
      plan: async (key) => void plan.add(key),
      track: async (key) => void tracked.add(key),
      discover: async (shard) => void handedOn.push(shard),
    },
    now: () => nowMs,
    policy: DEFAULT_POLICY,
    discoverEveryMs: 30_000,
    onNews: (one) => void news.push(one),
    ...options.parts,
  };
  const open = async (): Promise<readonly BuildKey[]> => schedule.subjects("track");
  const tracking = {
    schedule,
    now: () => nowMs,
    onTrouble: ({ error }: WorkTrouble) => {
      throw error;
    },
  };
  const look = (key: BuildKey): Promise<Next> => runScheduled(tracking, "track", key, () => track(parts, key));

  return {
    parts,
    asked,
    signalled: () => {
      const signalled = { plan: [...plan], track: [...tracked] };
      plan.clear();
      tracked.clear();
      return signalled;
    },
    show: (executions, state = "complete") => {
      [shown, processing] = [executions, state];
    },
    moveTo: (minute) => {
      nowMs = at(minute);
    },
    pass: (ms) => {
      nowMs += ms;
    },
    discover: async (index = 0) => discover(parts, { lab: "acme", index }),
    discoverAll: async (index = 0) => {
      for (let runs = 1; ; runs += 1) {
        handedOn.length = 0;
        await discover(parts, { lab: "acme", index });
        if (handedOn.length === 0) return runs;
      }
    },
    news,
    track: look,
    runOut: async () => {
      const dueMs = new Map<BuildKey, number>();
      for (;;) {
        const keys = await open();
        if (keys.length === 0) return (nowMs - NINE) / MINUTE;
        const [next] = keys.toSorted((a, b) => (dueMs.get(a) ?? nowMs) - (dueMs.get(b) ?? nowMs));
        if (next === undefined) continue;
        nowMs = Math.max(nowMs, dueMs.get(next) ?? nowMs);
        const outcome = await look(next);
        if (outcome.kind === "again") dueMs.set(next, nowMs + outcome.afterMs);
      }
    },
    runUntil: async (minute, key) => {
      while (nowMs < at(minute)) {
        const outcome = await track(parts, key);
        if (outcome.kind === "done") break;
        nowMs = Math.min(at(minute), nowMs + outcome.afterMs);
      }
    },
    open,
  };
}

/**
 * The known builds of the job Nightly as text, in order of start: "#45@0 1+2: a@0 a@9", of branch "main" "main#45@0 …",
 * where the number is repeated "#45@60again …", without number "@0 …".
 */
export async function buildsIn(pictures: PictureStore, job = "Nightly"): Promise<readonly string[]> {
  const { builds } = await pictures.knownBuilds("acme", job);
  const inOrder = builds.toSorted((a, b) => a.startedAtMs - b.startedAtMs);
  return Promise.all(
    inOrder.map(async ({ key }) => {
      const picture = await pictures.load(key);
      const name = picture === undefined ? spelledKey(key) : spelledRef(picture.ref);
      return `${name} ${spelledPicture(picture)}`.trim();
    }),
  );
}

/** A build's key as text, as in {@link buildsIn}, as far as the key tells. */
export function spelledKey(key: BuildKey): string {
  const ref = parseBuildKey(key);
  return ref === undefined ? key : spelledRef(ref, "");
}

function spelledRef(ref: BuildRef, undated = "former"): string {
  if (ref.kind === "session") return buildKey(ref);
  const number = ref.kind === "job" ? `#${ref.number}` : "";
  const start = ref.startedAtMs === undefined ? undated : `@${(ref.startedAtMs - NINE) / MINUTE}`;
  return `${ref.branch ?? ""}${number}${start}${ref.kind === "job" && ref.repeated ? "again" : ""}`;
}

/** "1+2: a@0 a@9", executions in order of start. */
export function spelledPicture(picture: BuildPicture | undefined): string {
  if (picture === undefined) return "nothing";
  if (picture.joinedTo !== undefined) return `joined to ${spelledKey(picture.joinedTo)}`;
  const executions = [...picture.executions.values()].map(({ execution }) => execution);
  const inOrder = executions.toSorted((a, b) => (a.startedAtMs ?? 0) - (b.startedAtMs ?? 0) || (a.id < b.id ? -1 : 1));
  const attempts = (picture.attempts ?? [{ number: 1 }]).map(({ number }) => number).join("+");
  return [`${attempts}:`, ...inOrder.map(({ id }) => id)].join(" ");
}

function matches(query: ExecutionQuery, { startedAtMs = 0, job, externalId }: Execution): boolean {
  const { startedFromMs = 0, startedToMs = Number.MAX_SAFE_INTEGER, jobNames, jobNumber, externalIds } = query;
  if (jobNames !== undefined && !jobNames.includes(job?.name ?? "")) return false;
  if (jobNumber !== undefined && job?.number !== jobNumber) return false;
  if (externalIds !== undefined && !externalIds.includes(externalId ?? "")) return false;
  return startedAtMs >= startedFromMs && startedAtMs <= startedToMs;
}
