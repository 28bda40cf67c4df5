/** Counts work that has begun, so that a stopping service can wait for it. */
export interface InFlight {
  readonly run: <T>(work: () => Promise<T>) => Promise<T>;
  /** Resolves to true when nothing is under way any more, to false at the deadline. */
  readonly drained: (deadlineMs: number) => Promise<boolean>;
}

/** Starts counting. What a chat was answered is often acknowledged before it is done, and no vendor's library waits for it. */
export function createInFlight(): InFlight {
  const running = new Set<Promise<unknown>>();

  async function run<T>(work: () => Promise<T>): Promise<T> {
    const promise = work();
    running.add(promise);
    try {
      return await promise;
    } finally {
      running.delete(promise);
    }
  }

  async function quiet(): Promise<true> {
    while (running.size > 0) await Promise.allSettled(running);
    return true;
  }

  async function drained(deadlineMs: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<false>((resolve) => {
      timer = setTimeout(resolve, deadlineMs, false);
    });
    try {
      return await Promise.race([quiet(), deadline]);
    } finally {
      clearTimeout(timer);
    }
  }

  return { run, drained };
}
