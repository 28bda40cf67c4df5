import type { LabExecution } from "../lab-execution.ts";
import type { BuildPlan } from "./build-plan.ts";
import { generateBuild } from "./generate-build.ts";
import { seededRandom } from "./seeded-random.ts";

/** What a whole lab full of jobs looks like. */
export interface JobsPlan {
  readonly seed: string | number;
  readonly baseUrl: string;
  readonly jobs: number;
  /** Default 1. */
  readonly buildsPerJob?: number;
  /** Default 10. */
  readonly executionsPerBuild?: number;
  /** The last build of a job begins at most this long before `endMs`. Default one day. */
  readonly withinMs?: number;
  /** The end of the latest possible build start (ms since 1970). */
  readonly endMs: number;
  /** Which share of builds has failures. Default 0.2. */
  readonly redShare?: number;
  /** Anything of the builds, such as their processing times. */
  readonly build?: Partial<BuildPlan>;
}

const teams = ["payments", "accounts", "cards", "search", "checkout", "orders", "onboarding", "support"];
const suites = ["smoke", "regression", "nightly", "release", "accessibility"];
const targets = ["android", "ios", "web", "tablets"];

/** Names such as `payments-smoke-android-00000`, all different, for any number of jobs. */
export function jobNames(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const team = teams[index % teams.length];
    const suite = suites[Math.floor(index / teams.length) % suites.length];
    const target = targets[Math.floor(index / (teams.length * suites.length)) % targets.length];
    return `${team}-${suite}-${target}-${String(index).padStart(5, "0")}`;
  });
}

/** The executions of many jobs, job by job, made as they are asked for. The same plan gives the same executions. */
export function* generateJobs(plan: JobsPlan): Generator<LabExecution, void> {
  const executions = plan.executionsPerBuild ?? 10;
  const builds = plan.buildsPerJob ?? 1;
  const withinMs = plan.withinMs ?? 86_400_000;
  for (const job of jobNames(plan.jobs)) {
    const random = seededRandom(plan.seed, "builds of", job);
    for (let number = 1; number <= builds; number++) {
      const failures = random.chance(plan.redShare ?? 0.2) ? random.between(1, Math.ceil(executions / 4)) : 0;
      yield* generateBuild({
        seed: plan.seed,
        baseUrl: plan.baseUrl,
        job,
        number,
        branch: "main",
        startMs: plan.endMs - (builds - number) * withinMs - random.between(0, withinMs),
        executions,
        platforms: Math.min(executions, 3),
        failures,
        causes: Math.min(2, failures),
        ...plan.build,
      });
    }
  }
}
