import type { LabExecution } from "./lab-execution.ts";
import { createSortedExecutions, type SortedExecutions, startOf } from "./sorted-executions.ts";

/** All executions of the lab, found by id, job name, driver execution id, or start time without a scan. */
export interface ExecutionShelf {
  readonly size: number;
  /** Adds an execution, or replaces the one with the same id. */
  put(execution: LabExecution): void;
  /** False when there was none. */
  remove(id: string): boolean;
  find(id: string): LabExecution | undefined;
  clear(): void;
  /** Everything that started within [`fromMs`, `toMs`], newest first. */
  all(fromMs: number, toMs: number): Iterable<LabExecution>;
  /** The same for executions whose job has one of these names. */
  ofJobs(names: readonly string[], fromMs: number, toMs: number): Iterable<LabExecution>;
  /** The same for executions of one of these driver sessions. */
  ofSessions(externalIds: readonly string[], fromMs: number, toMs: number): Iterable<LabExecution>;
  /** The highest number a job has, visible or not; 0 when it has none. */
  highestNumberOf(jobName: string): number;
}

/** An empty shelf. */
export function createExecutionShelf(): ExecutionShelf {
  const byId = new Map<string, LabExecution>();
  const byJob = new Map<string, SortedExecutions>();
  const bySession = new Map<string, SortedExecutions>();
  let everything = createSortedExecutions();

  function drop(execution: LabExecution) {
    everything.remove(execution);
    leave(byJob, execution.resource.job?.name, execution);
    leave(bySession, execution.resource.externalId, execution);
  }

  return {
    get size() {
      return byId.size;
    },
    put(execution) {
      const older = byId.get(execution.resource.id);
      if (older) drop(older);
      byId.set(execution.resource.id, execution);
      everything.add(execution);
      enter(byJob, execution.resource.job?.name, execution);
      enter(bySession, execution.resource.externalId, execution);
    },
    remove(id) {
      const execution = byId.get(id);
      if (execution) drop(execution);
      return byId.delete(id);
    },
    find: (id) => byId.get(id),
    clear() {
      byId.clear();
      byJob.clear();
      bySession.clear();
      everything = createSortedExecutions();
    },
    all: (fromMs, toMs) => everything.newestFirst(fromMs, toMs),
    ofJobs: (names, fromMs, toMs) => union(byJob, names, fromMs, toMs),
    ofSessions: (externalIds, fromMs, toMs) => union(bySession, externalIds, fromMs, toMs),
    highestNumberOf(jobName) {
      let highest = 0;
      for (const { resource } of union(byJob, [jobName], Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)) {
        highest = Math.max(highest, resource.job?.number ?? 0);
      }
      return highest;
    },
  };
}

function enter(index: Map<string, SortedExecutions>, key: string | undefined, execution: LabExecution) {
  if (key === undefined) return;
  const list = index.get(key) ?? createSortedExecutions();
  list.add(execution);
  index.set(key, list);
}

function leave(index: Map<string, SortedExecutions>, key: string | undefined, execution: LabExecution) {
  if (key === undefined) return;
  const list = index.get(key);
  list?.remove(execution);
  if (list?.size === 0) index.delete(key);
}

function union(
  index: ReadonlyMap<string, SortedExecutions>,
  keys: readonly string[],
  fromMs: number,
  toMs: number,
): Iterable<LabExecution> {
  const lists = [...new Set(keys)].flatMap((key) => index.get(key) ?? []);
  const [only] = lists;
  if (!only) return [];
  if (lists.length === 1) return only.newestFirst(fromMs, toMs);
  return lists.flatMap((list) => [...list.newestFirst(fromMs, toMs)]).toSorted((a, b) => startOf(b) - startOf(a));
}
