import type { LabExecution } from "./lab-execution.ts";

/** The time stamp that executions are ordered and filtered by; a missing or odd one counts as 0. */
export function startOf(execution: LabExecution): number {
  const { startTime } = execution.resource;
  return typeof startTime === "number" && Number.isFinite(startTime) ? startTime : 0;
}

/** Executions in order of their start time. */
export interface SortedExecutions {
  readonly size: number;
  add(execution: LabExecution): void;
  remove(execution: LabExecution): void;
  /** Those that started within [`fromMs`, `toMs`], newest first. */
  newestFirst(fromMs: number, toMs: number): Generator<LabExecution, void>;
}

/** An empty list. It sorts at the next reading, so that putting many executions costs one sort. */
export function createSortedExecutions(): SortedExecutions {
  const list: LabExecution[] = [];
  let sorted = true;

  function sort() {
    if (!sorted) list.sort((a, b) => startOf(a) - startOf(b));
    sorted = true;
  }

  /** How many executions, from the oldest, satisfy a condition that the older ones satisfy first. */
  function countWhile(condition: (startMs: number) => boolean): number {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const found = list[middle];
      if (found && condition(startOf(found))) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    get size() {
      return list.length;
    },
    add(execution) {
      const last = list.at(-1);
      if (last && startOf(last) > startOf(execution)) sorted = false;
      list.push(execution);
    },
    remove(execution) {
      const at = list.indexOf(execution);
      if (at >= 0) list.splice(at, 1);
    },
    *newestFirst(fromMs, toMs) {
      sort();
      const first = countWhile((startMs) => startMs < fromMs);
      for (let at = countWhile((startMs) => startMs <= toMs) - 1; at >= first; at--) {
        const execution = list[at];
        if (execution) yield execution;
      }
    },
  };
}
