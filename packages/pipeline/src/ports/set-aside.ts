/** Why a stored value is left alone: a newer version of the bot wrote it, or it is nothing that the bot ever wrote. */
export type SetAsideReason = "newer-version" | "unreadable";

/** What a stored value is, in the words of the glossary. */
export type StoredKind =
  | "subscription"
  | "mute"
  | "audit entry"
  | "message"
  | "picture"
  | "list of builds"
  | "finished build"
  | "history"
  | "device evidence"
  | "suspects"
  | "answer"
  | "discovery marks"
  | "failures of work"
  | "installation"
  | "secret";

/** A stored value that this version of the bot cannot read. It stays as it is, and is of use again after an upgrade. */
export interface UnreadValue {
  readonly what: StoredKind;
  readonly why: SetAsideReason;
  /** Where it is stored: the key, and its field where the key holds several values. */
  readonly key: string;
}

/** Told of every value that is set aside, each time it is met. Must not throw. */
export type OnSetAside = (value: UnreadValue) => void;

/** A value was asked for alone, or was to be written over, and cannot be read by this version of the bot. */
export class SetAsideError extends Error {
  override readonly name = "SetAsideError";
  readonly value: UnreadValue;

  constructor(value: UnreadValue) {
    super(describeSetAside(value));
    this.value = value;
  }
}

/** What is set aside, where, and what to do, in two sentences. */
export function describeSetAside({ what, why, key }: UnreadValue): string {
  return why === "newer-version"
    ? `The ${what} at ${key} was written by a newer version of the bot and is left alone. Upgrade the bot to serve it.`
    : `The ${what} at ${key} cannot be read and is left alone. Restore it, or remove it if nobody needs it.`;
}
