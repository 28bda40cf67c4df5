import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { conversationKey } from "@perfecto-bot/domain";
import { createLab, parseReportLink, type ConnectedLab } from "@perfecto-bot/perfecto";
import {
  createDesk,
  deliver,
  discover,
  heedFinding,
  keepDiscovering,
  keepGoing,
  pauseUnreachable,
  planChangedBuild,
  retryFailedWork,
  runScheduled,
  track,
  type Channel,
  type Clock,
  type DeliveryParts,
  type DeskParts,
  type PollParts,
  type ScheduledParts,
  type StoreErrorKind,
  type Workers,
} from "@perfecto-bot/pipeline";
import { createPictureDrawer } from "@perfecto-bot/pictures";
import { createSignals, startWorkers, type QueueDepth, type RunningWorkers } from "@perfecto-bot/queues";
import { createSharedClock, watchWrites, type StoreHealth } from "@perfecto-bot/store";
import type { TeamsEndpoints } from "@perfecto-bot/teams";
import { compareClocks } from "./compare-clocks.ts";
import type { Config } from "./config/config.ts";
import { startHttp, type HttpServer } from "./http/start-http.ts";
import type { Log } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import { noteSetAside } from "./note-set-aside.ts";
import { openChats } from "./open-chats.ts";
import { openConnections } from "./open-connections.ts";
import { openStores, vaultKeys } from "./open-stores.ts";
import { startRounds, type Rounds } from "./rounds.ts";
import {
  describeError,
  tellDeliveryNews,
  tellFinding,
  tellPollNews,
  tellStoreHealth,
  tellWorkTrouble,
} from "./tell-news.ts";

const STOP_DEADLINE_MS = 20_000;
/** What is in hand cannot be brought to an end where Redis takes no writes; it is done again elsewhere. */
const STOP_WITHOUT_STORE_DEADLINE_MS = 1_500;
const HEALTH_ROUND_MS = 5_000;
const SHORT_ROUND_MS = 5_000;
const SCHEDULE_ROUND_MS = 60_000;
const CLOCK_ROUND_MS = 60_000;
/** Redis may be away at the start: then the service begins by the machine's clock. */
const FIRST_CLOCK_WAIT_MS = 2_000;

/** A running service. */
export interface Service {
  /** Where it listens. */
  readonly url: string;
  /** Takes in nothing more, finishes what is in hand within a deadline, and lets go of everything. */
  readonly stop: () => Promise<void>;
}

/** What a service is started with. */
export interface ServiceOptions {
  readonly config: Config;
  readonly redisUrl: string;
  readonly log: Log;
  /** Default: the time of Redis, on which all replicas agree. */
  readonly now?: Clock;
  /** The process should end and be started anew. */
  readonly onWedged?: () => void;
  /** Where Microsoft is reached; simulators have their own. */
  readonly teamsEndpoints?: Partial<TeamsEndpoints>;
}

/** Puts the service together and starts it: the one place where adapters meet the pipeline. */
export async function startService({
  config,
  redisUrl,
  log,
  onWedged,
  teamsEndpoints,
  ...given
}: ServiceOptions): Promise<Service> {
  const onSetAside = noteSetAside(log, (value) => metrics.setAside(value));
  const keys = await vaultKeys(config.encryptionKey);
  const connections = openConnections(redisUrl, log);
  const clock = createSharedClock({ redis: connections.people });
  const now = given.now ?? clock.now;
  const compare = compareClocks(clock, log);
  await Promise.race([compare().catch(() => undefined), wait(FIRST_CLOCK_WAIT_MS, undefined, { ref: false })]);
  const stores = openStores(connections.work, keys, clock.now, onSetAside);
  const signals = createSignals({ connection: connections.queues, now, log });
  /** The same for people and CI, who are told soon where Redis is away. */
  const promptStores = openStores(connections.people, keys, clock.now, onSetAside);
  const promptSignals = createSignals({ connection: connections.people, now, log });
  const labs = new Map<string, ConnectedLab>();
  for (const { id, baseUrl, token } of config.labs) {
    const budgetsForQuestions = promptStores.budgets;
    labs.set(id, createLab({ id, baseUrl, token, budgets: stores.budgets, budgetsForQuestions, now }));
  }
  const links = (lab: string) => labs.get(lab)?.links;
  const queued = async (count: (depth: QueueDepth) => number): Promise<Readonly<Record<string, number>>> =>
    Object.fromEntries(Object.entries(await promptSignals.queueDepths()).map(([name, depth]) => [name, count(depth)]));
  const running: { workers?: RunningWorkers; rounds?: Rounds } = {};
  const writes = watchWrites({
    redis: connections.people,
    onChange: (health) => {
      tellStoreHealth(log, health);
      // A failover may lose the last writes, such as the next time of a rhythm.
      if (health.kind === "writable") running.rounds?.hurry();
    },
  });
  const metrics = createMetrics({
    depths: () => queued(({ waiting, active, delayed }) => waiting + active + delayed),
    storeHealth: writes.look,
  });
  const channels = new Map<string, Channel>();
  const desk: DeskParts = {
    ...promptStores,
    labs: new Map([...labs].map(([id, { forQuestions }]) => [id, forQuestions])),
    links,
    channels,
    signals: promptSignals,
    now,
    newId: () => `s${randomBytes(5).toString("hex")}`,
    discoverEveryMs: config.discoverEveryMs,
    quietPeriodMs: config.policy.quietPeriodMs,
    queueDepths: () => queued(({ waiting, overdue }) => waiting + overdue),
    storeTrouble: () => storeTroubleOf(writes.last()),
    readLink: parseReportLink,
    onRest: (rest) => log.warn(rest, "subscriptions rest: nothing can be posted there"),
    onError: (error, doing) => log.error({ error: describeError(error), doing }, "a person could not be answered"),
  };
  const poll: PollParts = {
    ...stores,
    labs,
    backgroundLabs: new Map([...labs].map(([id, { inBackground }]) => [id, inBackground])),
    startedAtMs: now(),
    signals,
    now,
    policy: config.policy,
    discoverEveryMs: config.discoverEveryMs,
    onNews: (news) => {
      metrics.polled(news);
      tellPollNews(log, news);
    },
  };
  // What vendors tell once is not lost because Redis is away: it waits.
  const patientDesk: DeskParts = { ...desk, ...stores, signals };
  const chats = await openChats({
    config,
    desk: { ...createDesk(desk), happened: createDesk(patientDesk).happened },
    stores: promptStores,
    patientStores: stores,
    now,
    log,
    drawPicture: createPictureDrawer(),
    ...(teamsEndpoints === undefined ? {} : { teamsEndpoints }),
  });
  for (const { channel } of chats) channels.set(channel.name, channel);

  const planning = { ...poll, ...stores, signals, links, quietPeriodMs: config.policy.quietPeriodMs };
  const delivery: DeliveryParts = {
    ...stores,
    channels,
    now,
    onTrouble: (where, trouble) => pauseUnreachable(patientDesk, where, trouble),
    onFinding: (finding) => {
      tellFinding(log, finding);
      return heedFinding(patientDesk, finding);
    },
    onNews: (news) => {
      metrics.delivered(news);
      tellDeliveryNews(log, news);
    },
  };
  const scheduled: ScheduledParts = {
    schedule: stores.schedule,
    now,
    onTrouble: (trouble) => {
      metrics.failed(trouble);
      tellWorkTrouble(log, trouble);
    },
  };
  const workers: Workers = {
    discover: (shard) => discover(poll, shard),
    track: (key) => runScheduled(scheduled, "track", key, () => track(poll, key)),
    plan: (key) =>
      runScheduled(scheduled, "plan", key, async () => {
        await planChangedBuild(planning, key);
        return { kind: "done" };
      }),
    lane: (conversation) =>
      runScheduled(scheduled, "outbox", conversationKey(conversation), () => deliver(delivery, conversation)),
  };

  const http: HttpServer = await startHttp({
    config,
    chats: config.roles.has("chat") ? chats : [],
    metrics,
    now,
    log,
    poll: { ...poll, ...promptStores, signals: promptSignals },
    storeHealth: writes.look,
  });
  if (config.roles.has("chat")) await Promise.all(chats.map((chat) => chat.start()));
  const roles = { poll: config.roles.has("poll"), deliver: config.roles.has("deliver") };
  if (roles.poll || roles.deliver) {
    running.workers = startWorkers({
      connection: connections.queues,
      roles,
      workers,
      now,
      log,
      onWedged: (wedge) => {
        log.fatal({ wedge }, "a worker leaves its work lying; the service ends so that it can be started anew");
        onWedged?.();
      },
    });
  }
  // A start may be an upgrade, which mends what failed before. Nobody waits for it: the rounds go on without.
  void retryFailedWork({ schedule: stores.schedule, now }).catch((error: unknown) =>
    log.warn({ error: describeError(error) }, "what failed before this start is not tried again at once"),
  );
  running.rounds = startRounds(log, [
    { name: "clocks", everyMs: CLOCK_ROUND_MS, run: compare },
    { name: "store health", everyMs: HEALTH_ROUND_MS, run: async () => void (await writes.look()) },
    { name: "keep going", everyMs: SHORT_ROUND_MS, run: () => keepGoing({ schedule: stores.schedule, signals, now }) },
    ...(roles.poll
      ? [{ name: "discovery schedule", everyMs: SCHEDULE_ROUND_MS, run: () => keepDiscovering({ ...poll, signals }) }]
      : []),
  ]);
  http.ready();
  log.info({ url: http.url, roles: [...config.roles], labs: [...labs.keys()] }, "perfecto-bot is running");

  return {
    url: http.url,
    stop: async () => {
      http.notReady();
      const { kind } = await writes.look();
      const deadlineMs = kind === "writable" ? STOP_DEADLINE_MS / 2 : STOP_WITHOUT_STORE_DEADLINE_MS;
      await Promise.all([
        running.rounds?.stop(),
        ...(config.roles.has("chat") ? chats.map((chat) => chat.stop(deadlineMs)) : []),
      ]);
      await running.workers?.close(deadlineMs);
      await http.stop();
      await Promise.all([signals.close(), promptSignals.close()]);
      await Promise.all([...labs.values()].map((lab) => lab.close()));
      connections.close();
    },
  };
}

function storeTroubleOf(health: StoreHealth | undefined): StoreErrorKind | undefined {
  if (health?.kind !== "not-writable") return undefined;
  return health.because === "unknown" ? "away" : health.because;
}
