import type { Fate } from "@perfecto-bot/pipeline/memory";

/** A history, told by its seed, and what befalls one of two workers at one of its calls. */
export interface Pair {
  readonly history: string;
  readonly fate: Fate;
}

/** A pair as text, which gives it again: "n1-7@412 hangs after". */
export function spellPair({ history, fate: { atCall, kind, isDone } }: Pair): string {
  return `${history}@${atCall} ${kind} ${isDone ? "after" : "before"}`;
}

/** Reads a pair that {@link spellPair} wrote. @throws {RangeError} for any other text */
export function readPair(text: string): Pair {
  const [, history, atCall, kind, moment] = /^(.+)@(\d+) (fails|hangs|dies) (before|after)$/.exec(text) ?? [];
  if (history === undefined || (kind !== "fails" && kind !== "hangs" && kind !== "dies"))
    throw new RangeError(`no pair: ${text}`);
  return { history, fate: { atCall: Number(atCall), kind, isDone: moment === "after" } };
}
