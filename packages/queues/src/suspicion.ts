/** What was seen of one queue and this process's worker on it. */
export interface Sighting {
  readonly atMs: number;
  /** Jobs that are waiting or overdue. */
  readonly stuck: number;
  /** Whether the worker says that it is running. */
  readonly running: boolean;
  /** Whether the worker could take another job. */
  readonly hasRoom: boolean;
  /** Whether it took one since the last sighting. */
  readonly tookOne: boolean;
  /** Whether somebody paused the queue. */
  readonly paused: boolean;
}

/**
 * Since when a worker has been suspected of being wedged: it says that it runs, has room, there is work, and it takes none.
 * Undefined: not at all. A worker full of slow jobs is busy, not wedged.
 */
export function suspectedSince(sinceMs: number | undefined, sighting: Sighting): number | undefined {
  const { atMs, stuck, running, hasRoom, tookOne, paused } = sighting;
  if (stuck === 0 || !running || !hasRoom || tookOne || paused) return undefined;
  return sinceMs ?? atMs;
}
