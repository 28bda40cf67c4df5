import type { BuildPlan } from "../generate/build-plan.ts";
import { platformsOfKinds } from "../generate/platform-catalog.ts";
import { seededRandom } from "../generate/seeded-random.ts";
import type { WirePlatform } from "../wire-execution.ts";

/** A job of the played lab. */
export interface ScenarioJob {
  readonly name: string;
  readonly branch: string;
  /** From the start of one build to the start of the next, at real speed. */
  readonly everyMs: number;
  /** What its build with this number is like. Pure. */
  readonly build: (seed: string | number, number: number) => Partial<BuildPlan>;
}

const minuteMs = 60_000;
const phones = platformsOfKinds(["phone"], 6);
const tablets = platformsOfKinds(["tablet"], 4);
const brokenVersion = "17.5.1";
const isOnBrokenVersion = ({ os, osVersion }: WirePlatform) => os === "IOS" && osVersion === brokenVersion;
const blockedTablet = tablets[1]?.deviceId;

/**
 * The four jobs of the played lab: phones, where three good builds are followed by three with a regression on iOS
 * 17.5.1 alone; a smoke test with a flaky test; tablets, one of which the lab often cannot use; browsers, mostly green.
 */
export const scenarioJobs: readonly ScenarioJob[] = [
  {
    name: "Mobile Banking Regression",
    branch: "main",
    everyMs: 20 * minuteMs,
    build: (_seed, number) => {
      const broken = Math.floor((number - 1) / 3) % 2 === 1;
      return {
        // The same seed while the regression lasts: the same tests keep failing for the same cause.
        seed: `regression ${Math.floor((number - 1) / 6)}`,
        executions: 36,
        platforms: phones,
        failures: broken ? 4 : 0,
        causes: 1,
        failuresOn: isOnBrokenVersion,
        spreadMs: 6 * minuteMs,
      };
    },
  },
  {
    name: "Checkout Smoke",
    branch: "main",
    everyMs: 8 * minuteMs,
    build: (seed, number) => ({
      executions: 12,
      platforms: phones.slice(0, 3),
      failures: 0,
      flaky: seededRandom(seed, "flaky", number).chance(0.6) ? 1 : 0,
      spreadMs: 2 * minuteMs,
    }),
  },
  {
    name: "Tablet Release Candidate",
    branch: "release/5.2",
    everyMs: 25 * minuteMs,
    build: (_seed, number) => ({
      executions: 16,
      platforms: tablets,
      failures: number % 3 === 0 ? 1 : 0,
      causes: 1,
      failuresOn: ({ deviceId }) => deviceId !== blockedTablet,
      blocked: number % 2 === 0 ? 4 : 0,
      blockedOn: ({ deviceId }) => deviceId === blockedTablet,
      spreadMs: 5 * minuteMs,
    }),
  },
  {
    name: "Web Shop Cross-Browser",
    branch: "main",
    everyMs: 15 * minuteMs,
    build: (seed, number) => ({
      executions: 25,
      platforms: platformsOfKinds(["browser"], 5),
      failures: seededRandom(seed, "web", number).chance(0.3) ? 3 : 0,
      causes: 2,
      spreadMs: 4 * minuteMs,
    }),
  },
];
