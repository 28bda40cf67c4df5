import type { Line } from "../card.ts";
import { text, time } from "../line.ts";
import { grouped, sayCount } from "./say-numbers.ts";

/**
 * A part of the window that the answer does not cover. Times are epoch ms. `why` is a sentence or two; without it, the lab
 * did not answer.
 */
export type MissingPart =
  /** What started before is missing. */
  | { readonly kind: "older"; readonly lab: string; readonly beforeMs: number; readonly why?: string }
  | {
      readonly kind: "between";
      readonly lab: string;
      readonly fromMs: number;
      readonly toMs: number;
      readonly why?: string;
    }
  | { readonly kind: "everything"; readonly lab: string; readonly why?: string };

/** What an answer rests on; nothing of it is ever left unsaid. */
export interface Coverage {
  /** The moment the answer is true for, epoch ms. */
  readonly asOfMs: number;
  /** Whether the bot knew it already, or asked the lab now; absent where that does not matter. */
  readonly source?: "memory" | "lab";
  /** More is on its way: how many executions were read so far. */
  readonly reading?: { readonly read: number };
  /** There were more than could be read; the newest so many were. */
  readonly cappedAt?: number;
  readonly missing?: readonly MissingPart[];
}

/** Whether an answer covers everything that was asked for. */
export function isWhole({ reading, cappedAt, missing = [] }: Coverage): boolean {
  return reading === undefined && cappedAt === undefined && missing.length === 0;
}

/** What the first line must say of an answer that is not whole; empty where it is. */
export function sayPartly(coverage: Coverage): string {
  if (coverage.reading !== undefined) return ", still reading";
  if ((coverage.missing ?? []).length > 0) return ", some could not be read";
  return coverage.cappedAt === undefined ? "" : ", and there are more";
}

/** What is not whole, one line each. */
export function gapLines({ reading, cappedAt, missing = [] }: Coverage): readonly Line[] {
  return [
    ...(reading === undefined ? [] : [[text(`Still reading: ${grouped(reading.read)} so far…`)]]),
    ...(cappedAt === undefined ? [] : [[text(`The first ${grouped(cappedAt)} of more: narrow the window.`)]]),
    ...missing.slice(0, MOST_PARTS).map(missingLine),
    ...(missing.length > MOST_PARTS
      ? [[text(`${sayCount(missing.length - MOST_PARTS, "other part")} of the window could not be read either.`)]]
      : []),
  ];
}

const MOST_PARTS = 3;

function missingLine(part: MissingPart): Line {
  return part.why === undefined ? unansweredLine(part) : explainedLine(part, part.why);
}

/** "The lab acme refused the security token. What started there before 14:05 is missing." */
function explainedLine(part: MissingPart, why: string): Line {
  switch (part.kind) {
    case "older":
      return [text(`${why} What started there before `), time(part.beforeMs), text(" is missing.")];
    case "between":
      return [
        text(`${why} What started from `),
        time(part.fromMs),
        text(" to "),
        time(part.toMs),
        text(" may be missing."),
      ];
    case "everything":
      return [text(`${why} Everything of it is missing.`)];
  }
}

function unansweredLine(part: MissingPart): Line {
  switch (part.kind) {
    case "older":
      return [
        text(`The lab ${part.lab} stopped answering after `),
        time(part.beforeMs),
        text(": what is older is missing."),
      ];
    case "between":
      return [
        text(`The lab ${part.lab} did not answer for `),
        time(part.fromMs),
        text(" to "),
        time(part.toMs),
        text(": what started then is missing."),
      ];
    case "everything":
      return [text(`The lab ${part.lab} did not answer: everything of it is missing.`)];
  }
}

/** When and from where the answer is: "As of 14:05.", "From memory, as of 14:05.", "Asked the lab at 14:05." */
export function asOfLine({ asOfMs, source }: Pick<Coverage, "asOfMs" | "source">): Line {
  const words = source === undefined ? "As of " : source === "memory" ? "From memory, as of " : "Asked the lab at ";
  return [text(words), time(asOfMs, "time"), text(".")];
}
