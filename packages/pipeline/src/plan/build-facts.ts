import {
  marksOfNovelty,
  missingTests,
  noveltyOf,
  recordedResults,
  type BuildPicture,
  type MarksOf,
  type MissingTests,
  type Novelty,
  type SuspectDevice,
  type TestHistory,
  type TestKey,
  type TestOutcome,
} from "@perfecto-bot/domain";
import type { FinishedBuild } from "../ports/picture-store.ts";
import { startOfBuild } from "./finished-build.ts";

/** What the builds before, and other builds of the lab, tell of a build. */
export interface BuildFacts {
  /** What each test is against its history. Empty where the job and branch have none. */
  readonly novelties: ReadonlyMap<TestKey, Novelty>;
  /** Tests that should have reported and did not, once the build is final. */
  readonly missing: readonly MissingTests[];
  /** Devices of the lab that are suspect, by id. */
  readonly suspects: ReadonlyMap<string, SuspectDevice>;
}

/** Nothing is known from before. */
export const NO_FACTS: BuildFacts = { novelties: new Map(), missing: [], suspects: new Map() };

/** What is remembered that concerns a build. */
export interface Remembered {
  /** Of the tests that are looked at, or of all. */
  readonly histories: ReadonlyMap<TestKey, TestHistory>;
  /** Final builds of the job and branch, the latest start first. */
  readonly builds: readonly FinishedBuild[];
  readonly suspects: readonly SuspectDevice[];
}

/** Compares a build with what is remembered. */
export function factsOf(picture: BuildPicture, { histories, builds, suspects }: Remembered): BuildFacts {
  const startMs = startOfBuild(picture);
  const earlier = builds.filter((build) => build.startedAtMs < startMs);
  const results = recordedResults(picture);
  const known = earlier.length === 0 ? [] : results;
  const novelties = known.map((result) => {
    const history = histories.get(result.key);
    return [result.key, noveltyOf({ ...result, latest: result.latest.execution }, history, startMs)] as const;
  });
  const listed = picture.ci?.tests ?? [];
  const isWhole = picture.final !== undefined && results.length > 0;
  const seen = results.map(({ key, test, latest }) => ({ key, test, name: latest.execution.name }));
  const starts = earlier.filter(({ verdict }) => verdict !== "blocked").map((build) => build.startedAtMs);
  return {
    novelties: new Map(novelties),
    missing: isWhole ? missingTests(seen, [...histories.values()], starts, listed) : [],
    suspects: new Map(suspects.map((device) => [device.deviceId, device])),
  };
}

/** What `is:` finds the results of a build by. A failure is new where nothing is known: it is better said than kept. */
export function marksBy({ novelties }: BuildFacts): MarksOf {
  return ({ key, outcome }) => marksOfNovelty(outcome, novelties.get(key) ?? UNKNOWN[outcome]);
}

const UNKNOWN: Partial<Readonly<Record<TestOutcome, Novelty>>> = { failed: { kind: "first-seen" } };
