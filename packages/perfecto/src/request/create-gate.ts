/** Lets a bounded number of tasks run at once; the others wait in the order they came. */
export interface Gate {
  /** Rejects with the signal's reason when it aborts while waiting. */
  readonly run: <T>(task: () => Promise<T>, signal: AbortSignal) => Promise<T>;
}

/** A gate of `width` tasks at once. */
export function createGate(width: number): Gate {
  let running = 0;
  const waiting = new Set<() => void>();

  async function enter(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (running < width) {
      running += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const go = () => {
        signal.removeEventListener("abort", giveUp);
        resolve();
      };
      const giveUp = () => {
        waiting.delete(go);
        reject(new Error("given up while waiting", { cause: signal.reason }));
      };
      waiting.add(go);
      signal.addEventListener("abort", giveUp, { once: true });
    });
  }

  function leave(): void {
    const [next] = waiting;
    if (next) {
      waiting.delete(next);
      next();
    } else {
      running -= 1;
    }
  }

  return {
    run: async (task, signal) => {
      await enter(signal);
      try {
        return await task();
      } finally {
        leave();
      }
    },
  };
}
