import { splitSlice, type TimeWindow } from "@perfecto-bot/domain";
import { guessPages, MOST_PAGES } from "../ask/slice-pace.ts";
import { createSliceQueue, type SliceQueue } from "../ask/slice-queue.ts";
import type { ExecutionQuery, ExecutionsAnswer } from "../ports/lab.ts";

/** How the parts of a window are asked for, and what becomes of them. */
export interface WindowReading {
  /** Asks for what began in a part, both ends included. */
  readonly ask: (
    part: TimeWindow,
    pages: Pick<ExecutionQuery, "maxPages" | "pagesAtOnce">,
  ) => Promise<ExecutionsAnswer>;
  /** Takes a part before the next is asked for. Its answer is truncated only where more began at once than a lab gives out. */
  readonly take: (part: TimeWindow, answer: ExecutionsAnswer) => Promise<void>;
  /** Whether there is time for another request. */
  readonly mayGoOn: () => boolean;
}

/** One page after the other: nothing is pushed out of sight by what appears meanwhile. */
const ONE_SLICE = { maxPages: MOST_PAGES, pagesAtOnce: 1 } as const;
const ALL_PAGES = { pagesAtOnce: 1 } as const;

/**
 * Reads a window that may hold more than one answer can: whole where that is enough, else in slices, the newest first, one
 * request after the other. Slices that were taken need never be asked for again, whenever it ends. Rejects as `ask` does.
 */
export async function readWindow(window: TimeWindow, reading: WindowReading): Promise<void> {
  const { ask, take, mayGoOn } = reading;
  const first = await ask(window, ONE_SLICE);
  if (!first.truncated) return take(window, first);
  if (!isDivisible(window, first)) return readWithoutEnd(window, reading);
  const rowsPerPage = first.executions.length / MOST_PAGES;
  const queue = createSliceQueue(window, guessPages(window, first.executions, MOST_PAGES));
  while (mayGoOn()) {
    const slice = queue.take();
    if (slice === undefined) return;
    const answer = await ask(slice, ONE_SLICE);
    if (!answer.truncated) {
      queue.held(slice, answer.executions.length / Math.max(1, rowsPerPage));
      await take(slice, answer);
    } else await cutOrRead(slice, answer, queue, reading);
  }
}

async function cutOrRead(
  slice: TimeWindow,
  answer: ExecutionsAnswer,
  queue: SliceQueue,
  reading: WindowReading,
): Promise<void> {
  if (isDivisible(slice, answer)) queue.cut(slice, guessPages(slice, answer.executions, MOST_PAGES));
  else await readWithoutEnd(slice, reading);
}

/** What cannot be cut any more is read as far as the lab's client goes. */
async function readWithoutEnd(slice: TimeWindow, { ask, take }: WindowReading): Promise<void> {
  await take(slice, await ask(slice, ALL_PAGES));
}

function isDivisible(slice: TimeWindow, { executions: { length } }: ExecutionsAnswer): boolean {
  return splitSlice(slice, length, length).kind === "split";
}
