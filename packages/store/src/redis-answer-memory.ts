import { randomUUID } from "node:crypto";
import { checkNote, type AnswerMemory, type AnswerNote } from "@perfecto-bot/pipeline";
import { DEFAULT_PREFIX, type StoreOptions } from "./store-options.ts";
import { readOrSetAside, storedShape } from "./stored-value.ts";

const NOTE = storedShape<AnswerNote>("answer");
const LONGEST_ID = 64;

/**
 * Answered questions in Redis.
 *
 * Key `answer:<id>`: a note as JSON, at most 4 KB. Lives as long as the caller names, 7 days for the buttons of an answer.
 */
export function createRedisAnswerMemory(options: StoreOptions): AnswerMemory {
  const { redis, prefix = DEFAULT_PREFIX, onSetAside = () => undefined } = options;
  const keyOf = (id: string): string => `${prefix}:answer:${encodeURIComponent(id)}`;
  return {
    keep: async (note, ttlMs) => {
      checkNote(note);
      const id = randomUUID();
      await redis.set(keyOf(id), NOTE.encode(note), "PX", ttlMs);
      return id;
    },
    recall: async (id) => {
      if (id.length > LONGEST_ID) return undefined;
      const key = keyOf(id.toWellFormed());
      const text = await redis.get(key);
      return text === null ? undefined : readOrSetAside(() => NOTE.decode(text, key), onSetAside);
    },
  };
}
