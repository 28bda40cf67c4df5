import { somePlatforms } from "../devices.ts";
import { beginBuild, DAY, HOUR, MINUTE, SECOND, someTests, type LabDraft } from "../lab-draft.ts";
import { chosen, fails, plan, someCause, spread, type Placed, type Play } from "../plan-tests.ts";
import { runTests } from "../run-tests.ts";
import { countUp, placeTests } from "./histories.ts";

const COULD_BE_RERUN =
  "the first runs of a job with one number for ever: the second could as well be a re-run of the first";

export const constantDailyGreen = (lab: LabDraft): void => constantNumber(lab, DAY, false);
export const constantDailyRed = (lab: LabDraft): void => constantNumber(lab, DAY, true);
export const constantHourlyGreen = (lab: LabDraft): void => constantNumber(lab, HOUR, false);
export const constantHourlyRed = (lab: LabDraft): void => constantNumber(lab, HOUR, true);

/** Every run of a job says the same number, and is a build of its own. */
function constantNumber(lab: LabDraft, everyMs: number, red: boolean): void {
  const placed = placeTests(lab, 10, 14);
  const broken = new Map<Placed, Play>(red ? chosen(lab.random, placed, 2, () => fails(someCause(lab))) : []);
  for (let index = 0; index < 10; index += 1) {
    const build = beginBuild(lab, { job: "Scheduled", number: 1 });
    if (red && index < 2) build.undecidable = COULD_BE_RERUN;
    for (const one of broken.keys()) if (lab.random.chance(0.2)) broken.delete(one);
    if (red && (broken.size === 0 || lab.random.chance(0.3)))
      for (const one of lab.random.some(placed, 1)) broken.set(one, fails(someCause(lab)));
    runTests(lab, build, plan(placed, broken), { startMs: lab.startMs + index * everyMs });
  }
}

/** Nobody tells a number: what ran together is one build. Several suites a day. */
export function noNumbers(lab: LabDraft): void {
  suites(lab, spread(someTests(lab.random.between(15, 30)), somePlatforms(lab.random, 2)), 4, 3);
}

/** The same with 300 tests. */
export function noNumbersLarge(lab: LabDraft): void {
  suites(lab, spread(someTests(300), somePlatforms(lab.random, 4)), 2, 12);
}

function suites(lab: LabDraft, placed: readonly Placed[], count: number, lanes: number): void {
  let startMs = lab.startMs;
  for (let index = 0; index < count; index += 1) {
    const build = beginBuild(lab, { job: "Suite" });
    const special = chosen(lab.random, placed, Math.ceil(placed.length * lab.random.share() * 0.1), () =>
      fails(someCause(lab)),
    );
    const long = [SECOND, lab.random.pick([8, 150]) * SECOND] as const;
    const pauseMs = placed.length > 100 ? ([SECOND, 8 * SECOND] as const) : long;
    const endMs = runTests(lab, build, plan(placed, special), { startMs, lanes, pauseMs });
    startMs = endMs + lab.random.between(20 * MINUTE, 5 * HOUR);
  }
}

/** Branches that count alike at the same time; some tests say "origin/main" where others say "main". */
export function branches(lab: LabDraft): void {
  const placed = placeTests(lab, 8, 12);
  const names = { main: ["main", "origin/main"], "feature/pay": ["feature/pay"], release: ["origin/release"] };
  for (let number = 5; number < 8; number += 1)
    for (const [branch, branchNames] of Object.entries(names)) {
      const build = beginBuild(lab, { job: "Pipeline", number, branch, branchNames });
      const special = chosen(lab.random, placed, lab.random.between(0, 2), () => fails(someCause(lab)));
      const startMs = lab.startMs + number * 3 * HOUR + lab.random.between(0, 10) * MINUTE;
      runTests(lab, build, plan(placed, special), { startMs });
    }
}

/** Nobody tells a number, and two branches run at the same time. */
export function noNumbersBranches(lab: LabDraft): void {
  const placed = placeTests(lab, 8, 12);
  for (let index = 0; index < 3; index += 1)
    for (const branch of ["main", "feature/pay"]) {
      const build = beginBuild(lab, { job: "Suites", branch });
      const special = chosen(lab.random, placed, lab.random.between(0, 2), () => fails(someCause(lab)));
      const startMs = lab.startMs + index * 3 * HOUR + lab.random.between(0, 60) * SECOND;
      runTests(lab, build, plan(placed, special), { startMs });
    }
}

/** The CI job was made anew a day or more later and counts from 1 again. */
export function numberReset(lab: LabDraft): void {
  const placed = placeTests(lab, 10, 14);
  const restMs = countUp(lab, placed, "Recreated", 1, 6) + lab.random.between(20, 50) * HOUR;
  for (let number = 1; number <= 4; number += 1) {
    const build = beginBuild(lab, { job: "Recreated", number });
    const special = chosen(lab.random, placed, number % 2, () => fails(someCause(lab)));
    runTests(lab, build, plan(placed, special), { startMs: restMs + number * 2 * HOUR });
  }
}
