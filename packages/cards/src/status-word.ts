import type { Card, CardKind, CardStatus } from "./card.ts";
import { STATUS_MARKS } from "./status-mark.ts";

/** A status in a word: "Failed". */
export function statusWord(status: CardStatus): string {
  return STATUS_MARKS[status].word.replace(/^./u, (first) => first.toUpperCase());
}

/** Cards whose status is the verdict of something; elsewhere the title says all, and the icon only points at it. */
const VERDICTS: ReadonlySet<CardKind> = new Set(["build", "failure"]);

/** Other words that say the same. */
const AS_GOOD: Readonly<Partial<Record<CardStatus, readonly string[]>>> = {
  unknown: ["without a verdict", "never ended"],
  warning: ["never reported", "without any"],
};

/**
 * The word that a title still lacks: none where the title says it itself ("3 of 120 failed"), and none on cards that
 * carry no verdict.
 */
export function missingStatusWord(
  { kind, status }: Pick<Card, "kind" | "status">,
  plainTitle: string,
): string | undefined {
  const word = statusWord(status);
  if (!VERDICTS.has(kind) || status === "info") return undefined;
  const title = ` ${plainTitle
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .join(" ")} `;
  const isSaid = [word, ...(AS_GOOD[status] ?? [])].some((words) => title.includes(` ${words.toLowerCase()} `));
  return isSaid ? undefined : word;
}
