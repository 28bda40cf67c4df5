import type { LabExecution } from "../lab-execution.ts";
import { completePlan } from "./build-plan.ts";
import type { Outcome } from "./cast-outcomes.ts";
import { failureCauses } from "./failure-catalog.ts";
import { generateExecution } from "./generate-execution.ts";
import { platformCatalog } from "./platform-catalog.ts";
import { seededRandom } from "./seeded-random.ts";
import { testsOfJob } from "./test-catalog.ts";

/** A result that comes after its build seemed complete. */
export interface LateResultPlan {
  readonly seed: string | number;
  /** Origin of all links, without a slash at the end: the simulator's own. */
  readonly baseUrl: string;
  readonly job: { readonly name: string; readonly number: number; readonly branch?: string };
  /** The executions the build has. */
  readonly build: readonly LabExecution[];
  readonly visibleAtMs: number;
  /** How many times faster than real it closes and processes. */
  readonly speed: number;
}

/**
 * One more execution of a build: one of its tests again, on one of its platforms, passed or failed. Which, depends on
 * seed, job, number and how many executions the build has; the id on the time as well.
 */
export function generateLateResult(plan: LateResultPlan): LabExecution {
  const { job, build, visibleAtMs, speed } = plan;
  const seed = [plan.seed, job.name, job.number, "late", build.length].join("/");
  const random = seededRandom(seed, "late");
  const names = new Set(build.map(({ resource }) => resource.name));
  const test = random.pick(testsOfJob(job.name, Math.max(1, names.size)));
  const seen = build.flatMap(({ resource }) => resource.platforms ?? []);
  const platform = random.pick(seen.length > 0 ? seen : platformCatalog.map((entry) => entry.platform));
  const causes = failureCauses.filter((cause) => !(cause.mobileOnly && platform.browserInfo));
  const outcome: Outcome = random.chance(0.5)
    ? { status: "FAILED", cause: random.pick(causes), passesOnRetry: false }
    : { status: "PASSED" };

  const usual = completePlan({ seed, baseUrl: plan.baseUrl, job: job.name, startMs: visibleAtMs });
  const endMs = visibleAtMs - Math.ceil(random.between(...usual.closingMs) / speed);
  return generateExecution({
    seed,
    baseUrl: plan.baseUrl,
    job,
    slot: { index: build.length, testIndex: 0, platformIndex: 0, test, platform },
    outcome,
    externalId: `ci.robot@acme.example_RemoteWebDriver_${random.hex(12)}`,
    startMs: endMs - random.between(...usual.durationMs),
    endMs,
    visibleAtMs,
    settlesAtMs: visibleAtMs + Math.ceil(random.between(...usual.processingMs) / speed),
  });
}
