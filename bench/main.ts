import { askLab } from "./ask-lab.ts";
import { askUnderLoad } from "./ask-under-load.ts";
import { busyPage } from "./busy-page.ts";
import { discoverAfterAbsence } from "./discover-after-absence.ts";
import { discoverBesideFailures } from "./discover-beside-failures.ts";
import { discoverJobs } from "./discover-jobs.ts";
import { drainEdits } from "./drain-edits.ts";
import { finishBuild } from "./finish-build.ts";
import { parsePage } from "./parse-page.ts";
import { historySize } from "./history-size.ts";
import { manySubscriptions } from "./many-subscriptions.ts";
import { pictureSize } from "./picture-size.ts";
import { planSize } from "./plan-size.ts";
import { printResults } from "./print-results.ts";
import { renderCards } from "./render-cards.ts";
import { judgeLabs } from "./truth/judge-labs.ts";

printResults([
  parsePage(),
  ...renderCards(),
  ...(await finishBuild()),
  ...(await pictureSize()),
  ...(await historySize()),
  ...(await planSize()),
  ...(await manySubscriptions()),
  ...(await discoverJobs()),
  ...(await drainEdits()),
  ...(await discoverAfterAbsence()),
  ...(await discoverBesideFailures()),
  ...(await askLab()),
  ...(await askUnderLoad()),
  await busyPage(),
  ...(await judgeLabs({ rounds: 3 })),
]);
