import { parseConversationKey, type Conversation } from "@perfecto-bot/domain";
import {
  SetAsideError,
  type LedgerEntry,
  type LedgerSummary,
  type MessageState,
  type WantedMessage,
} from "@perfecto-bot/pipeline";
import { storedShape } from "../stored-value.ts";

/**
 * A message's state as the scripts keep it: a flat JSON object of texts, numbers and marks, without lists, which Lua's JSON
 * could not tell from empty objects. `id`, `postedHash` and `postedAtMs` stay when a posted message dies.
 */
interface LedgerRecord {
  readonly v: 1;
  /** Grows with every state that is written. Absent in what an earlier version wrote. */
  readonly version?: number;
  /** Which call wrote the state: a command that is sent again comes to the same. */
  readonly writtenBy?: string;
  readonly hash: string;
  readonly progress: 0 | 1;
  readonly replyTo?: string;
  readonly reason: string;
  /** When this content was first wanted. */
  readonly wantedAtMs: number;
  readonly state: MessageState["kind"];
  readonly sinceMs?: number;
  readonly attempt?: number;
  readonly id?: string;
  readonly postedHash?: string;
  readonly postedAtMs?: number;
  readonly atMs?: number;
  readonly detail?: string;
  readonly frozen?: true;
  readonly refused?: true;
  readonly failures: number;
  readonly notBeforeMs: number;
  readonly editedAtMs?: number;
  readonly withdrawn?: 1;
  readonly unknownSinceMs?: number;
  readonly verifyAtMs?: number;
  readonly setAside?: string;
}

/** What is large and never looked at by the scripts. */
const CARD = storedShape<Pick<WantedMessage, "card" | "broadcast">>("message");

/** The part of a wanted message that is kept beside its record. */
export function encodeCard({ card, broadcast }: WantedMessage): string {
  return CARD.encode({ card, ...(broadcast === undefined ? {} : { broadcast }) });
}

/** Which message of which conversation two stored texts belong to. */
export interface MessagePlace {
  readonly conversation: Conversation;
  readonly topic: string;
  readonly name: string;
}

/** A message from its two stored texts. @throws {SetAsideError} where one is of a newer version, or cannot be read */
export function decodeEntry(place: MessagePlace, recordText: string, cardText: string, key: string): LedgerEntry {
  const record = decodeRecord(recordText, key);
  const { version = 0, hash, progress, replyTo, reason, failures, notBeforeMs, editedAtMs } = record;
  const { withdrawn, unknownSinceMs, verifyAtMs, setAside } = record;
  const wanted: WantedMessage = {
    ...place,
    ...CARD.decode(cardText, key),
    contentHash: hash,
    progress: progress === 1,
    reason,
    ...(replyTo === undefined ? {} : { replyTo }),
  };
  return {
    wanted,
    state: stateOf(record),
    version,
    failures,
    notBeforeMs,
    ...(editedAtMs === undefined ? {} : { editedAtMs }),
    ...(withdrawn === undefined ? {} : { withdrawn: true }),
    ...(unknownSinceMs === undefined ? {} : { unknownSinceMs }),
    ...(verifyAtMs === undefined ? {} : { verifyAtMs }),
    ...(setAside === undefined ? {} : { setAside }),
  };
}

/** What the planner needs of a record. @throws {SetAsideError} where it is of a newer version, or cannot be read */
export function decodeSummary(name: string, recordText: string, key: string): LedgerSummary {
  const { state, hash, postedHash, progress, reason, atMs, detail, frozen } = decodeRecord(recordText, key);
  return {
    name,
    state,
    contentHash: hash,
    progress: progress === 1,
    reason,
    ...(state === "posted" && postedHash !== hash ? { pendingEdit: true } : {}),
    ...(atMs === undefined ? {} : { atMs }),
    ...(detail === undefined ? {} : { detail }),
    ...(frozen ? { frozen } : {}),
  };
}

/** Conversation keys from a reply. */
export function decodeConversations(keys: readonly string[]): readonly Conversation[] {
  return keys.map((key) => parseConversationKey(key));
}

function decodeRecord(text: string, key: string): LedgerRecord {
  const record = parse(text);
  if (record?.v === 1) return record;
  const isNewer = typeof record?.v === "number" && record.v > 1;
  throw new SetAsideError({ what: "message", why: isNewer ? "newer-version" : "unreadable", key });
}

function parse(text: string): LedgerRecord | null | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function stateOf({
  state,
  sinceMs = 0,
  attempt = 0,
  id = "",
  postedHash = "",
  atMs = 0,
  detail,
  frozen,
  refused,
}: LedgerRecord): MessageState {
  const needsPerson = refused ? { refused } : {};
  switch (state) {
    case "waiting":
      return { kind: state };
    case "posting":
      return { kind: state, sinceMs, attempt };
    case "posted":
      return {
        kind: state,
        id,
        contentHash: postedHash,
        atMs,
        ...(detail === undefined ? {} : { detail }),
        ...(frozen ? { frozen } : {}),
        ...needsPerson,
      };
    case "dead":
      return { kind: state, detail: detail ?? "", atMs, ...needsPerson };
  }
}
