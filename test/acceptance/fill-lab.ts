import { generateBuild, type LabSimulator } from "@perfecto-bot/simulators/lab";

const HOUR_MS = 3_600_000;
const BUILDS = [
  [40, 99],
  [41, 75],
  [42, 51],
  [43, 27],
  [44, 3],
  [45, 1],
] as const;

/**
 * Six builds of "Nightly Regression" that ended before anybody asked, two of them within a day: 30 executions with 12
 * failures each, of which nothing is watched.
 */
export function fillLab(lab: LabSimulator): void {
  for (const [number, hoursAgo] of BUILDS)
    lab.putAll(
      generateBuild({
        seed: "asking",
        baseUrl: lab.baseUrl,
        job: "Nightly Regression",
        branch: "main",
        number,
        startMs: Date.now() - hoursAgo * HOUR_MS,
        executions: 30,
        failures: 12,
        causes: 2,
        spreadMs: HOUR_MS / 4,
      }),
    );
}
