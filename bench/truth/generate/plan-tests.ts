import type { AskedFor } from "./devices.ts";
import { CAUSES, NO_DEVICE, type Cause } from "./failure-causes.ts";
import { testLabel, type LabDraft, type Test } from "./lab-draft.ts";
import type { Planned, Try } from "./run-tests.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** How a test ends, by the number of the try. */
export type Play = Planned["play"];

export const passes: Play = () => ({ status: "PASSED" });

/** Could not run; tried again where the job does so. */
export const blocked: Play = () => ({ status: "BLOCKED", cause: NO_DEVICE });

/** Could not run at first; passes in the next try. That is not flaky: it never failed. */
export const blockedThenPasses: Play = (turn) =>
  turn === 0 ? { status: "BLOCKED", cause: NO_DEVICE, again: true } : { status: "PASSED" };

/** Fails in every try, of which there are so many. */
export function fails(cause: Cause, tries = 1): Play {
  return (turn): Try => ({ status: "FAILED", cause, again: turn + 1 < tries });
}

/** Fails so often, and passes the next try. */
export function failsThenPasses(cause: Cause, failures = 1): Play {
  return (turn): Try => (turn < failures ? { status: "FAILED", cause, again: true } : { status: "PASSED" });
}

/** Each test with the platform it always runs on. */
export interface Placed {
  readonly test: Test;
  readonly platform: AskedFor;
}

/** Spreads tests over platforms, one platform each. */
export function spread(tests: readonly Test[], platforms: readonly AskedFor[]): readonly Placed[] {
  return tests.flatMap((test, index) => {
    const platform = platforms[index % platforms.length];
    return platform === undefined ? [] : [{ test, platform }];
  });
}

/** Every test on every platform. */
export function everywhere(tests: readonly Test[], platforms: readonly AskedFor[]): readonly Placed[] {
  return tests.flatMap((test) => platforms.map((platform) => ({ test, platform })));
}

/** Plans placed tests: those in `special` as it says, all others pass. */
export function plan(placed: readonly Placed[], special: ReadonlyMap<Placed, Play> = new Map()): readonly Planned[] {
  return placed.map((one) => ({ ...one, play: special.get(one) ?? passes }));
}

/** So many of the placed tests, each with a play of its own. */
export function chosen(
  random: SeededRandom,
  placed: readonly Placed[],
  count: number,
  play: () => Play,
): ReadonlyMap<Placed, Play> {
  return new Map(random.some(placed, count).map((one) => [one, play()]));
}

export function someCause({ random }: Pick<LabDraft, "random">): Cause {
  return random.pick(CAUSES);
}

/** The placed tests of which a run's last word was FAILED, for a run of the failed ones alone. */
export function failedOf(placed: readonly Placed[], build: { readonly cases: LabDraft["builds"][number]["cases"] }) {
  const failed = new Set(
    build.cases
      .filter(({ attempts }) => attempts.at(-1)?.status === "FAILED")
      .map(({ test, platform }) => `${testLabel(test)} on ${platform}`),
  );
  return placed.filter(({ test, platform }) => failed.has(`${testLabel(test)} on ${platform.label}`));
}
