import type { BuildPicture, RecordedExecution } from "./build-picture.ts";
import { isSaidToRun } from "./build/ci-signal.ts";
import { recordedResults, type RecordedResult } from "./build/recorded-results.ts";
import type { Execution } from "./execution.ts";
import { matchFilter, type Filter, type ResultMark } from "./filter.ts";
import type { Mention, Mute, Subscription, SubscriptionOptions } from "./subscription.ts";
import { coversJob } from "./watched-jobs.ts";

/** The lab's name for what people do by hand on a device; left out unless a filter asks for it by name. */
const INTERACTIVE = "Interactive session";

/** What a result is against its own attempts and its test's history. */
export type MarksOf = (result: Pick<RecordedResult, "key" | "outcome">) => readonly ResultMark[];

/** What its own attempts tell of a result. */
export const ownMarks: MarksOf = ({ outcome }) => (outcome === "flaky" ? ["flaky"] : []);

/** What a conversation's subscriptions together make of a build. */
export interface ConversationView {
  readonly subscriptions: readonly Subscription[];
  readonly options: SubscriptionOptions;
  /** Tests whose counting attempt matches one of the subscriptions, muted ones included, in order of its end and id. */
  readonly shown: readonly RecordedResult[];
  /** The counting attempts that make no message of their own, by id, with the mute that says so. */
  readonly muted: ReadonlyMap<string, Mute>;
}

/** Why a conversation sees nothing of a build. */
export type NoView = "no-subscription" | "paused" | "ended-before-subscription" | "no-match";

/**
 * The part of a build that a conversation's subscriptions (given: of this conversation and lab) let through.
 * @param muted The attempts that the conversation keeps quiet, as `judgeMutes` finds them.
 */
export function viewBuild(
  picture: BuildPicture,
  subscriptions: readonly Subscription[],
  muted: ReadonlyMap<string, Mute>,
  quietPeriodMs: number,
  marksOf: MarksOf = ownMarks,
): ConversationView | NoView {
  const covering = subscriptions.filter((one) => one.lab === picture.ref.lab && coversJob(one.job, picture.ref.job));
  if (covering.length === 0) return "no-subscription";
  const active = covering.filter((one) => one.paused === undefined);
  if (active.length === 0) return "paused";
  const lastSign = lastSignMs(picture);
  const started = active.filter((one) => mayRun(picture) || lastSign + quietPeriodMs >= one.startsAtMs);
  if (started.length === 0) return "ended-before-subscription";
  const shown = recordedResults(picture)
    .filter((result) => started.some((one) => lets(one.filter, result.latest.execution, marksOf(result))))
    .toSorted((a, b) => byEnd(a.latest, b.latest));
  const onlyForAll = started.some((one) => one.filter.length === 0) && picture.executions.size === 0;
  if (shown.length === 0 && !onlyForAll) return "no-match";
  return { subscriptions: started, options: joinOptions(started), shown, muted: mutedOf(shown, muted) };
}

/** CI started it and did not say that it ended: slow tests make no build old. */
function mayRun({ ci, final }: BuildPicture): boolean {
  return final === undefined && isSaidToRun(ci);
}

/**
 * When the lab last saw a build alive, epoch ms: the latest end or start of an execution, or what CI said. Stamps of the lab
 * count, not when we learned of it, so that a first look back over hours does not revive what was over.
 */
export function lastSignMs(picture: BuildPicture): number {
  const ci = [picture.ci?.startedAtMs ?? 0, picture.ci?.finishedAtMs ?? 0];
  const executions = [...picture.executions.values()].map(
    ({ execution, firstSeenAtMs }) => execution.endedAtMs ?? execution.startedAtMs ?? firstSeenAtMs,
  );
  return [...ci, ...executions].reduce((a, b) => Math.max(a, b), 0);
}

function lets(filter: Filter, execution: Execution, marks: readonly ResultMark[]): boolean {
  const asked = filter.some(
    (term) => term.key === "test" && !term.negated && term.values.some((value) => /interactive/i.test(value)),
  );
  return (asked || execution.name !== INTERACTIVE) && matchFilter(filter, execution, marks);
}

function byEnd(a: RecordedExecution, b: RecordedExecution): number {
  const endA = a.execution.endedAtMs ?? a.firstSeenAtMs;
  const endB = b.execution.endedAtMs ?? b.firstSeenAtMs;
  return endA - endB || (a.execution.id < b.execution.id ? -1 : 1);
}

/** Those of the muted attempts that decide one of these results. */
export function mutedOf(shown: readonly RecordedResult[], muted: ReadonlyMap<string, Mute>): ReadonlyMap<string, Mute> {
  if (muted.size === 0) return muted;
  return new Map(
    shown.flatMap(({ latest: { execution } }) => {
      const mute = muted.get(execution.id);
      return mute === undefined ? [] : [[execution.id, mute] as const];
    }),
  );
}

const ON = ["changes", "failures", "all"] as const;
const THREAD = ["on", "broadcast", "off"] as const;

/** Several subscriptions of one conversation that cover the same build make one card: the most telling option wins. */
export function joinOptions(subscriptions: readonly Subscription[]): SubscriptionOptions {
  const options = subscriptions.map((one) => one.options);
  const mentions = new Map<string, Mention>();
  for (const who of options.flatMap((one) => one.mention)) mentions.set(`${who.kind}:${who.id}`, who);
  return {
    on: most(
      ON,
      options.map((one) => one.on),
    ),
    post: options.some((one) => one.post === "build") ? "build" : "test",
    thread: most(
      THREAD,
      options.map((one) => one.thread),
    ),
    mention: [...mentions.values()],
  };
}

/** The last of an order that is among the values; the first of all where there are none. */
function most<T>(order: readonly [T, ...T[]], values: readonly T[]): T {
  return order.findLast((one) => values.includes(one)) ?? order[0];
}
