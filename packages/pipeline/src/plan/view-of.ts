import {
  matchFilter,
  mutedOf,
  viewBuild,
  type ConversationView,
  type NoView,
  type RecordedResult,
  type Subscription,
} from "@perfecto-bot/domain";
import { marksBy } from "./build-facts.ts";
import { withoutAttempts } from "./of-an-attempt.ts";
import { hasMessage, wasTold, type PlanInput } from "./planner.ts";

/**
 * What a conversation sees of a build. A test it was told of stays in view when a retry takes it out of the subscription's
 * filter, such as `status:failed` or `is:new`: what was said is put right.
 */
export function viewOf(input: PlanInput): ConversationView | NoView {
  const told = wasTold(input);
  const subscriptions = told ? input.subscriptions.map(asReachable) : input.subscriptions;
  const view = viewWith(input, subscriptions);
  if (!told || (typeof view === "string" && view !== "no-match")) return view;
  const wide = viewWith(input, subscriptions.map(onlyOfTests));
  if (typeof wide === "string") return view;
  const now = new Set(typeof view === "string" ? [] : view.shown.map(({ key }) => key));
  const kept = wide.shown.filter((result) => now.has(result.key) || hasMessage(input, result));
  // The card may have spoken of a failure that had no message yet.
  const shown = kept.length > 0 ? kept : wide.shown.filter((result) => hadMatch(result, subscriptions));
  if (shown.length === 0) return view;
  const base = typeof view === "string" ? wide : view;
  return { ...base, shown, muted: mutedOf(shown, input.mutes.here(input.conversation)) };
}

function viewWith(
  { picture, conversation, mutes, quietPeriodMs, facts }: PlanInput,
  subscriptions: readonly Subscription[],
) {
  return viewBuild(picture, subscriptions, mutes.here(conversation), quietPeriodMs, marksBy(facts));
}

/** A build that was begun goes on while its conversation is out of reach: the mail waits there, and is right when it leaves. */
function asReachable(subscription: Subscription): Subscription {
  if (subscription.paused?.reason !== "conversation-unavailable") return subscription;
  const { paused: _unreachable, ...reachable } = subscription;
  return reachable;
}

function onlyOfTests(subscription: Subscription): Subscription {
  return { ...subscription, filter: withoutAttempts(subscription.filter) };
}

/** A failed attempt, taken back by now, would have matched. */
function hadMatch({ outcome, executions }: RecordedResult, subscriptions: readonly Subscription[]): boolean {
  if (outcome !== "flaky") return false;
  return subscriptions.some(({ filter }) => {
    const told = filter.filter(({ key }) => key !== "is");
    return executions.some(({ execution }) => execution.status === "FAILED" && matchFilter(told, execution));
  });
}
