import { STATUS_MARKS } from "@perfecto-bot/cards";
import type { Card, CardKind, CardStatus } from "@perfecto-bot/cards";
import type { ContainerStyle } from "@microsoft/teams.cards";

/** A status as a picture and as the colour behind the title; the word beside it is the card's own. */
export interface StatusSign {
  readonly icon: string;
  readonly style: ContainerStyle;
}

/** The sign of each status: different in shape, not only in colour. */
export const STATUS_SIGNS: Readonly<Record<CardStatus, StatusSign>> = {
  running: { icon: "⏳", style: "accent" },
  passed: { icon: "✅", style: "good" },
  failed: { icon: "❌", style: "attention" },
  blocked: { icon: "⛔", style: "warning" },
  unknown: { icon: "❔", style: "emphasis" },
  info: { icon: "ℹ️", style: "emphasis" },
  warning: { icon: "⚠️", style: "warning" },
};

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
