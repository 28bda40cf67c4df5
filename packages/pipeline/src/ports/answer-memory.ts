import type { Conversation } from "@perfecto-bot/domain";

/** A question that was answered, so that the answer's buttons can be pressed later, after a restart too. */
export interface AnswerNote {
  readonly v: 1;
  /** The canonical question with its window in absolute times: asked again, it means the same. */
  readonly text: string;
  /** Where it was asked. */
  readonly conversation: Conversation;
  /** Who asked: the vendor's id of the person. */
  readonly person: string;
  /** IANA zone of the person. */
  readonly timeZone: string;
  /** Epoch milliseconds. */
  readonly askedAtMs: number;
}

/** How many bytes a note may have as JSON in UTF-8. */
export const LONGEST_NOTE_BYTES = 4_096;

/** A note that is too long to keep: the answer must do without buttons that need it. */
export class AnswerTooLongError extends Error {
  override readonly name = "AnswerTooLongError";

  constructor(bytes: number) {
    super(`A question of ${bytes} bytes cannot be kept, ${LONGEST_NOTE_BYTES} is the most. Ask with a shorter filter.`);
  }
}

/** Remembers questions for the buttons below their answers. What is lost can be asked again. */
export interface AnswerMemory {
  /**
   * Keeps a note for so many ms. Resolves to its id, which nobody can guess and which says nothing about it.
   * Rejects with {@link AnswerTooLongError}.
   */
  readonly keep: (note: AnswerNote, ttlMs: number) => Promise<string>;
  /** Undefined where the note's time is over, or the id was never given. Any text may be asked for. */
  readonly recall: (id: string) => Promise<AnswerNote | undefined>;
}

/** Rejects a note that no memory may keep. @throws {AnswerTooLongError} */
export function checkNote(note: AnswerNote): void {
  const bytes = new TextEncoder().encode(JSON.stringify(note)).length;
  if (bytes > LONGEST_NOTE_BYTES) throw new AnswerTooLongError(bytes);
}
