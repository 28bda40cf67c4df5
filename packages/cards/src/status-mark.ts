import type { CardStatus } from "./card.ts";

/** The sign and the word of a status: it is never told by colour alone. The sign is plain text, for notifications and terminals. */
export const STATUS_MARKS: Readonly<Record<CardStatus, { readonly sign: string; readonly word: string }>> = {
  running: { sign: "…", word: "running" },
  passed: { sign: "✓", word: "passed" },
  failed: { sign: "✗", word: "failed" },
  blocked: { sign: "⊘", word: "could not run" },
  unknown: { sign: "?", word: "unknown" },
  info: { sign: "i", word: "note" },
  warning: { sign: "!", word: "attention" },
};
