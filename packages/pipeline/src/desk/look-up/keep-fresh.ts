import type { Clock } from "../../ports/clock.ts";

/** How long something that was read serves, how often it may be read, and how long anybody waits for it. */
export interface Freshness {
  /** From this age on it is read anew, while what is known serves. */
  readonly staleAfterMs: number;
  /** From this age on a new reading is waited for. */
  readonly spentAfterMs: number;
  /** Nothing is read so soon after a reading began, whether it succeeded or not. */
  readonly notAgainForMs: number;
  /** Counted from the beginning of a reading, for all who wait for it. */
  readonly waitMs: number;
}

/**
 * Gives what a reading told, and reads anew when that is old: one reading at a time, shared by all who ask. What is late is
 * there for who asks next. Undefined while nothing is known. Never rejects.
 * @param read Resolves to undefined where it has nothing to tell.
 * @param onError Hears of a reading that rejected; what was known before stays.
 */
export function keepFresh<Value>(
  read: () => Promise<Value | undefined>,
  { staleAfterMs, spentAfterMs, notAgainForMs, waitMs }: Freshness,
  now: Clock,
  onError: (error: unknown) => void,
): () => Promise<Value | undefined> {
  let known: { readonly value: Value; readonly atMs: number } | undefined;
  let beganAtMs = Number.NEGATIVE_INFINITY;
  let isReading = false;
  let patience: Promise<void> = Promise.resolve();

  function begin(): void {
    isReading = true;
    beganAtMs = now();
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, waitMs);
    patience = promise;
    void finish(beganAtMs).finally(() => {
      isReading = false;
      clearTimeout(timer);
      resolve();
    });
  }

  async function finish(atMs: number): Promise<void> {
    try {
      const value = await read();
      if (value !== undefined) known = { value, atMs };
    } catch (error) {
      onError(error);
    }
  }

  return async () => {
    const nowMs = now();
    const ageMs = known === undefined ? Number.POSITIVE_INFINITY : nowMs - known.atMs;
    if (ageMs >= staleAfterMs && !isReading && nowMs - beganAtMs >= notAgainForMs) begin();
    if (ageMs >= spentAfterMs) await patience;
    return known?.value;
  };
}
