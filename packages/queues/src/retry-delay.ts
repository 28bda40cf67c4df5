const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

/**
 * How long to wait before work that threw is tried again: doubling from a second to a minute, half of it by chance
 * so that jobs that failed together do not come back together.
 * @param failures - How often it has failed, from 1.
 * @param chance - 0 up to 1.
 */
export function retryDelayMs(failures: number, chance: number): number {
  const fullMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 16));
  return Math.round(fullMs / 2 + (fullMs / 2) * chance);
}
