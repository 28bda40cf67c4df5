/** Things to do at certain times. */
export interface Agenda {
  add(atMs: number, run: () => void): void;
  /** Does everything due at `nowMs`, in order of time, also what is added meanwhile. */
  runDue(nowMs: number): void;
  /** Time of the next thing, if there is one. */
  nextAtMs(): number | undefined;
  clear(): void;
}

interface Item {
  readonly atMs: number;
  readonly run: () => void;
}

/** An empty agenda. It has no clock: it is told the time. Things of one time happen in the order they were added. */
export function createAgenda(): Agenda {
  let items: Item[] = [];
  return {
    add(atMs, run) {
      const later = items.findIndex((item) => item.atMs > atMs);
      items.splice(later < 0 ? items.length : later, 0, { atMs, run });
    },
    runDue(nowMs) {
      for (let first = items[0]; first && first.atMs <= nowMs; first = items[0]) {
        items.shift();
        first.run();
      }
    },
    nextAtMs: () => items[0]?.atMs,
    clear() {
      items = [];
    },
  };
}
