import type { LabExecution } from "../lab-execution.ts";
import { type BuildPlan, type CompletePlan, completePlan, type RangeMs } from "./build-plan.ts";
import { castOutcomes, type Outcome, type Slot } from "./cast-outcomes.ts";
import { generateExecution } from "./generate-execution.ts";
import { platformsOfKinds } from "./platform-catalog.ts";
import { type SeededRandom, seededRandom } from "./seeded-random.ts";
import { testsOfJob } from "./test-catalog.ts";

/** One attempt at a slot, with times on the build's own clock (ms after its start, before any hastening). */
interface Attempt {
  readonly slot: Slot;
  readonly outcome: Outcome;
  readonly seed: string;
  readonly session: string;
  readonly durationMs: number;
  readonly closingMs: number;
  readonly processingMs: number;
  readonly shownAfterMs: number;
}

/**
 * The executions of one believable build, in the order in which they show. Pure: the same plan gives the same build.
 * Each test runs on each platform until the wanted number of executions is reached.
 * Throws a RangeError when the plan asks for more failures (blocked ones, causes) than it has room for.
 */
export function generateBuild(buildPlan: BuildPlan): readonly LabExecution[] {
  const plan = completePlan(buildPlan);
  const slots = slotsOf(plan);
  const outcomes = castOutcomes(plan, slots);
  const attempts = slots.flatMap((slot) => attemptsAt(plan, slot, outcomes.get(slot.index) ?? { status: "PASSED" }));
  return closeTogether(attempts)
    .toSorted((a, b) => a.shownAfterMs - b.shownAfterMs)
    .map((one) => execute(plan, one));
}

function slotsOf(plan: CompletePlan): readonly Slot[] {
  const platforms = typeof plan.platforms === "number" ? platformsOfKinds(plan.kinds, plan.platforms) : plan.platforms;
  if (platforms.length === 0) throw new RangeError(`${plan.job}: a build needs a platform`);
  const tests = testsOfJob(plan.job, Math.ceil(plan.executions / platforms.length));
  const slots = tests.flatMap((test, testIndex) =>
    platforms.map((platform, platformIndex) => ({
      index: testIndex * platforms.length + platformIndex,
      testIndex,
      platformIndex,
      test,
      platform,
    })),
  );
  return slots.slice(0, plan.executions);
}

function attemptsAt(plan: CompletePlan, slot: Slot, outcome: Outcome): readonly Attempt[] {
  const seed = [plan.seed, plan.job, plan.number ?? "", slot.index].join("/");
  const random = seededRandom(seed, "times");
  const startsAfterMs = Math.floor(((slot.index + random.next()) / plan.executions) * plan.spreadMs);
  const session = `${slot.platformIndex}/${Math.floor(slot.testIndex / plan.testsPerSession)}`;
  const first = timeAttempt(plan, random, { slot, outcome, seed, session }, startsAfterMs);
  if (outcome.status !== "FAILED" || !outcome.passesOnRetry) return [first];
  const again = { slot, outcome: { status: "PASSED" }, seed: `${seed}/again`, session: `${session}/again` } as const;
  return [first, timeAttempt(plan, random, again, first.shownAfterMs)];
}

function timeAttempt(
  plan: CompletePlan,
  random: SeededRandom,
  what: Pick<Attempt, "slot" | "outcome" | "seed" | "session">,
  startsAfterMs: number,
): Attempt {
  const within = ([min, max]: RangeMs) => random.between(min, max);
  const durationMs = within(plan.durationMs);
  const closingMs = within(plan.closingMs);
  const processingMs = within(plan.processingMs);
  return { ...what, durationMs, closingMs, processingMs, shownAfterMs: startsAfterMs + durationMs + closingMs };
}

/** Tests of one driver session show when its driver closes: all of them with the last. */
function closeTogether(attempts: readonly Attempt[]): readonly Attempt[] {
  return [...Map.groupBy(attempts, ({ session }) => session).values()].flatMap((together) => {
    const closedMs = Math.max(...together.map((one) => one.shownAfterMs));
    return together.map((one) => ({
      ...one,
      closingMs: one.closingMs + closedMs - one.shownAfterMs,
      shownAfterMs: closedMs,
    }));
  });
}

function execute(plan: CompletePlan, one: Attempt): LabExecution {
  const visibleAtMs = plan.startMs + Math.floor(one.shownAfterMs / plan.speed);
  const endMs = visibleAtMs - Math.ceil(one.closingMs / plan.speed);
  const startMs = endMs - one.durationMs;
  const session = seededRandom(plan.seed, plan.job, plan.number ?? "", "session", one.session);
  return generateExecution({
    seed: one.seed,
    baseUrl: plan.baseUrl,
    job: {
      name: plan.job,
      ...(plan.number === undefined ? {} : { number: plan.number }),
      ...(plan.branch === undefined ? {} : { branch: plan.branch }),
    },
    slot: one.slot,
    outcome: one.outcome,
    externalId: `ci.robot@acme.example_RemoteWebDriver_${session.hex(12)}`,
    startMs,
    endMs,
    visibleAtMs,
    settlesAtMs: visibleAtMs + Math.ceil(one.processingMs / plan.speed),
  });
}
