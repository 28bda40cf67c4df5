import { parseArgs } from "node:util";
import { printResults } from "../print-results.ts";
import { judgeLabs } from "./judge-labs.ts";

// node bench/truth/main.ts [--rounds 3] [--only "no numbers"] [--wrong]
const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    only: { type: "string", default: "" },
    wrong: { type: "boolean", default: false },
  },
});
const startMs = performance.now();
printResults(
  await judgeLabs({
    rounds: Number(values.rounds),
    only: values.only,
    ...(values.wrong ? { onWrong: (line: string) => console.log(line) } : {}),
  }),
);
console.log(`${((performance.now() - startMs) / 1_000).toFixed(1)} s`);
