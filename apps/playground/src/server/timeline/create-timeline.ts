import { KEPT } from "../../wire/apply-event.ts";
import type { TimelineEntry } from "../../wire/timeline-entry.ts";
import type { Told } from "./told.ts";

/** What happened, newest last. */
export interface Timeline {
  /** Adds an entry, or counts it with the one it belongs to. @returns the entry as it is now */
  readonly add: (told: Told) => TimelineEntry;
  /** The newest, oldest first. */
  readonly entries: () => readonly TimelineEntry[];
}

/** Told after this long, the same thing is an entry of its own: a timeline that only counts seems to stand still. */
const FOLD_WITHIN_MS = 60_000;
/** How many entries are looked at for one that is like it. */
const FOLD_AMONG = 30;

/**
 * An empty timeline. Things of one kind that follow each other are one entry; other things that fold may lie between
 * them, since rounds of a service ask for several things in turn, but nothing that stands alone.
 */
export function createTimeline(): Timeline {
  const kept: { entry: TimelineEntry; readonly fold: string | undefined }[] = [];
  let lastId = 0;

  function likeIt({ fold, atMs }: Told): (typeof kept)[number] | undefined {
    if (fold === undefined) return undefined;
    for (let at = kept.length - 1; at >= Math.max(0, kept.length - FOLD_AMONG); at--) {
      const one = kept[at];
      if (one?.fold === undefined) return undefined;
      if (one.fold === fold) return atMs - one.entry.atMs < FOLD_WITHIN_MS ? one : undefined;
    }
    return undefined;
  }

  return {
    add(told) {
      const { fold, ...said } = told;
      const like = likeIt(told);
      if (like !== undefined) {
        const { id, atMs, count } = like.entry;
        like.entry = { ...said, id, atMs, count: count + 1 };
        return like.entry;
      }
      const entry = { ...said, id: ++lastId, count: 1 };
      kept.push({ entry, fold });
      if (kept.length > KEPT.timeline) kept.shift();
      return entry;
    },
    entries: () => kept.map(({ entry }) => entry),
  };
}
