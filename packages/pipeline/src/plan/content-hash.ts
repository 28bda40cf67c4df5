import { createHash } from "node:crypto";
import type { Card } from "@perfecto-bot/cards";

/** A short fingerprint of a card: equal cards have equal hashes. */
export function contentHash(card: Card): string {
  return createHash("sha256").update(JSON.stringify(card)).digest("base64url").slice(0, 22);
}
