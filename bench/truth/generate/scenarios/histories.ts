import { somePlatforms } from "../devices.ts";
import { beginBuild, DAY, HOUR, MINUTE, someTests, type BuildDraft, type LabDraft } from "../lab-draft.ts";
import {
  blocked,
  blockedThenPasses,
  chosen,
  fails,
  failsThenPasses,
  plan,
  someCause,
  spread,
  type Placed,
  type Play,
} from "../plan-tests.ts";
import { runTests } from "../run-tests.ts";

/** A job whose numbers count up, a few builds, a few failures, some tests that could not run. */
export function plain(lab: LabDraft): void {
  const placed = placeTests(lab);
  for (let index = 0; index < 5; index += 1) {
    const build = beginBuild(lab, { job: "Nightly", number: index + 41 });
    const special = new Map([
      ...chosen(lab.random, placed, lab.random.between(0, 2), () => blocked),
      ...(lab.random.chance(0.6)
        ? chosen(lab.random, placed, lab.random.between(1, 3), () => fails(someCause(lab)))
        : []),
    ]);
    runTests(lab, build, plan(placed, special), { startMs: lab.startMs + index * 3 * HOUR });
  }
}

/** Every failure is tried again in the run, and most tries take it back. */
export function alwaysRetries(lab: LabDraft): void {
  const placed = placeTests(lab);
  const retry = lab.random.pick(["at-once", "at-end"] as const);
  const play = (): Play =>
    lab.random.chance(0.85)
      ? failsThenPasses(someCause(lab), lab.random.chance(0.8) ? 1 : 2)
      : fails(someCause(lab), 3);
  for (let index = 0; index < 8; index += 1) {
    const build = beginBuild(lab, { job: "Checkout", number: index + 7 });
    const share = index % 2 === 0 ? 0.3 : 0.05 + lab.random.share() * 0.25;
    // In every third build nothing but retries goes wrong, so that an alarm has no excuse.
    const calm = index % 3 === 1;
    const special = new Map([
      ...chosen(lab.random, placed, 1, () => blockedThenPasses),
      ...chosen(lab.random, placed, Math.ceil(placed.length * share), () =>
        calm ? failsThenPasses(someCause(lab)) : play(),
      ),
    ]);
    runTests(lab, build, plan(placed, special), { startMs: lab.startMs + index * 2 * HOUR, retry });
  }
}

/** Nothing is ever tried again; tests fail here and there, begin to fail, and flap. */
export function neverRetries(lab: LabDraft): void {
  const placed = placeTests(lab);
  const [flapping] = placed;
  for (let index = 0; index < 6; index += 1) {
    const build = beginBuild(lab, { job: "Smoke", number: index + 101 });
    const special = new Map(chosen(lab.random, placed, lab.random.between(0, 3), () => fails(someCause(lab))));
    if (flapping !== undefined && index % 2 === 0) special.set(flapping, fails(someCause(lab)));
    runTests(lab, build, plan(placed, special), { startMs: lab.startMs + index * 2 * HOUR });
  }
}

/** Days of builds in which tests break, stay broken, get well, and flap. */
export function longHistory(lab: LabDraft): void {
  const placed = placeTests(lab);
  const broken = new Map<Placed, Play>();
  for (let day = 0; day < 12; day += 1) {
    const build = beginBuild(lab, { job: "Regression", number: day + 300 });
    for (const one of broken.keys()) if (lab.random.chance(0.3)) broken.delete(one);
    for (const one of lab.random.some(placed, day === 0 ? 0 : lab.random.between(0, 2)))
      if (!broken.has(one)) broken.set(one, fails(someCause(lab)));
    runTests(lab, build, plan(placed, broken), {
      startMs: lab.startMs + day * DAY + lab.random.between(0, 40) * MINUTE,
    });
  }
}

/** Tests of a suite on a few platforms. */
export function placeTests({ random }: LabDraft, least = 12, most = 20): readonly Placed[] {
  return spread(someTests(random.between(least, most)), somePlatforms(random, random.between(2, 3)));
}

/** A few green and red builds with numbers that count up, from `number` on; returns when the next may begin. */
export function countUp(lab: LabDraft, placed: readonly Placed[], job: string, number: number, builds: number): number {
  for (let index = 0; index < builds; index += 1) {
    const build: BuildDraft = beginBuild(lab, { job, number: number + index });
    const special = chosen(lab.random, placed, index % 2, () => fails(someCause(lab)));
    runTests(lab, build, plan(placed, special), { startMs: lab.startMs + index * 2 * HOUR });
  }
  return lab.startMs + builds * 2 * HOUR;
}
