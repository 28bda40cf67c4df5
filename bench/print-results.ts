import type { BenchResult } from "./bench-result.ts";

/** Prints one line for each bench; the process ends with 1 where one is over its budget. */
export function printResults(results: readonly BenchResult[]): void {
  for (const { name, figure, budget, within } of results)
    console.log(`${within ? "✓" : "✗"} ${name}: ${figure} (budget ${budget})`);
  const over = results.filter(({ within }) => !within).length;
  console.log(
    over === 0 ? "Every bench is within its budget." : `${over} of ${results.length} benches are over their budget.`,
  );
  process.exitCode = over === 0 ? 0 : 1;
}
