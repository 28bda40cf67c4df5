import type { Card, NamedBuild } from "@perfecto-bot/cards";
import {
  buildKey,
  jobHabits,
  wentWrong,
  type BuildMutes,
  type BuildPicture,
  type Conversation,
  type ConversationView,
  type RecordedExecution,
  type RecordedResult,
  type Subscription,
} from "@perfecto-bot/domain";
import type { LabLinks } from "../ports/lab.ts";
import type { LedgerSummary, WantedMessage } from "../ports/ledger.ts";
import type { FinishedBuild } from "../ports/picture-store.ts";
import type { BuildFacts } from "./build-facts.ts";
import { contentHash } from "./content-hash.ts";

/** Everything that rules what one conversation should see of one build. */
export interface PlanInput {
  readonly picture: BuildPicture;
  readonly conversation: Conversation;
  /** This conversation's subscriptions. */
  readonly subscriptions: readonly Subscription[];
  /** What this conversation, and the others that hear of the build, keep quiet of it. */
  readonly mutes: BuildMutes;
  /** What this conversation's ledger has of this build. */
  readonly ledger: ReadonlyMap<string, LedgerSummary>;
  /** Final builds of the same job and branch, the latest start first. */
  readonly history: readonly FinishedBuild[];
  /** What earlier builds tell of this one. */
  readonly facts: BuildFacts;
  readonly links: LabLinks;
  readonly quietPeriodMs: number;
}

/** What the parts of a plan are made from: `history` has only builds that started before. */
export interface Planner extends PlanInput {
  readonly view: ConversationView;
}

/**
 * A failure is shown when its processing is over and its commands are known, or when waiting was given up. A pass is shown
 * at once: it takes back what was said, and nobody waits for its video.
 */
export function isReady({ execution, settledAtMs, overdueAtMs, enrichment }: RecordedExecution): boolean {
  if (execution.status === "PASSED") return true;
  return overdueAtMs !== undefined || (settledAtMs !== undefined && enrichment?.state !== "pending");
}

/** Whether a result makes no message of its own here. */
export function isMuted({ muted }: ConversationView, { latest }: RecordedResult): boolean {
  return muted.has(latest.execution.id);
}

/** Whether people should be called for a result: it failed, and no retry is to be expected any more. */
export function isAlarm({ picture, history, view }: Planner, result: RecordedResult): boolean {
  if (result.outcome !== "failed" || isMuted(view, result)) return false;
  const retries = jobHabits(history).retriesWithinMs !== undefined;
  return !retries || picture.final !== undefined || result.latest.confirmedAtMs !== undefined;
}

/** Whether a failure alarms nobody yet because its retry may come. */
export function awaitsRetry(planner: Planner, result: RecordedResult): boolean {
  return result.outcome === "failed" && !isMuted(planner.view, result) && !isAlarm(planner, result);
}

/** A test has one message, named after the attempt that it was first told by. */
export function failureName({ ledger }: PlanInput, { executions, latest }: RecordedResult): string {
  const names = executions.map(({ execution }) => `failure/${execution.id}`);
  const first = executions.find(({ execution }) => wentWrong(execution)) ?? latest;
  return names.find((name) => ledger.has(name)) ?? `failure/${first.execution.id}`;
}

/** Whether a message may stand in the conversation. One that waits to be posted does not: it may still be withdrawn. */
export function wasSaid({ ledger }: Pick<PlanInput, "ledger">, name: string): boolean {
  const state = ledger.get(name)?.state;
  return state !== undefined && state !== "waiting";
}

/** Whether anything of the build may stand in the conversation. */
export function wasTold({ ledger }: Pick<PlanInput, "ledger">): boolean {
  return [...ledger.keys()].some((name) => wasSaid({ ledger }, name));
}

/** Whether a test was spoken of already. */
export function hasMessage(planner: PlanInput, result: RecordedResult): boolean {
  return wasSaid(planner, failureName(planner, result));
}

/** The build as messages outside its thread name it. */
export function namedBuild({ picture, links }: PlanInput): NamedBuild {
  return { ref: picture.ref, url: links.build(picture.ref) };
}

/** Where a message about a part of the build goes. */
export function reply({ options }: ConversationView): Partial<WantedMessage> {
  if (options.post === "test" || options.thread === "off") return {};
  return { replyTo: "build", ...(options.thread === "broadcast" ? { broadcast: true } : {}) };
}

/** A message about the build, with its identity and what it is worth. */
export function message(
  { picture, conversation }: PlanInput,
  name: string,
  card: Card,
  reason: string,
  extra: Partial<WantedMessage>,
): WantedMessage {
  return {
    conversation,
    topic: buildKey(picture.ref),
    name,
    card,
    contentHash: contentHash(card),
    progress: false,
    reason,
    ...extra,
  };
}
