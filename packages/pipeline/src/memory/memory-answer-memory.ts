import { checkNote, type AnswerMemory, type AnswerNote } from "../ports/answer-memory.ts";
import type { Clock } from "../ports/clock.ts";

/** Answered questions in this process. */
export function createMemoryAnswerMemory(clock: Clock = Date.now): AnswerMemory {
  const notes = new Map<string, { readonly note: AnswerNote; readonly untilMs: number }>();
  return {
    keep: async (note, ttlMs) => {
      checkNote(note);
      const id = crypto.randomUUID();
      notes.set(id, { note: structuredClone(note), untilMs: clock() + ttlMs });
      return id;
    },
    recall: async (id) => {
      const kept = notes.get(id);
      if (kept !== undefined && kept.untilMs <= clock()) notes.delete(id);
      return kept !== undefined && kept.untilMs > clock() ? kept.note : undefined;
    },
  };
}
