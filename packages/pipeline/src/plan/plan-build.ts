import { attentionCard, buildCard, failureCard, moreFailuresCard, type Card } from "@perfecto-bot/cards";
import {
  buildKey,
  buildLabel,
  causeKey,
  mutedBy,
  platformsLabel,
  verdictOf,
  viewBuild,
  wentWrong,
  type BuildPicture,
  type Conversation,
  type ConversationView,
  type Mute,
  type NoView,
  type RecordedExecution,
  type Subscription,
} from "@perfecto-bot/domain";
import type { LabLinks } from "../ports/lab.ts";
import type { LedgerSummary, WantedMessage } from "../ports/ledger.ts";
import type { FinishedBuild } from "../ports/picture-store.ts";
import { contentHash } from "./content-hash.ts";
import { decideRoot, type RootReason } from "./decide-root.ts";
import { failingSince } from "./failing-since.ts";

/** Failure messages of one build: so many in a thread, so many straight in the channel; the rest is folded into one. */
export const MOST_FAILURES = { on: 30, broadcast: 10, off: 10 } as const;

/** So many failures of one cause name each other's platforms at the end; more would be an edit each for little. */
const MOST_LISTED = 10;

/** Everything that rules what one conversation should see of one build. */
export interface PlanInput {
  readonly picture: BuildPicture;
  readonly conversation: Conversation;
  /** This conversation's subscriptions. */
  readonly subscriptions: readonly Subscription[];
  /** This conversation's mutes, ended ones included. */
  readonly mutes: readonly Mute[];
  /** Mutes of the other conversations that are subscribed to this job. */
  readonly mutesElsewhere: readonly Mute[];
  /** What this conversation's ledger has of this build. */
  readonly ledger: ReadonlyMap<string, LedgerSummary>;
  /** Final builds of the same job and branch, newest first. */
  readonly history: readonly FinishedBuild[];
  readonly links: LabLinks;
  readonly quietPeriodMs: number;
}

/** The messages that should exist, and why there are these and no others. */
export interface Plan {
  readonly reason: NoView | RootReason;
  readonly messages: readonly WantedMessage[];
  /** Failures that wait for the lab or for their commands. */
  readonly notReady: readonly string[];
  /** Failures that make no message, with the mute. */
  readonly muted: ReadonlyMap<string, Mute>;
}

/** Computes which messages one conversation should have about one build. Pure: the same input gives the same messages. */
export function planBuild(input: PlanInput): Plan {
  const { picture, ledger } = input;
  const subscriptions = ledger.size === 0 ? input.subscriptions : input.subscriptions.map(asReachable);
  const view = viewBuild(picture, subscriptions, input.mutes, input.quietPeriodMs);
  if (typeof view === "string") return { reason: view, messages: [], notReady: [], muted: new Map() };
  const wrong = view.shown.filter((recorded) => wentWrong(recorded.execution) || ledger.has(failureName(recorded)));
  const notReady = wrong.filter((recorded) => !isReady(recorded)).map(({ execution }) => execution.id);
  const ready = wrong.filter(
    (recorded) => isReady(recorded) && (!view.muted.has(recorded.execution.id) || ledger.has(failureName(recorded))),
  );
  const earlier = input.history.filter((build) => build.key !== buildKey(picture.ref) && isBefore(build, picture));
  const root = decideRoot({ picture, view, failures: ready.length, posted: ledger.size > 0, before: earlier[0] });
  if (!root.speak) return { reason: root.reason, messages: [], notReady, muted: view.muted };
  const planner = { ...input, history: earlier, view };
  const messages = [
    ...(view.options.post === "build" ? [rootMessage(planner, root.reason)] : []),
    ...attention(planner, ready),
    ...failures(planner, ready),
  ];
  return { reason: root.reason, messages, notReady, muted: view.muted };
}

/** A build that was begun goes on while its conversation is out of reach: the mail waits there, and is right when it leaves. */
function asReachable(subscription: Subscription): Subscription {
  if (subscription.paused?.reason !== "conversation-unavailable") return subscription;
  const { paused: _unreachable, ...reachable } = subscription;
  return reachable;
}

interface Planner extends PlanInput {
  readonly view: ConversationView;
}

/** A failure is shown when its processing is over and its commands are known, or when waiting was given up. */
function isReady({ settledAtMs, overdueAtMs, enrichment }: RecordedExecution): boolean {
  return overdueAtMs !== undefined || (settledAtMs !== undefined && enrichment?.state !== "pending");
}

function isBefore(build: FinishedBuild, { ref, executions }: BuildPicture): boolean {
  if (ref.kind === "job" && build.number !== undefined) return build.number < ref.number;
  const starts = [...executions.values()].map(({ execution, firstSeenAtMs }) => execution.startedAtMs ?? firstSeenAtMs);
  return build.endedAtMs <= starts.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
}

function failureName({ execution }: RecordedExecution): string {
  return `failure/${execution.id}`;
}

function rootMessage(planner: Planner, reason: string): WantedMessage {
  const { picture, view, links, history } = planner;
  const before = history[0];
  const whole = view.subscriptions.some(({ filter }) => filter.length === 0);
  const card = buildCard({
    ref: picture.ref,
    verdict: verdictOf(picture, view.shown),
    final: picture.final,
    reopened: picture.reopened,
    ci: whole ? picture.ci : undefined,
    usualTotal: whole ? before?.total : undefined,
    muted: [...view.muted.keys()].filter((id) => isWrong(picture, id)).length,
    mutedElsewhere: [...mutedBy(view.shown, planner.mutesElsewhere).keys()].filter((id) => isWrong(picture, id)).length,
    before: before && { label: labelOf(before), verdict: before.verdict },
    libraryUrl: links.build(picture.ref),
  });
  return message(planner, "build", card, reason, { progress: picture.final === undefined });
}

function isWrong({ executions }: BuildPicture, id: string): boolean {
  const recorded = executions.get(id);
  return recorded !== undefined && wentWrong(recorded.execution);
}

function attention(planner: Planner, ready: readonly RecordedExecution[]): readonly WantedMessage[] {
  const { view, picture, links } = planner;
  if (view.options.mention.length === 0 || !ready.some(({ execution }) => wentWrong(execution))) return [];
  const card = attentionCard(view.options.mention, { label: buildLabel(picture.ref), url: links.build(picture.ref) });
  // In a thread, "everybody here" calls nobody: https://slack.com/help/articles/202009646-Notify-a-channel-or-workspace
  const callsEverybody = view.options.mention.some(({ kind }) => kind === "here");
  return [message(planner, "attention", card, "first-failure", callsEverybody ? {} : reply(view))];
}

function failures(planner: Planner, ready: readonly RecordedExecution[]): readonly WantedMessage[] {
  const { view, ledger, picture, links } = planner;
  const posted = ready.filter((recorded) => ledger.has(failureName(recorded)));
  const fresh = ready.filter((recorded) => !ledger.has(failureName(recorded)));
  const room = Math.max(0, MOST_FAILURES[view.options.post === "test" ? "off" : view.options.thread] - posted.length);
  const alone = [...posted, ...fresh.slice(0, room)];
  const folded = fresh.slice(room);
  const byCause = Map.groupBy(ready, causeKey);
  const messages = alone.map((recorded) => failureMessage(planner, recorded, byCause.get(causeKey(recorded)) ?? []));
  if (folded.length === 0) return messages;
  const build = { label: buildLabel(picture.ref), url: links.build(picture.ref) };
  const card = moreFailuresCard({ folded, build, reportUrl: links.execution });
  return [
    ...messages,
    message(planner, "more", card, "folded", { ...reply(view), progress: picture.final === undefined }),
  ];
}

function failureMessage(
  planner: Planner,
  recorded: RecordedExecution,
  alike: readonly RecordedExecution[],
): WantedMessage {
  const { view, picture, links, history } = planner;
  const { execution } = recorded;
  const own = platformsLabel(execution.platforms);
  const others = new Set(alike.map((one) => platformsLabel(one.execution.platforms)).filter((label) => label !== own));
  const inThread = view.options.post === "build" && view.options.thread === "on";
  const card = failureCard({
    recorded,
    reportUrl: links.execution(execution.id),
    build: inThread ? undefined : { label: buildLabel(picture.ref), url: links.build(picture.ref) },
    sameCauseOn: [...others].toSorted(),
    buildIsFinal: picture.final !== undefined && alike.length <= MOST_LISTED,
    failingSince: failingSince(history, execution),
  });
  const reason = recorded.settledAtMs === undefined ? "still-processing" : "settled";
  return message(planner, failureName(recorded), card, reason, reply(view));
}

function labelOf(build: FinishedBuild): string {
  return build.number === undefined ? "The build before" : `#${build.number}`;
}

function reply({ options }: ConversationView): Partial<WantedMessage> {
  if (options.post === "test" || options.thread === "off") return {};
  return { replyTo: "build", ...(options.thread === "broadcast" ? { broadcast: true } : {}) };
}

function message(
  planner: Planner,
  name: string,
  card: Card,
  reason: string,
  extra: Partial<WantedMessage>,
): WantedMessage {
  const { picture, conversation } = planner;
  return {
    conversation,
    topic: buildKey(picture.ref),
    name,
    card,
    contentHash: contentHash(card),
    revision: picture.revision,
    progress: false,
    reason,
    ...extra,
  };
}
