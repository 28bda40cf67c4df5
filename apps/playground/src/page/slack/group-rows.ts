import type { Said } from "./conversation.ts";
import { momentOf, tsOf } from "./conversation.ts";
import { dayOf } from "./format-slack-date.ts";

/** A line of a conversation as it is drawn. */
export type Row =
  | { readonly kind: "day"; readonly key: string; readonly atMs: number }
  /** `compact` where it continues what the same person said just before: no name, no picture. */
  | { readonly kind: "said"; readonly key: string; readonly said: Said; readonly compact: boolean };

/** What follows within five minutes continues what was said. */
const CONTINUES_WITHIN_MS = 5 * 60_000;

/** Adds the days' dividers, and finds what continues the line before. */
export function groupRows(conversation: readonly Said[], timeZone?: string): readonly Row[] {
  const rows: Row[] = [];
  let before: Said | undefined;
  let day = "";
  for (const said of conversation) {
    const ts = tsOf(said);
    const atMs = momentOf(ts);
    const today = dayOf(atMs, timeZone);
    const isNewDay = today !== day;
    if (isNewDay) rows.push({ kind: "day", key: `day ${today}`, atMs });
    day = today;
    const compact = !isNewDay && before !== undefined && continues(before, said);
    rows.push({ kind: "said", key: `${said.kind} ${ts}`, said, compact });
    before = said;
  }
  return rows;
}

function continues(before: Said, said: Said): boolean {
  if (before.kind !== "message" || said.kind !== "message") return false;
  const [one, other] = [before.message, said.message];
  return (
    one.userId === other.userId &&
    !one.deleted &&
    !other.deleted &&
    one.threadTs === other.threadTs &&
    !one.broadcast &&
    !other.broadcast &&
    momentOf(other.ts) - momentOf(one.ts) < CONTINUES_WITHIN_MS
  );
}
