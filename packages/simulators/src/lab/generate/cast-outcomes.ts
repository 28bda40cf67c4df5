import type { WirePlatform } from "../wire-execution.ts";
import type { CompletePlan } from "./build-plan.ts";
import { blockedReasons, type FailureCause, failureCauses } from "./failure-catalog.ts";
import { seededRandom } from "./seeded-random.ts";
import type { CatalogTest } from "./test-catalog.ts";

/** One test on one platform. */
export interface Slot {
  readonly index: number;
  readonly testIndex: number;
  readonly platformIndex: number;
  readonly test: CatalogTest;
  readonly platform: WirePlatform;
}

/** How a slot ends. */
export type Outcome =
  | { readonly status: "PASSED" }
  | { readonly status: "FAILED"; readonly cause: FailureCause; readonly passesOnRetry: boolean }
  | { readonly status: "BLOCKED"; readonly reason: string; readonly message: string }
  | { readonly status: "UNKNOWN" };

/**
 * Decides how each slot ends; slots that are not in the map pass. The counts are exactly those of the plan.
 * Throws a RangeError when the plan wants more failures, blocked ones and so on than its slots allow.
 */
export function castOutcomes(plan: CompletePlan, slots: readonly Slot[]): ReadonlyMap<number, Outcome> {
  const outcomes = new Map<number, Outcome>();
  const causes = causesOf(plan, slots);
  const free = (purpose: string, count: number, where: (platform: WirePlatform) => boolean) => {
    const ranks = testRanks(plan, purpose, slots);
    const candidates = slots
      .filter((slot) => !outcomes.has(slot.index) && where(slot.platform))
      .toSorted((a, b) => (ranks.get(a.testIndex) ?? 0) - (ranks.get(b.testIndex) ?? 0) || a.index - b.index);
    if (candidates.length < count) {
      throw new RangeError(`${plan.job}: ${count} ${purpose} executions wanted, ${candidates.length} possible`);
    }
    return candidates.slice(0, count);
  };

  for (const [rank, slot] of free("failed", plan.failures, plan.failuresOn ?? anywhere).entries()) {
    // Neighbours in rank are the same test on several platforms, so that one cause shows on several platforms.
    const cause = causes[Math.floor((rank * causes.length) / plan.failures)];
    if (cause) outcomes.set(slot.index, { status: "FAILED", cause, passesOnRetry: false });
  }
  const blockedReason = seededRandom(plan.seed, plan.job, "blocked reason").pick(blockedReasons);
  for (const slot of free("blocked", plan.blocked, plan.blockedOn ?? anywhere)) {
    outcomes.set(slot.index, { status: "BLOCKED", ...blockedReason });
  }
  for (const slot of free("unknown", plan.unknown, anywhere)) {
    outcomes.set(slot.index, { status: "UNKNOWN" });
  }
  const flakyCause = failureCauses.find((cause) => cause.reason === "Timeout issue");
  for (const slot of free("flaky", plan.flaky, anywhere)) {
    if (flakyCause) outcomes.set(slot.index, { status: "FAILED", cause: flakyCause, passesOnRetry: true });
  }
  return outcomes;
}

const anywhere = () => true;

function causesOf(plan: CompletePlan, slots: readonly Slot[]): readonly FailureCause[] {
  const onBrowsers = slots.some(({ platform }) => platform.browserInfo);
  const possible = failureCauses.filter((cause) => !(cause.mobileOnly && onBrowsers));
  const count = Math.min(plan.causes, plan.failures);
  if (count > possible.length || (plan.failures > 0 && count < 1)) {
    throw new RangeError(`${plan.job}: ${plan.causes} causes wanted, 1 to ${possible.length} possible`);
  }
  return seededRandom(plan.seed, plan.job, "causes").shuffle(possible).slice(0, count);
}

function testRanks(plan: CompletePlan, purpose: string, slots: readonly Slot[]): ReadonlyMap<number, number> {
  const indexes = [...new Set(slots.map((slot) => slot.testIndex))];
  // Flakiness belongs to the test: it stays where it is when the seed changes.
  const seed = purpose === "flaky" ? "" : plan.seed;
  const shuffled = seededRandom(seed, plan.job, purpose).shuffle(indexes);
  return new Map(shuffled.map((testIndex, rank) => [testIndex, rank]));
}
