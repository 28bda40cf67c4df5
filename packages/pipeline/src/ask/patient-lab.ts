import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../ports/clock.ts";
import { LabError, type Lab, type LabErrorKind } from "../ports/lab.ts";
import { decideRetry } from "./decide-retry.ts";

/** Waits so long; rejects when the signal aborts. */
export type Pause = (ms: number, signal: AbortSignal | undefined) => Promise<void>;

const usualPause: Pause = async (ms, signal) => sleep(ms, undefined, signal === undefined ? {} : { signal });

/** Whether the same question may well be answered a little later. */
const PASSING: Readonly<Record<LabErrorKind, boolean>> = {
  unreachable: true,
  "not-json": true,
  "rate-limited": true,
  "token-refused": false,
  "wrong-lab": false,
  "window-too-old": false,
  "not-found": false,
  refused: false,
  "store-unavailable": false,
};

/**
 * A lab that is asked again where its answer was an error that may pass, see {@link decideRetry}: one bad answer of
 * many spoils no question. Rejects with the last error; at once when the signal aborts. A hang must end by itself, as the
 * lab's client sees to.
 */
export function patientLab(lab: Lab, now: Clock, pause: Pause = usualPause): Lab {
  async function patiently<T>(ask: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    const firstMs = now();
    for (let retries = 0; ; retries += 1) {
      try {
        return await ask();
      } catch (error) {
        if (!(error instanceof LabError) || !PASSING[error.kind] || signal?.aborted === true) throw error;
        const retry = decideRetry(retries, now() - firstMs, error.retryAfterMs);
        if (!retry.again) throw error;
        await pause(retry.waitMs, signal).catch(() => {
          throw error;
        });
      }
    }
  }

  return {
    ...lab,
    listExecutions: (query, signal) => patiently(() => lab.listExecutions(query, signal), signal),
    listCommands: (executionId, signal) => patiently(() => lab.listCommands(executionId, signal), signal),
  };
}
