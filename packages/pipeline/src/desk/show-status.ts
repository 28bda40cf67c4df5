import { statusCard, type BotStatus, type DeadLetter, type LeftAlone } from "@perfecto-bot/cards";
import {
  buildLabel,
  conversationKey,
  coversJob,
  nextTryMs,
  parseBuildKey,
  patternWords,
  TRIES_BEFORE_SET_ASIDE,
  type Subscription,
} from "@perfecto-bot/domain";
import type { Asker, Reply } from "../ports/desk.ts";
import type { LedgerEntry } from "../ports/ledger.ts";
import type { UnreadValue } from "../ports/set-aside.ts";
import { SET_ASIDE_AFTER } from "../schedule/decide-retry.ts";
import type { DeskParts } from "./desk-parts.ts";
import { explainStoreTrouble } from "./explain-store-trouble.ts";
import { messageWords } from "./message-words.ts";
import { subscriptionsHere } from "./own-subscription.ts";
import { privately } from "./replies.ts";

const MOST_DEAD = 5;
const MOST_MAIL = 500;
const MOST_SET_ASIDE = 10;
/** Characters of a job's name: the one that is set aside may be too long for anything. */
const LONGEST_JOB = 60;

/** `status`: is the bot itself well, as this conversation may see it. */
export async function showStatus(parts: DeskParts, asker: Asker): Promise<Reply> {
  const here = asker.conversation;
  const nowMs = parts.now();
  const [subscriptions, unread, openBuilds, mail, dead, queues, health, jobsAside] = await Promise.all([
    subscriptionsHere(parts, here),
    parts.subscriptions.setAside(here, nowMs),
    parts.pictures.openBuilds(),
    parts.ledger.mail(here, MOST_MAIL),
    parts.ledger.deadLetters(here, MOST_DEAD),
    parts.queueDepths().catch(() => undefined),
    Promise.all([...parts.labs.keys()].map((lab) => parts.memory.health(lab))),
    Promise.all([...parts.labs.keys()].map((lab) => jobsSetAside(parts, lab))),
  ]);
  const paused = subscriptions.flatMap((one) =>
    one.paused === undefined ? [] : [{ job: patternWords(one.job), detail: one.paused.detail }],
  );
  const setAside = [
    ...jobsAside.flat().flatMap(({ isSubscribed, told }) => (subscriptions.some(isSubscribed) ? [told] : [])),
    ...(await workSetAside(parts, conversationKey(here), subscriptions)),
    ...mail.flatMap(({ entry }) => messageSetAside(entry)),
  ];
  const trouble = parts.storeTrouble?.();
  return privately(
    statusCard({
      ...(trouble === undefined ? {} : { storeTrouble: explainStoreTrouble(trouble) }),
      labs: health,
      nowMs,
      openBuilds: openBuilds.length,
      waitingHere: mail.length,
      ...(queues === undefined ? {} : { queues }),
      subscriptions: { active: subscriptions.length - paused.length, paused },
      deadLetters: dead.map(deadLetter),
      setAside: setAside.slice(0, MOST_SET_ASIDE),
      leftAlone: countedByKind(unread),
    }),
  );
}

function countedByKind(values: readonly UnreadValue[]): readonly LeftAlone[] {
  const kinds = ["subscription", "mute"] as const;
  const reasons = ["newer-version", "unreadable"] as const;
  return kinds
    .flatMap((what) => reasons.map((why) => ({ what, why })))
    .map((kind) => ({
      ...kind,
      count: values.filter(({ what, why }) => what === kind.what && why === kind.why).length,
    }))
    .filter(({ count }) => count > 0);
}

/** Builds of the jobs that are subscribed to here, and the conversation itself, that the bot cannot work on. */
async function workSetAside(
  { schedule }: DeskParts,
  here: string,
  subscriptions: readonly Subscription[],
): Promise<BotStatus["setAside"]> {
  const [track, plan, outbox] = await Promise.all([
    schedule.failing("track", SET_ASIDE_AFTER),
    schedule.failing("plan", SET_ASIDE_AFTER),
    schedule.failing("outbox", SET_ASIDE_AFTER),
  ]);
  const builds = [...track, ...plan].flatMap(({ subject, detail, notBeforeMs }) => {
    const ref = parseBuildKey(subject);
    const isHere = subscriptions.some(({ lab, job }) => lab === ref?.lab && coversJob(job, ref.job));
    return ref !== undefined && isHere ? [{ what: buildLabel(ref), detail, againAtMs: notBeforeMs }] : [];
  });
  const own = outbox
    .filter(({ subject }) => subject === here)
    .map(({ detail, notBeforeMs }) => ({ what: "posting here", detail, againAtMs: notBeforeMs }));
  return [...builds, ...own];
}

/** Jobs of a lab that cannot be asked for or recorded, and who is concerned. */
async function jobsSetAside(
  { memory }: DeskParts,
  lab: string,
): Promise<
  readonly {
    readonly isSubscribed: (subscription: Subscription) => boolean;
    readonly told: BotStatus["setAside"][number];
  }[]
> {
  const all = await memory.setAside(lab);
  return all
    .filter(({ attempts }) => attempts >= TRIES_BEFORE_SET_ASIDE)
    .map((one) => {
      const what = `the job ${one.job.slice(0, LONGEST_JOB).toWellFormed()}`;
      const fails = one.kind === "asking" ? "the lab refuses to be asked for it" : "what the lab tells cannot be kept";
      return {
        isSubscribed: (subscription) => subscription.lab === lab && coversJob(subscription.job, one.job),
        told: { what, detail: `${fails} (${one.detail})`, againAtMs: nextTryMs(one) },
      };
    });
}

function messageSetAside(entry: LedgerEntry): BotStatus["setAside"] {
  const { setAside, notBeforeMs } = entry;
  return setAside === undefined ? [] : [{ what: whatOf(entry), detail: setAside, againAtMs: notBeforeMs }];
}

function deadLetter(entry: LedgerEntry): DeadLetter {
  const { state, editedAtMs } = entry;
  const what = whatOf(entry);
  switch (state.kind) {
    case "dead":
      return { what, detail: state.detail, atMs: state.atMs, needsPerson: state.refused === true };
    case "posted": {
      const atMs = editedAtMs ?? state.atMs;
      return { what: `a change of the ${what}`, detail: state.detail ?? "", atMs, needsPerson: state.refused === true };
    }
    case "waiting":
    case "posting":
      return { what, detail: "waits", atMs: 0, needsPerson: false };
  }
}

function whatOf({ wanted }: LedgerEntry): string {
  const ref = parseBuildKey(wanted.topic);
  return `${messageWords(wanted.name)} of ${ref === undefined ? wanted.topic : buildLabel(ref)}`;
}
