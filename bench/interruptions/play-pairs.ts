import type { Fate } from "@perfecto-bot/pipeline/memory";
import { seededRandom } from "../truth/generate/seeded-random.ts";
import { makeHistory } from "./history.ts";
import { judgeWorld } from "./judge-world.ts";
import { playHistory, type Played } from "./play-history.ts";
import type { Pair } from "./pair.ts";

/** What came of a pair. */
export interface PairResult {
  readonly pair: Pair;
  /** What the worker was about to do when it died or hung. */
  readonly struckAt: string | undefined;
  /** Everything that is wrong at the end; empty where all is right. */
  readonly mistakes: readonly string[];
}

/** How many fates each history is played with. */
const FATES_OF_A_HISTORY = 10;
const KINDS = ["fails", "hangs", "dies"] as const;

/** Plays so many pairs, one after another: histories told by the seed, each with fates at calls all over it. */
export async function* playPairs(pairs: number, seed: string): AsyncGenerator<PairResult> {
  for (let played = 0; played < pairs;) {
    const history = `${seed}-${played / FATES_OF_A_HISTORY}`;
    const { work } = await playHistory({ seed: history });
    for (let index = 0; index < FATES_OF_A_HISTORY && played < pairs; index += 1, played += 1)
      yield playPair({ history, fate: fateOf(`${history}/${index}`, work) });
  }
}

/** Plays one pair to its end and judges it. Never rejects: what breaks is a mistake. */
export async function playPair(pair: Pair): Promise<PairResult> {
  try {
    const { world, struckAt } = await playHistory({ seed: pair.history, fate: pair.fate });
    return { pair, struckAt, mistakes: await judgeWorld(world, makeHistory(pair.history), struckAt) };
  } catch (error) {
    const mistake = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { pair, struckAt: undefined, mistakes: [mistake] };
  }
}

/** Each kind of work is interrupted as often, though there are many more rounds than messages. */
function fateOf(seed: string, work: Played["work"]): Fate {
  const random = seededRandom(seed);
  const kind = random.pick([...new Set(work.map((one) => one.kind))]);
  const { firstCall, calls } = random.pick(work.filter((one) => one.kind === kind && one.calls > 0));
  const atCall = random.between(firstCall, firstCall + calls - 1);
  return { atCall, kind: random.pick(KINDS), isDone: random.chance(0.5) };
}
