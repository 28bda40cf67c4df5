import { generateBuild, type BuildPlan, type LabExecution } from "@perfecto-bot/simulators/lab";

/** A build whose tests all end now, one after another within a tenth of a second, on Android and iOS alike. */
export function quickBuild(plan: Pick<BuildPlan, "baseUrl" | "job"> & Partial<BuildPlan>): readonly LabExecution[] {
  return generateBuild({
    seed: `quick ${plan.job} ${plan.number}`,
    startMs: Date.now(),
    executions: 6,
    platforms: 2,
    failures: 0,
    spreadMs: 50,
    durationMs: [40, 50],
    closingMs: [1, 2],
    processingMs: [1, 2],
    ...plan,
  });
}

/** The executions of a build that failed. */
export function failuresOf(build: readonly LabExecution[]): readonly LabExecution[] {
  return build.filter(({ resource }) => resource.status === "FAILED");
}
