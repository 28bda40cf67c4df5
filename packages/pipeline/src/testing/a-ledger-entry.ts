import { noticeCard, text } from "@perfecto-bot/cards";
import { CHANNEL, NINE } from "@perfecto-bot/domain/testing";
import type { LedgerEntry, MessageState, WantedMessage } from "../ports/ledger.ts";

/** An entry for a build card in this state; `wanted` says what else is different. */
export function aLedgerEntry(
  state: MessageState = { kind: "waiting" },
  overrides: Partial<Omit<LedgerEntry, "wanted">> & { readonly wanted?: Partial<WantedMessage> } = {},
): LedgerEntry {
  return {
    state,
    version: 0,
    failures: 0,
    notBeforeMs: 0,
    ...overrides,
    wanted: {
      conversation: CHANNEL,
      topic: "j/acme/Nightly//45",
      name: "build",
      card: noticeCard("info", [text("card")]),
      contentHash: "new",
      progress: false,
      reason: "every-build",
      ...overrides.wanted,
    },
  };
}

/** A message that was posted at nine with this content. */
export function posted(contentHash: string): Extract<MessageState, { kind: "posted" }> {
  return { kind: "posted", id: "p1", contentHash, atMs: NINE };
}
