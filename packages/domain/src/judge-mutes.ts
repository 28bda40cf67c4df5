import type { RecordedExecution } from "./build-picture.ts";
import type { RecordedResult } from "./build/recorded-results.ts";
import { conversationKey, type Conversation, type ConversationKey } from "./conversation.ts";
import { ownMarks, type MarksOf } from "./conversation-view.ts";
import { compileFilter, filterSubject, type Filter, type FilterSubject } from "./filter.ts";
import type { Mute } from "./subscription.ts";

/** What mutes keep quiet of one build. */
export interface BuildMutes {
  /** The attempts that a conversation keeps quiet, by execution id, each with the first mute that does. */
  readonly here: (conversation: Conversation) => ReadonlyMap<string, Mute>;
  /** Whether another conversation keeps an attempt quiet. */
  readonly isMutedElsewhere: (conversation: Conversation, executionId: string) => boolean;
}

/** A result as mutes look at it. */
interface Judged {
  readonly id: string;
  readonly dueAtMs: number;
  readonly subject: FilterSubject;
}

/**
 * Judges the mutes of several conversations about one build together: each filter is matched once with each result, however
 * many conversations mute by it, and a mute that was not in force while something of the build could first be spoken of is
 * not matched at all.
 */
export function judgeMutes(
  results: readonly RecordedResult[],
  mutes: readonly Mute[],
  marksOf: MarksOf = ownMarks,
): BuildMutes {
  const judged = results.map((result): Judged => {
    const { execution } = result.latest;
    return { id: execution.id, dueAtMs: dueAtMs(result.latest), subject: filterSubject(execution, marksOf(result)) };
  });
  const firstMs = judged.reduce((first, one) => Math.min(first, one.dueAtMs), Number.POSITIVE_INFINITY);
  const lastMs = judged.reduce((last, one) => Math.max(last, one.dueAtMs), Number.NEGATIVE_INFINITY);
  const inTime = mutes.filter((mute) => mute.createdAtMs <= lastMs && endOfMute(mute) > firstMs);
  const hits = hitsByFilter(judged);
  const byConversation = new Map<ConversationKey, Map<string, Mute>>();
  const conversations = new Map<string, number>();
  for (const mute of inTime) {
    const place = conversationKey(mute.conversation);
    const own = byConversation.get(place) ?? new Map<string, Mute>();
    byConversation.set(place, own);
    for (const hit of hits(mute.filter)) {
      if (own.has(hit.id) || !isMutedAt(mute, hit.dueAtMs)) continue;
      own.set(hit.id, mute);
      conversations.set(hit.id, (conversations.get(hit.id) ?? 0) + 1);
    }
  }
  const here = (conversation: Conversation): ReadonlyMap<string, Mute> =>
    byConversation.get(conversationKey(conversation)) ?? NONE;
  return {
    here,
    isMutedElsewhere: (conversation, id) => (conversations.get(id) ?? 0) > (here(conversation).has(id) ? 1 : 0),
  };
}

const NONE: ReadonlyMap<string, Mute> = new Map();

/** Nothing of a build is muted anywhere. */
export const NO_MUTES: BuildMutes = { here: () => NONE, isMutedElsewhere: () => false };

/** Whether a mute was in force at a moment. */
export function isMutedAt(mute: Mute, atMs: number): boolean {
  return atMs >= mute.createdAtMs && atMs < endOfMute(mute);
}

/** When a mute ends, or was ended early, epoch ms. */
export function endOfMute({ untilMs, endedAtMs = untilMs }: Mute): number {
  return Math.min(untilMs, endedAtMs);
}

/** When an execution may first be spoken of: a mute begun while the lab still prepares it keeps it quiet, too. */
function dueAtMs({ firstSeenAtMs, settledAtMs, overdueAtMs }: RecordedExecution): number {
  return overdueAtMs ?? settledAtMs ?? firstSeenAtMs;
}

function hitsByFilter(judged: readonly Judged[]): (filter: Filter) => readonly Judged[] {
  const known = new Map<string, readonly Judged[]>();
  return (filter) => {
    const text = JSON.stringify(filter);
    const hits = known.get(text) ?? judged.filter(({ subject }) => compileFilter(filter)(subject));
    known.set(text, hits);
    return hits;
  };
}
