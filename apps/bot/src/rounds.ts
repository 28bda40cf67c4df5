import { setTimeout as wait } from "node:timers/promises";
import type { Log } from "./log.ts";

/** Something done again and again. */
export interface Round {
  readonly name: string;
  readonly everyMs: number;
  readonly run: () => Promise<void>;
}

/** Rounds that go on until they are stopped. */
export interface Rounds {
  /** Runs each round anew without waiting for its time; one that is under way, when it has ended. */
  readonly hurry: () => void;
  /** Begins no more rounds, and waits a little for those under way. */
  readonly stop: () => Promise<void>;
}

/** Runs each round now and then every so often, never twice at a time. A failing round is logged once until it works again. */
export function startRounds(log: Log, rounds: readonly Round[]): Rounds {
  const state = { stopped: false };
  const pauses = rounds.map(({ everyMs }) => createPause(everyMs));
  const hurry = (): void => pauses.forEach(({ end }) => end());
  const running = rounds.map(async (round, index) => {
    const run = createRun(log, round);
    while (!state.stopped) {
      await run();
      await pauses[index]?.take();
    }
  });
  return {
    hurry,
    stop: async () => {
      state.stopped = true;
      hurry();
      await Promise.race([Promise.all(running), wait(2_000)]);
    },
  };
}

function createRun(log: Log, { name, run }: Round): () => Promise<void> {
  let failing = false;
  return async () => {
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
  };
}

/** A pause that can be ended early, also before it is taken: then it is none. */
function createPause(forMs: number): { readonly take: () => Promise<void>; readonly end: () => void } {
  let ended = Promise.withResolvers<void>();
  return {
    end: () => ended.resolve(),
    take: async () => {
      const timer = setTimeout(() => ended.resolve(), forMs);
      await ended.promise;
      clearTimeout(timer);
      ended = Promise.withResolvers<void>();
    },
  };
}
