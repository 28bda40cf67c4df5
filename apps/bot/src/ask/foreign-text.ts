import { strikeSecrets } from "@perfecto-bot/domain";
import { plainText } from "./terminal/plain-text.ts";

/** Secrets are looked for in this much, so that one that begins before any cut is struck whole. */
const MOST_READ = 8_000;

/** Foreign text that may hold a secret, ready to be printed; it keeps its lines. */
export function foreignText(text: string): string {
  return plainText(strikeSecrets(text.slice(0, MOST_READ)));
}
