import type { PlaygroundEvent } from "../../wire/playground-event.ts";

/** Events on their way to the pages. */
export interface EventQueue {
  /**
   * Something changed. `make` is called soon, and once for all changes of the same `key` until then: a message that is
   * edited five times at once is one event, of its last version. It may give nothing where there is nothing to tell.
   */
  readonly put: (key: string, make: () => PlaygroundEvent | undefined) => void;
  readonly stop: () => void;
}

const TICK_MS = 50;

/** An empty queue. While nobody `isHeard`, nothing is kept: whoever comes is told the whole state first. */
export function createEventQueue(
  tell: (events: readonly PlaygroundEvent[]) => void,
  isHeard: () => boolean,
): EventQueue {
  const changed = new Map<string, () => PlaygroundEvent | undefined>();
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    timer = undefined;
    const events = [...changed.values()].map((make) => make()).filter((event) => event !== undefined);
    changed.clear();
    if (events.length > 0) tell(events);
  }

  return {
    put(key, make) {
      if (!isHeard()) return;
      changed.set(key, make);
      timer ??= setTimeout(flush, TICK_MS);
    },
    stop() {
      clearTimeout(timer);
      changed.clear();
    },
  };
}
