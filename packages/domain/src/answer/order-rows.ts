import type { Execution } from "../execution.ts";

/**
 * Executions as they are listed: newest start first, those without a start last, ties by id, then lab. Each once: of
 * several sights of one execution the most advanced stays (one with a verdict, then with the later end), whatever order
 * they arrived in.
 */
export function orderRows(executions: readonly Execution[]): readonly Execution[] {
  const byId = new Map<string, Execution>();
  for (const execution of executions) {
    const key = JSON.stringify([execution.lab, execution.id]);
    const known = byId.get(key);
    byId.set(key, known === undefined ? execution : moreAdvanced(known, execution));
  }
  return [...byId.values()].toSorted(
    (a, b) => newestFirst(a.startedAtMs, b.startedAtMs) || compareTexts(a.id, b.id) || compareTexts(a.lab, b.lab),
  );
}

function moreAdvanced(a: Execution, b: Execution): Execution {
  const order =
    Number(a.status !== "UNKNOWN") - Number(b.status !== "UNKNOWN") ||
    newestFirst(b.endedAtMs, a.endedAtMs) ||
    compareTexts(JSON.stringify(a), JSON.stringify(b));
  return order >= 0 ? a : b;
}

/** For `toSorted`: later moments first, none last. */
function newestFirst(a: number | undefined, b: number | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return b - a;
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
