import { parseArgs } from "node:util";
import { playPair, playPairs, type PairResult } from "./play-pairs.ts";
import { readPair, spellPair } from "./pair.ts";

// node bench/interruptions/main.ts [--pairs 10000] [--seed 2026] [--again "2026-7@412 hangs after"]
const { values } = parseArgs({
  options: {
    pairs: { type: "string", default: "10000" },
    seed: { type: "string", default: "2026" },
    again: { type: "string" },
  },
});
const startMs = performance.now();
const struck = new Map<string, number>();
const wrong: PairResult[] = [];
let played = 0;

for await (const result of values.again === undefined
  ? playPairs(Number(values.pairs), values.seed)
  : once(values.again)) {
  const { pair, struckAt, mistakes } = result;
  played += 1;
  const work = struckAt?.split(":")[0] ?? "goes on";
  struck.set(`${pair.fate.kind}, ${work}`, (struck.get(`${pair.fate.kind}, ${work}`) ?? 0) + 1);
  if (mistakes.length === 0) continue;
  wrong.push(result);
  console.log(`${spellPair(pair)}${struckAt === undefined ? "" : ` (${struckAt})`}`);
  for (const mistake of mistakes) console.log(`  ${mistake}`);
}

for (const [what, count] of [...struck].toSorted(([, one], [, other]) => other - one))
  console.log(`${count} × ${what}`);
const seconds = ((performance.now() - startMs) / 1_000).toFixed(1);
console.log(
  `${played} pairs of a history and an interruption, seed ${values.seed}: ${wrong.length} wrong, ${seconds} s`,
);
if (wrong.length > 0) process.exitCode = 1;

async function* once(text: string): AsyncGenerator<PairResult> {
  yield playPair(readPair(text));
}
