import type { LeftOut, PostedId } from "../ports/channel.ts";
import type { LedgerChange, LedgerEntry } from "../ports/ledger.ts";
import { leftOutDetail } from "./left-out-words.ts";

/** What is written of a message that stands as it is wanted, but for what was left out. */
export function postedChange(
  { wanted: { contentHash } }: LedgerEntry,
  id: PostedId,
  atMs: number,
  leftOut: readonly LeftOut[] = [],
): LedgerChange {
  const detail = leftOut.length === 0 ? {} : { detail: leftOutDetail(leftOut) };
  const state = { kind: "posted", id, contentHash, atMs, ...detail } as const;
  return { state, failures: 0, notBeforeMs: 0, setAside: "" };
}
