import type { CardStatus } from "@perfecto-bot/cards";

/** A status as a picture; the word beside it is the card's own. */
export interface StatusSign {
  /** Slack's name of the emoji, without colons. */
  readonly emoji: string;
  /** The same emoji as a character, for plain text. */
  readonly icon: string;
}

/** The sign of each status: different in shape, not only in colour. */
export const STATUS_SIGNS: Readonly<Record<CardStatus, StatusSign>> = {
  running: { emoji: "hourglass_flowing_sand", icon: "⏳" },
  passed: { emoji: "white_check_mark", icon: "✅" },
  failed: { emoji: "x", icon: "❌" },
  blocked: { emoji: "no_entry", icon: "⛔" },
  unknown: { emoji: "grey_question", icon: "❔" },
  info: { emoji: "information_source", icon: "ℹ️" },
  warning: { emoji: "warning", icon: "⚠️" },
};
