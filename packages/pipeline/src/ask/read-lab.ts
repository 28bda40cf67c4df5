import { splitSlice, withoutWindow, type Execution, type TimeWindow } from "@perfecto-bot/domain";
import { LabError, type ExecutionQuery, type ExecutionsAnswer, type Lab } from "../ports/lab.ts";
import type { LabOutcome, StopReason } from "./fetched.ts";
import { readPart } from "./read-part.ts";
import { guessPages, MOST_PAGES } from "./slice-pace.ts";
import { createSliceQueue, type SliceQueue } from "./slice-queue.ts";

/** Slices asked for at once: fewer than the lab client's connections, so that builds are tracked meanwhile. */
const AT_ONCE = 8;

/** After so many slices that failed, the lab is taken to be down. */
const MOST_FAILED = 3;

/** What reading one lab needs. */
export interface LabReading {
  readonly lab: Lab;
  /** Its times and pages are replaced. */
  readonly query: ExecutionQuery;
  readonly window: TimeWindow;
  readonly cap: number;
  readonly mostAsks: number;
  readonly signal: AbortSignal;
  /** Takes what came, and how far reading is now. May get an execution more than once, or from beside the window. */
  readonly receive: (executions: readonly Execution[], outcome: LabOutcome) => void;
  /** Whether so many newer rows are known that nothing from before this moment would be listed. Epoch ms. */
  readonly isBeyondCap: (endMs: number) => boolean;
}

/**
 * Reads a window of one lab. The first question is for one page of the whole window: mostly that is all there is, and
 * otherwise it shows rows at once and how dense they are. Then slices of up to two pages are asked for, several at once and
 * newest first; one that holds more is cut. Nothing depends on the order of the lab's pages, and within a slice no page is
 * asked for before its predecessor came: an execution that appears meanwhile pushes no other out of sight.
 *
 * A slice that fails in a way that may pass is missing, and the others are read on. After a few of those, and after any other
 * error of the lab, what is under way is awaited and nothing else is asked. Rejects only with what is no {@link LabError}.
 */
export async function readLab(reading: LabReading): Promise<LabOutcome> {
  const { lab, query, window, signal } = reading;
  const done: TimeWindow[] = [];
  let unread: readonly TimeWindow[] = [window];
  let asks = 0;
  let asOfMs: number | undefined;
  let stopped: StopReason | undefined;
  let tooDense: StopReason | undefined;
  const failed: StopReason[] = [];

  const outcome = (): LabOutcome => {
    const part = readPart(window, done);
    const complete = part.fromMs <= window.fromMs;
    const reason = complete ? undefined : (stopped ?? failed[0] ?? tooDense);
    return {
      lab: lab.id,
      complete,
      ...(reason === undefined ? {} : { stoppedBecause: reason }),
      readFromMs: part.fromMs,
      readToMs: part.toMs,
      unread,
      asks,
      ...(asOfMs === undefined ? {} : { asOfMs }),
    };
  };

  /** Undefined where the lab failed. */
  async function ask(slice: TimeWindow, maxPages?: number): Promise<ExecutionsAnswer | undefined> {
    asks += 1;
    const pages = maxPages === undefined ? {} : { maxPages, pagesAtOnce: 1 };
    try {
      const times = { startedFromMs: slice.fromMs, startedToMs: slice.toMs };
      const answer = await lab.listExecutions({ ...query, ...times, ...pages }, signal);
      asOfMs = Math.min(asOfMs ?? answer.answeredAtMs, answer.answeredAtMs);
      if (!answer.truncated) {
        done.push(slice);
        unread = withoutWindow(unread, slice);
      }
      reading.receive(answer.executions, outcome());
      return answer;
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      const reason: StopReason = signal.aborted ? { kind: "cancelled" } : { kind: "lab-failed", error };
      failed.push(reason);
      if (signal.aborted || !mayConcernOneSlice(error) || failed.length >= MOST_FAILED) stopped ??= reason;
      return undefined;
    }
  }

  /** A slice that cannot be cut is read page by page, as far as the lab client goes. */
  async function askAllPages(slice: TimeWindow): Promise<void> {
    const answer = await ask(slice);
    if (answer?.truncated === true) tooDense ??= { kind: "too-dense", window: slice };
  }

  async function askSlice(queue: SliceQueue, slice: TimeWindow, rowsPerPage: number): Promise<void> {
    const answer = await ask(slice, MOST_PAGES);
    if (answer === undefined) return;
    const found = answer.executions.length;
    if (!answer.truncated) queue.held(slice, found / rowsPerPage);
    else if (isDivisible(slice, found)) queue.cut(slice, guessPages(slice, answer.executions, MOST_PAGES));
    else await askAllPages(slice);
  }

  function mayAsk(endMs: number): boolean {
    if (signal.aborted) stopped ??= { kind: "cancelled" };
    else if (asks >= reading.mostAsks) stopped ??= { kind: "ask-limit", asks };
    return stopped === undefined && !reading.isBeyondCap(endMs);
  }

  async function askSlices(queue: SliceQueue, rowsPerPage: number): Promise<void> {
    const running = new Set<Promise<void>>();
    for (;;) {
      for (let endMs = queue.endMs(); endMs !== undefined && running.size < AT_ONCE; endMs = queue.endMs()) {
        const slice = mayAsk(endMs) ? queue.take() : undefined;
        if (slice === undefined) break;
        const run = askSlice(queue, slice, rowsPerPage).finally(() => running.delete(run));
        running.add(run);
      }
      if (running.size === 0) break;
      await Promise.race(running);
    }
    if (queue.endMs() !== undefined) stopped ??= { kind: "cap", cap: reading.cap };
  }

  if (window.toMs <= window.fromMs || !mayAsk(window.toMs)) return outcome();
  const first = await ask(window, 1);
  if (first?.truncated !== true) return outcome();
  const found = first.executions.length;
  if (isDivisible(window, found)) {
    await askSlices(createSliceQueue(window, guessPages(window, first.executions, 1)), Math.max(1, found));
  } else await askAllPages(window);
  return outcome();
}

/** Whether other slices may well be answered though one was not. */
function mayConcernOneSlice({ kind }: LabError): boolean {
  return kind === "unreachable" || kind === "not-json";
}

function isDivisible(slice: TimeWindow, found: number): boolean {
  return splitSlice(slice, found, found).kind === "split";
}
