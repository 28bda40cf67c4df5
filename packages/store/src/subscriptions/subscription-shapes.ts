import {
  conversationKey,
  parseConversationKey,
  type Filter,
  type FilterTerm,
  type Mute,
  type Subscription,
} from "@perfecto-bot/domain";
import { SetAsideError, type AuditEntry } from "@perfecto-bot/pipeline";
import { storedShape } from "../stored-value.ts";

/** In version 1 a backslash in a pattern was itself, whatever stood behind it. */
const LITERAL_BACKSLASHES = 1;
/** In version 2 it takes the meaning of what stands behind it away. Patterns without any are the same in both. */
const ESCAPES = 2;

/** A subscription without its conversation. */
export const SUBSCRIPTION = storedShape<Omit<Subscription, "conversation">>("subscription", {
  newest: ESCAPES,
  isSound: ({ id, lab, job, filter, options }) =>
    [id, lab, job].every(isText) && isFilter(filter) && Array.isArray(options?.mention),
  versionFor: ({ job, filter }) => versionFor([job, ...patternsIn(filter)]),
  upgrade: (value) => ({ ...value, job: escaped(value.job), filter: escapedFilter(value.filter) }),
});

/** A mute without its conversation. */
export const MUTE = storedShape<Omit<Mute, "conversation">>("mute", {
  newest: ESCAPES,
  isSound: ({ id, filter, createdAtMs, untilMs }) =>
    isText(id) && isFilter(filter) && [createdAtMs, untilMs].every(Number.isFinite),
  versionFor: ({ filter }) => versionFor(patternsIn(filter)),
  upgrade: (value) => ({ ...value, filter: escapedFilter(value.filter) }),
});

/** An audit entry without its conversation. */
export const AUDIT = storedShape<Omit<AuditEntry, "conversation">>("audit entry");

/** The conversation stands before the JSON, so that a script can move a subscription without reading JSON. */
export function encodeSubscription({ conversation, ...rest }: Subscription): string {
  return `${conversationKey(conversation)} ${SUBSCRIPTION.encode(rest)}`;
}

/** What {@link encodeSubscription} wrote. @throws {SetAsideError} where the text is of a newer version, or no such value */
export function decodeSubscription(text: string, key: string): Subscription {
  const { place, json } = splitPlace(text);
  const value = SUBSCRIPTION.decode(json, key);
  try {
    return { ...value, conversation: parseConversationKey(place) };
  } catch {
    throw new SetAsideError({ what: "subscription", why: "unreadable", key });
  }
}

/** The conversation key before a subscription's JSON, also where the JSON cannot be read. */
export function placeOfSubscription(text: string): string {
  return splitPlace(text).place;
}

/** An audit entry as text. */
export function encodeAudit(entry: AuditEntry): string {
  const { conversation: _, ...rest } = entry;
  return AUDIT.encode(rest);
}

function splitPlace(text: string): { readonly place: string; readonly json: string } {
  const end = text.indexOf(" ");
  return { place: text.slice(0, Math.max(0, end)), json: text.slice(end + 1) };
}

function isFilter(filter: unknown): boolean {
  return (
    Array.isArray(filter) &&
    filter.every((term: Partial<FilterTerm> | null) => Array.isArray(term?.values) && term.values.every(isText))
  );
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function patternsIn(filter: Filter): readonly string[] {
  return filter.flatMap(({ values }) => values);
}

/** The older version wherever it says the same, so that a process of the version before still reads it. */
function versionFor(patterns: readonly string[]): number {
  return patterns.some((pattern) => pattern.includes("\\")) ? ESCAPES : LITERAL_BACKSLASHES;
}

function escaped(pattern: string): string {
  return pattern.replaceAll("\\", "\\\\");
}

function escapedFilter(filter: Filter): Filter {
  return filter.map((term) => ({ ...term, values: term.values.map(escaped) }));
}
