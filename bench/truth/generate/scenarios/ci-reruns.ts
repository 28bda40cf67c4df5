import { beginBuild, HOUR, MINUTE, SECOND, type BuildDraft, type LabDraft } from "../lab-draft.ts";
import { chosen, failedOf, fails, passes, plan, someCause, type Placed } from "../plan-tests.ts";
import { runTests } from "../run-tests.ts";
import { countUp, placeTests } from "./histories.ts";

/** How CI tells of its runs. */
interface Telling {
  readonly hook: "none" | "with-attempt" | "without-attempt";
  readonly afterMs: readonly [number, number];
}

const SOON = [6 * MINUTE, 30 * MINUTE] as const;
const LATE = [HOUR, 7 * HOUR] as const;

export const rerunFailedSoon = (lab: LabDraft): void => rerunFailed(lab, { hook: "none", afterMs: SOON });
export const rerunFailedLate = (lab: LabDraft): void => rerunFailed(lab, { hook: "none", afterMs: LATE });
export const rerunFailedToldAttempt = (lab: LabDraft): void =>
  rerunFailed(lab, { hook: "with-attempt", afterMs: LATE });
export const rerunFailedTold = (lab: LabDraft): void => rerunFailed(lab, { hook: "without-attempt", afterMs: SOON });

/** CI runs the failed tests of a build again under its number; most pass then, and sometimes it does so twice. */
function rerunFailed(lab: LabDraft, telling: Telling): void {
  const placed = placeTests(lab);
  let startMs = lab.startMs;
  for (let index = 0; index < 5; index += 1) {
    const build = beginBuild(lab, { job: "Release", number: 12 + index });
    const special = chosen(lab.random, placed, lab.random.between(2, 5), () => fails(someCause(lab)));
    let endMs = told(lab, build, telling, 1, startMs, () =>
      runTests(lab, build, plan(placed, special), { startMs: startMs + 10 * SECOND }),
    );
    for (let attempt = 2; attempt <= (index === 3 ? 3 : 2); attempt += 1) {
      const again = failedOf(placed, build);
      if (again.length === 0) break;
      const againMs = endMs + lab.random.between(...telling.afterMs);
      const still = chosen(lab.random, again, lab.random.chance(0.4) ? 1 : 0, () => fails(someCause(lab)));
      endMs = told(lab, build, telling, attempt, againMs, () =>
        runTests(lab, build, plan(again, still), { startMs: againMs + 10 * SECOND }),
      );
    }
    startMs = endMs + 2 * HOUR;
  }
}

/** The failed tests of each build run again only after the next build is over. */
export function rerunFailedOvertaken(lab: LabDraft): void {
  const placed = placeTests(lab);
  let before: BuildDraft | undefined;
  for (let index = 0; index < 5; index += 1) {
    const startMs = lab.startMs + index * 4 * HOUR;
    const build = beginBuild(lab, { job: "Overtaken", number: 50 + index });
    const special = chosen(lab.random, placed, lab.random.between(1, 4), () => fails(someCause(lab)));
    const endMs = runTests(lab, build, plan(placed, special), { startMs });
    const again = before === undefined ? [] : failedOf(placed, before);
    if (before !== undefined)
      runTests(lab, before, plan(again), { startMs: endMs + lab.random.between(5, 90) * MINUTE });
    before = build;
  }
}

/** Numbers count up, and one build is run again as a whole. */
export function rerunAllCounting(lab: LabDraft): void {
  const placed = placeTests(lab);
  const startMs = countUp(lab, placed, "Integration", 20, 4);
  runTwice(lab, placed, { job: "Integration", number: 24, startMs });
  const last = beginBuild(lab, { job: "Integration", number: 25 });
  runTests(lab, last, plan(placed), { startMs: startMs + 10 * HOUR });
}

/** The first build a job ever had is run again as a whole, and nothing says that it is not a job with one number. */
export function rerunAllFirst(lab: LabDraft): void {
  const build = runTwice(lab, placeTests(lab), { job: "Fresh", number: 1, startMs: lab.startMs });
  build.undecidable = "the first build of a job ran again as a whole: it could as well have one number for ever";
}

/** The same, where CI tells its attempts: then it is clear. */
export function rerunAllFirstTold(lab: LabDraft): void {
  const traits = { job: "Fresh", number: 1, startMs: lab.startMs };
  runTwice(lab, placeTests(lab), traits, { hook: "with-attempt", afterMs: LATE });
}

function runTwice(
  lab: LabDraft,
  placed: readonly Placed[],
  { startMs, ...traits }: { readonly job: string; readonly number: number; readonly startMs: number },
  telling: Telling = { hook: "none", afterMs: [20 * MINUTE, 3 * HOUR] },
): BuildDraft {
  const build = beginBuild(lab, traits);
  const special = chosen(lab.random, placed, lab.random.between(3, 5), () => fails(someCause(lab)));
  const run = (attempt: number, atMs: number, how: typeof special): number =>
    told(lab, build, telling, attempt, atMs, () =>
      runTests(lab, build, plan(placed, how), { startMs: atMs + 10 * SECOND }),
    );
  const endMs = run(1, startMs, special);
  const second = new Map([...special].map(([one, play]) => [one, lab.random.chance(0.7) ? passes : play] as const));
  run(2, endMs + lab.random.between(...telling.afterMs), second);
  return build;
}

/** Frames a run with what CI says of it. */
function told(
  lab: LabDraft,
  { job, number }: BuildDraft,
  { hook }: Telling,
  attempt: number,
  startMs: number,
  run: () => number,
): number {
  const endMs = run();
  if (hook === "none" || number === undefined) return endMs;
  const call = { job, number, ...(hook === "with-attempt" ? { attempt } : {}) };
  lab.hooks.push({ ...call, state: "started", atMs: startMs });
  lab.hooks.push({ ...call, state: "finished", atMs: endMs + lab.random.between(5, 30) * SECOND });
  return endMs;
}
