import { describe, expect, it } from "vitest";
import { AnswerTooLongError, LONGEST_NOTE_BYTES, type AnswerMemory, type AnswerNote } from "../ports/answer-memory.ts";
import { sampleConversation } from "./samples.ts";

const NOTE: AnswerNote = {
  v: 1,
  text: 'failures job:"Nightly / ✓" 2026-11-22T14:05:00+01:00..2026-11-23T14:05:00+01:00',
  conversation: sampleConversation(),
  person: "U1",
  timeZone: "Europe/Berlin",
  askedAtMs: 1_700_000_000_000,
};

/** A note of exactly so many bytes, most of them in letters of two bytes each. */
function noteOf(bytes: number): AnswerNote {
  const empty = JSON.stringify({ ...NOTE, text: "" });
  const room = bytes - new TextEncoder().encode(empty).length;
  return { ...NOTE, text: "é".repeat(Math.floor(room / 2)) + "e".repeat(room % 2) };
}

/** What every memory of answers must do. `makeMemory` gives an empty one. */
export function answerMemoryConformance(name: string, makeMemory: () => AnswerMemory | Promise<AnswerMemory>): void {
  describe(`${name} remembers answers`, () => {
    it("by an id of their own each, that says nothing", async () => {
      const memory = await makeMemory();
      const ids = await Promise.all(Array.from({ length: 20 }, () => memory.keep(NOTE, 60_000)));
      expect(new Set(ids).size).toBe(20);
      for (const id of ids) expect(id).toMatch(/^[\w-]{20,40}$/);
      expect(await memory.recall(ids[0] ?? "")).toEqual(NOTE);
      const other = await memory.keep({ ...NOTE, person: "U2" }, 60_000);
      expect((await memory.recall(other))?.person).toBe("U2");
      expect(await memory.recall(ids[0] ?? "")).toEqual(NOTE);
    });

    it.each(["", "never given", "*", "../x:{y}", "\u0000", "x".repeat(10_000)])(
      "and knows nothing of the id %j",
      async (id) => {
        const memory = await makeMemory();
        await memory.keep(NOTE, 60_000);
        expect(await memory.recall(id)).toBeUndefined();
      },
    );

    it("until their time is over", async () => {
      const memory = await makeMemory();
      const [short, long] = [await memory.keep(NOTE, 20), await memory.keep(NOTE, 60_000)];
      await expect.poll(() => memory.recall(short)).toBeUndefined();
      expect(await memory.recall(long)).toEqual(NOTE);
    });

    it("that are not too long", async () => {
      const memory = await makeMemory();
      const longest = noteOf(LONGEST_NOTE_BYTES);
      expect(await memory.recall(await memory.keep(longest, 60_000))).toEqual(longest);
      await expect(memory.keep(noteOf(LONGEST_NOTE_BYTES + 1), 60_000)).rejects.toThrow(AnswerTooLongError);
    });
  });
}
