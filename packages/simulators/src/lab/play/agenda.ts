/** Something on an agenda. */
export interface Appointment {
  readonly atMs: number;
}

/** Things to do at certain times. */
export interface Agenda {
  /** `run` is told the time it was due at. */
  add(atMs: number, run: (atMs: number) => void): Appointment;
  /** Puts a thing off or brings it forward. Nothing happens when it was done already. */
  move(appointment: Appointment, atMs: number): void;
  /** Does everything due at `nowMs`, in order of time, also what is added meanwhile. */
  runDue(nowMs: number): void;
  /** Time of the next thing, if there is one. */
  nextAtMs(): number | undefined;
  clear(): void;
}

interface Item {
  atMs: number;
  readonly run: (atMs: number) => void;
}

/** An empty agenda. It has no clock: it is told the time. Things of one time happen in the order they were added. */
export function createAgenda(): Agenda {
  let items: Item[] = [];

  function enter(item: Item) {
    const later = items.findIndex(({ atMs }) => atMs > item.atMs);
    items.splice(later < 0 ? items.length : later, 0, item);
  }

  return {
    add(atMs, run) {
      const item = { atMs, run };
      enter(item);
      return item;
    },
    move(appointment, atMs) {
      const at = items.findIndex((item) => item === appointment);
      for (const item of at < 0 ? [] : items.splice(at, 1)) {
        item.atMs = atMs;
        enter(item);
      }
    },
    runDue(nowMs) {
      for (let first = items[0]; first && first.atMs <= nowMs; first = items[0]) {
        items.shift();
        first.run(first.atMs);
      }
    },
    nextAtMs: () => items[0]?.atMs,
    clear() {
      items = [];
    },
  };
}
