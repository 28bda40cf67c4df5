import type { CardStatus } from "@perfecto-bot/cards";
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
