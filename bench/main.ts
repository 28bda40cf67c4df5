import { askLab } from "./ask-lab.ts";
import { askUnderLoad } from "./ask-under-load.ts";
import type { BenchResult } from "./bench-result.ts";
import { busyPage } from "./busy-page.ts";
import { discoverJobs } from "./discover-jobs.ts";
import { finishBuild } from "./finish-build.ts";
import { parsePage } from "./parse-page.ts";
import { pictureSize } from "./picture-size.ts";
import { renderCards } from "./render-cards.ts";

const results: BenchResult[] = [
  parsePage(),
  ...renderCards(),
  ...(await finishBuild()),
  ...(await pictureSize()),
  ...(await discoverJobs()),
  ...(await askLab()),
  ...(await askUnderLoad()),
  await busyPage(),
];
for (const { name, figure, budget, within } of results)
  console.log(`${within ? "✓" : "✗"} ${name}: ${figure} (budget ${budget})`);
const over = results.filter(({ within }) => !within).length;
console.log(
  over === 0 ? "Every bench is within its budget." : `${over} of ${results.length} benches are over their budget.`,
);
process.exitCode = over === 0 ? 0 : 1;
