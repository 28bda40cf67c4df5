import { CI_RUNS_QUIET, expectedTests, isSaidToRun, type CiSignal } from "./ci-signal.ts";
import type { TestKey } from "./test-identity.ts";
import type { TestOutcome } from "./test-results.ts";

/** How a job numbers its builds, judged by those that are known. */
export type Numbering =
  /** Other numbers are known: a number names one build, and one that comes again was run again. */
  | "counting"
  /** One number for ever: it names nothing. */
  | "constant"
  /** Only one build is known. */
  | "unknown";

/** What ran under a number, and what comes after a pause under the same one. */
export interface AgainQuestion {
  /** What its tests came to before the pause. */
  readonly before: ReadonlyMap<TestKey, TestOutcome>;
  /** What CI told last of what was before. */
  readonly ciBefore: CiSignal | undefined;
  /** The tests that ran after the pause. */
  readonly after: ReadonlySet<TestKey>;
  /** What CI told of what comes after; undefined where it said nothing new. */
  readonly ci: CiSignal | undefined;
  readonly pauseMs: number;
  readonly quietPeriodMs: number;
  readonly numbering: Numbering;
}

/** Whether what comes after a pause is still the same attempt, the same build run again, or a new build; and why. */
export interface AgainDecision {
  readonly kind: "same" | "attempt" | "new";
  readonly reason:
    | "ci-said-attempt"
    | "ci-still-running"
    | "more-tests"
    | "failed-tests-again"
    | "number-counts"
    | "number-is-constant"
    | "had-passed"
    | "passed-tests-again"
    | "long-ago";
}

const HOUR_MS = 3_600_000;
/** After such a pause nobody runs a build again without CI saying so. */
export const LONGEST_PAUSE_MS = 24 * HOUR_MS;
/** A whole build that runs again after such a pause is the next scheduled one. */
const SCHEDULED_PAUSE_MS = 12 * HOUR_MS;

/**
 * Decides by what CI says, by which tests run again, by how the job numbers its builds, and by time. The cases that
 * cannot be told apart, and what then happens, are in `docs/decisions/0011-a-build-is-what-the-team-means.md`.
 */
export function decideAgain(question: AgainQuestion): AgainDecision {
  const { before, after, ci, ciBefore, numbering, pauseMs } = question;
  const told = toldAttempt(question);
  if (told !== undefined) return told > 1 ? again("ci-said-attempt") : fresh("ci-said-attempt");
  if (isStillRunning(question)) return same("ci-still-running");
  // Where numbers count, CI's parts may begin one after another, and all say the same attempt.
  const isSameAttempt = ci?.attempt !== undefined && ci.attempt === ciBefore?.attempt;
  if (isSameAttempt && numbering === "counting") return same("ci-said-attempt");
  const repeated = [...after].filter((key) => before.has(key));
  const isAnnounced = ciBefore !== undefined && ci !== ciBefore && ci?.startedAtMs !== undefined;
  if (repeated.length === 0 && after.size > 0 && !isAnnounced) {
    return pauseMs < LONGEST_PAUSE_MS ? same("more-tests") : fresh("long-ago");
  }
  if (numbering === "constant") return fresh("number-is-constant");
  const passedAgain = repeated.some((key) => isGood(before.get(key)));
  if (numbering === "counting") {
    if (passedAgain) return pauseMs < SCHEDULED_PAUSE_MS ? again("number-counts") : fresh("long-ago");
    return pauseMs < LONGEST_PAUSE_MS ? again("failed-tests-again") : fresh("long-ago");
  }
  if (isDone(before, ciBefore)) return fresh("had-passed");
  if (passedAgain) return fresh("passed-tests-again");
  return pauseMs < SCHEDULED_PAUSE_MS ? again("failed-tests-again") : fresh("long-ago");
}

/** The number of another attempt that CI told of; undefined where it did not. */
function toldAttempt({ ci, ciBefore, pauseMs, quietPeriodMs }: AgainQuestion): number | undefined {
  const attempt = ci?.attempt;
  if (attempt === undefined || attempt === ciBefore?.attempt) return undefined;
  if (attempt > 1 || ciBefore !== undefined) return attempt;
  // The first word of CI that comes while a build runs, or at its end, is of all of it.
  return ci?.startedAtMs !== undefined && pauseMs > quietPeriodMs ? attempt : undefined;
}

function isStillRunning({ ci, ciBefore, pauseMs, quietPeriodMs, numbering }: AgainQuestion): boolean {
  if (ciBefore === undefined) return ci !== undefined && pauseMs <= quietPeriodMs;
  // Where a number names no build, it does not tell that CI died and that this is the next one.
  const longestMs = numbering === "counting" ? LONGEST_PAUSE_MS : CI_RUNS_QUIET * quietPeriodMs;
  return (ci === undefined || ci === ciBefore) && isSaidToRun(ciBefore) && pauseMs < longestMs;
}

/** Everything passed that should run: there is no reason to run it again. */
function isDone(before: AgainQuestion["before"], ci: CiSignal | undefined): boolean {
  const isWhole = before.size >= (expectedTests(ci) ?? 0);
  return isWhole && [...before.values()].every(isGood);
}

function isGood(outcome: TestOutcome | undefined): boolean {
  return outcome === "passed" || outcome === "flaky";
}

function same(reason: AgainDecision["reason"]): AgainDecision {
  return { kind: "same", reason };
}

function again(reason: AgainDecision["reason"]): AgainDecision {
  return { kind: "attempt", reason };
}

function fresh(reason: AgainDecision["reason"]): AgainDecision {
  return { kind: "new", reason };
}
