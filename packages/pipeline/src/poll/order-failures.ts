import {
  conversationKey,
  isWrong,
  judgeMutes,
  recordedResults,
  viewBuild,
  type BuildPicture,
  type ConversationView,
  type Mute,
  type RecordedExecution,
  type Subscription,
} from "@perfecto-bot/domain";
import { withoutAttempts } from "../plan/of-an-attempt.ts";
import { MOST_FAILURES } from "../plan/plan-failures.ts";

/** What a conversation wants to see of a build. */
export interface Interest {
  readonly subscriptions: readonly Subscription[];
  readonly mutes: readonly Mute[];
}

/** Subscriptions that are not paused, by conversation. */
export function byConversation(subscriptions: readonly Subscription[]): readonly (readonly Subscription[])[] {
  const active = subscriptions.filter((one) => one.paused === undefined);
  return [...Map.groupBy(active, (one) => conversationKey(one.conversation)).values()];
}

/**
 * Failures in the order in which their commands are worth having: first those that get a message of their own somewhere,
 * then others that somebody sees, then those that are muted, filtered out, or taken back by a later attempt. Within each,
 * those with the fewest tries come first, so that one that is always refused holds up no other, then the oldest.
 */
export function orderFailures(
  picture: BuildPicture,
  interests: readonly Interest[],
  failures: readonly RecordedExecution[],
  quietPeriodMs: number,
): readonly RecordedExecution[] {
  const mutes = judgeMutes(
    recordedResults(picture),
    interests.flatMap((one) => one.mutes),
  );
  const views = interests
    .flatMap(({ subscriptions }) => {
      const [first] = subscriptions;
      const muted = first && mutes.here(first.conversation);
      return muted === undefined ? [] : [viewBuild(picture, subscriptions.map(asWide), muted, quietPeriodMs)];
    })
    .filter((view) => typeof view !== "string");
  const shown = new Set(views.flatMap(shownAlone));
  const seen = new Set(views.flatMap((view) => wrongIn(view).map(idOf)));
  const counting = new Set(recordedResults(picture).map(({ latest }) => latest.execution.id));
  const rank = (failure: RecordedExecution): number => {
    const id = idOf(failure);
    if (shown.has(id)) return 0;
    return seen.has(id) ? 1 : counting.has(id) ? 2 : 3;
  };
  return failures
    .map((failure) => ({ failure, rank: rank(failure), tries: triesOf(failure) }))
    .toSorted((a, b) => a.rank - b.rank || a.tries - b.tries || a.failure.firstSeenAtMs - b.failure.firstSeenAtMs)
    .map(({ failure }) => failure);
}

/** What a filter asks of the history or of single attempts is not known here, and may change. */
function asWide(subscription: Subscription): Subscription {
  return { ...subscription, filter: withoutAttempts(subscription.filter) };
}

/** The failures that there is room for, as they are planned. */
function shownAlone(view: ConversationView): readonly string[] {
  const { post, thread } = view.options;
  return wrongIn(view)
    .slice(0, MOST_FAILURES[post === "test" ? "off" : thread])
    .map(idOf);
}

function wrongIn({ shown, muted }: ConversationView): readonly RecordedExecution[] {
  return shown.filter((result) => isWrong(result) && !muted.has(idOf(result.latest))).map(({ latest }) => latest);
}

function idOf({ execution }: RecordedExecution): string {
  return execution.id;
}

function triesOf({ enrichment }: RecordedExecution): number {
  if (enrichment === undefined || enrichment.state === "done") return 0;
  return (enrichment.attempts ?? 0) + (enrichment.troubles ?? 0);
}
