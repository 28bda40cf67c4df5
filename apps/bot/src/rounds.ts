import { setTimeout as wait } from "node:timers/promises";
import type { Log } from "./log.ts";

/** Something done again and again. */
export interface Round {
  readonly name: string;
  readonly everyMs: number;
  readonly run: () => Promise<void>;
}

/** Runs each round now and then every so often, never twice at a time. A failing round is logged once until it works again. */
export function startRounds(log: Log, rounds: readonly Round[]): { readonly stop: () => Promise<void> } {
  const stopping = new AbortController();
  const running = rounds.map((round) => repeat(log, round, stopping.signal));
  return {
    stop: async () => {
      stopping.abort();
      await Promise.race([Promise.all(running), wait(2_000)]);
    },
  };
}

async function repeat(log: Log, { name, everyMs, run }: Round, signal: AbortSignal): Promise<void> {
  let failing = false;
  while (!signal.aborted) {
    try {
      await run();
      failing = false;
    } catch (error) {
      if (!failing)
        log.warn(
          { error: error instanceof Error ? error.message : String(error) },
          `the round "${name}" failed; it is tried again`,
        );
      failing = true;
    }
    await wait(everyMs, undefined, { signal }).catch(() => undefined);
  }
}
