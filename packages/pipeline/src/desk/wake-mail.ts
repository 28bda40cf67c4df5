import type { Conversation } from "@perfecto-bot/domain";
import type { DeskParts } from "./desk-parts.ts";

const DAY_MS = 24 * 60 * 60_000;

/**
 * A conversation can be posted to again: what rested goes on, and what died meanwhile is tried once more. Builds that it
 * had heard of were planned on, so all of it is as it should be now.
 */
export async function wakeMail(
  { ledger, signals, now }: Pick<DeskParts, "ledger" | "signals" | "now">,
  conversation: Conversation,
): Promise<void> {
  const nowMs = now();
  await ledger.revive(conversation, nowMs - DAY_MS, nowMs);
  await signals.lane(conversation);
}
