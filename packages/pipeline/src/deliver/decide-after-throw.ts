import type { LedgerChange, LedgerEntry } from "../ports/ledger.ts";
import { decideRetry, SET_ASIDE_AFTER } from "../schedule/decide-retry.ts";
import { errorDetail } from "../schedule/error-detail.ts";

const MOST_DETAIL_CHARS = 200;

/**
 * Decides about a message that our own code threw on: it is tried again, less and less often, and in the end set aside for a
 * person to see. A post stays one with an unknown end, because nobody knows how far it came.
 * @returns what the ledger should say, and whether the message is set aside by this failure
 */
export function decideAfterThrow(
  { failures: before }: LedgerEntry,
  error: unknown,
  nowMs: number,
): { readonly change: LedgerChange; readonly setAside: boolean } {
  const failures = before + 1;
  const { pauseMs, reason } = decideRetry(failures);
  const detail = errorDetail(error, MOST_DETAIL_CHARS);
  const setAside = reason === "set-aside" ? { setAside: detail } : {};
  return {
    change: { failures, notBeforeMs: nowMs + pauseMs, ...setAside },
    setAside: failures === SET_ASIDE_AFTER,
  };
}
