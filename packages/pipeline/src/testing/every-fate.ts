import { createMortalWorker, type Fate, type MortalWorker } from "../memory/mortal-worker.ts";

const KINDS = ["fails", "hangs", "dies"] as const;

/** A scenario that a worker begins. */
export interface Scenario {
  /** What the worker does; it may be struck in it. */
  readonly begin: (worker: MortalWorker) => Promise<unknown>;
  /** What others do afterwards, when the worker is dead, hangs, or has finished. */
  readonly goOn: () => Promise<unknown>;
  /** What must be so in the end. */
  readonly expectAll: (fate: string) => Promise<void>;
}

/**
 * Plays a scenario once for every call of its worker and everything that can befall it there. A worker that hangs goes on
 * when the others are done; then they go on once more. Resolves to how many were played.
 */
export async function everyFate(open: () => Promise<Scenario>): Promise<number> {
  let played = 0;
  for (let atCall = 1, most = 1; atCall <= most; atCall += 1) {
    for (const kind of KINDS) {
      for (const isDone of [false, true]) {
        most = Math.max(most, await play(await open(), { atCall, kind, isDone }));
        played += 1;
      }
    }
  }
  return played;
}

/** Resolves to how many calls the worker made. */
async function play({ begin, goOn, expectAll }: Scenario, fate: Fate): Promise<number> {
  const worker = createMortalWorker({ fate });
  const run = begin(worker).catch(() => undefined);
  await Promise.race([run, worker.struck]);
  await goOn();
  worker.release();
  if (fate.kind !== "dies") await run;
  await goOn();
  await expectAll(`${fate.kind} ${fate.isDone ? "after" : "before"} call ${fate.atCall}`);
  return worker.calls();
}
