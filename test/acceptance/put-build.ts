import { generateBuild, type BuildPlan, type LabExecution } from "@perfecto-bot/simulators/lab";
import type { SlackWorld } from "./slack-world.ts";

/** Lets the lab run a small quick build from now on, unless the plan says otherwise: six executions, one failure. */
export function putBuild(
  { lab }: Pick<SlackWorld, "lab">,
  plan: Partial<BuildPlan> & Pick<BuildPlan, "job">,
): readonly LabExecution[] {
  const build = generateBuild({
    seed: plan.job,
    baseUrl: lab.baseUrl,
    number: 7,
    startMs: Date.now(),
    executions: 6,
    platforms: 3,
    failures: 1,
    causes: 1,
    spreadMs: 10_000,
    durationMs: [1_000, 3_000],
    closingMs: [500, 1_000],
    processingMs: [2_000, 6_000],
    speed: 10,
    ...plan,
  });
  lab.putAll(build);
  return build;
}
