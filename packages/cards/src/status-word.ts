import type { Card, CardKind, CardStatus } from "./card.ts";
import { STATUS_MARKS } from "./status-mark.ts";

/** A status in a word: "Failed". */
export function statusWord(status: CardStatus): string {
  return STATUS_MARKS[status].word.replace(/^./u, (first) => first.toUpperCase());
}

/** Cards whose status is the verdict of something; elsewhere the title says all, and the icon only points at it. */
const VERDICTS: ReadonlySet<CardKind> = new Set(["build", "failure"]);

/**
 * The word that a title still lacks: none where the title says it itself ("3 of 120 failed"), and none on cards that
 * carry no verdict.
 */
export function missingStatusWord(
  { kind, status }: Pick<Card, "kind" | "status">,
  plainTitle: string,
): string | undefined {
  const word = statusWord(status);
  const said = plainTitle.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return !VERDICTS.has(kind) || status === "info" || said.includes(word.toLowerCase()) ? undefined : word;
}
