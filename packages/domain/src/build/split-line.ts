import type { Execution } from "../execution.ts";
import type { BuildLine } from "./build-line.ts";
import type { CiSignal } from "./ci-signal.ts";
import { decideAgain, type AgainDecision, type Numbering } from "./decide-again.ts";
import { outcomesSoFar, type OutcomesSoFar } from "./outcomes-so-far.ts";
import { oneStretch, stretchesOf, type SeenExecution, type Stretch } from "./stretches.ts";
import { testKey } from "./test-identity.ts";

export type { SeenExecution } from "./stretches.ts";

/** Everything known of a line, in any order. */
export interface LineContents {
  readonly line: BuildLine;
  readonly executions: readonly SeenExecution[];
  readonly ci: readonly CiSignal[];
  /** Numbers of other builds of the job. */
  readonly otherNumbers: readonly number[];
  /** How many builds of this line were told apart before, these included. */
  readonly knownBuilds: number;
  readonly quietPeriodMs: number;
}

/** One time that CI ran a build. */
export interface BuildAttempt {
  /** From 1; what CI says where it does. */
  readonly number: number;
  /** Epoch ms. */
  readonly startedAtMs: number;
}

/** One build of a line. */
export interface SplitBuild {
  readonly executions: readonly Execution[];
  readonly ci: readonly CiSignal[];
  /** In order, at least one. */
  readonly attempts: readonly BuildAttempt[];
  /** The first start, or when CI first spoke of it, epoch ms. */
  readonly startMs: number;
  /** Why it is a build of its own; absent for the first. */
  readonly reason?: AgainDecision["reason"];
}

/** A build while it grows. */
interface Growing extends SplitBuild {
  readonly executions: Execution[];
  readonly ci: CiSignal[];
  readonly attempts: BuildAttempt[];
  readonly outcomes: OutcomesSoFar;
}

type Decision = Pick<AgainDecision, "kind" | "reason">;

/**
 * Splits what is known of a line into its builds, in order of start: the one function that decides which build an
 * execution belongs to. Every execution is in exactly one, whatever order all of it came in.
 */
export function splitLine(contents: LineContents): readonly SplitBuild[] {
  const { line, executions, ci, quietPeriodMs } = contents;
  const stretches = line.kind === "session" ? oneStretch(executions, ci) : stretchesOf(executions, ci, quietPeriodMs);
  const builds: Growing[] = [];
  let endMs = Number.NEGATIVE_INFINITY;
  for (const stretch of stretches) {
    const current = builds.at(-1);
    if (current === undefined) builds.push(begun(stretch));
    else {
      const { kind, reason } = decide(contents, builds.length, current, stretch, stretch.startMs - endMs);
      if (kind === "new") builds.push({ ...begun(stretch), reason });
      else join(current, stretch, kind);
    }
    endMs = Math.max(endMs, stretch.endMs);
  }
  return builds.map(({ outcomes: _outcomes, ...build }) => build);
}

function decide(
  { line, otherNumbers, knownBuilds, quietPeriodMs }: LineContents,
  buildsSoFar: number,
  current: Growing,
  stretch: Stretch,
  pauseMs: number,
): Decision {
  if (line.kind === "job" && line.number === undefined) return decideTogether(current, stretch, pauseMs, quietPeriodMs);
  return decideAgain({
    before: current.outcomes.outcomes,
    ciBefore: current.ci.at(-1),
    after: new Set(stretch.executions.map(testKey)),
    ci: stretch.ci,
    pauseMs,
    quietPeriodMs,
    numbering: numberingOf(otherNumbers, Math.max(buildsSoFar, knownBuilds)),
  });
}

/** Without a number, what ran together is one build, unless CI says more. */
function decideTogether({ ci: told }: SplitBuild, { ci }: Stretch, pauseMs: number, quietPeriodMs: number): Decision {
  if (ci !== undefined && (ci.attempt ?? 1) > 1) return { kind: "attempt", reason: "ci-said-attempt" };
  if (ci !== undefined && told.length > 0) return { kind: "new", reason: "ci-said-attempt" };
  return pauseMs > quietPeriodMs ? { kind: "new", reason: "long-ago" } : { kind: "same", reason: "ci-still-running" };
}

/** How a job numbers its builds. `ofThisNumber`: builds of one number that are told apart. */
function numberingOf(otherNumbers: readonly number[], ofThisNumber: number): Numbering {
  if (otherNumbers.length > 0) return "counting";
  return ofThisNumber > 1 ? "constant" : "unknown";
}

function begun({ executions, ci, startMs }: Stretch): Growing {
  return {
    executions: [...executions],
    ci: ci === undefined ? [] : [ci],
    attempts: [{ number: ci?.attempt ?? 1, startedAtMs: startMs }],
    startMs,
    outcomes: outcomesSoFar(executions),
  };
}

function join(build: Growing, { executions, ci, startMs }: Stretch, kind: "same" | "attempt"): void {
  for (const execution of executions) build.executions.push(execution);
  build.outcomes.add(executions);
  if (ci !== undefined) build.ci.push(ci);
  const latest = build.attempts.at(-1)?.number ?? 0;
  const number = ci?.attempt ?? latest + 1;
  // CI may number what was found to be a new attempt before it said so.
  if (kind === "attempt" && number > latest) build.attempts.push({ number, startedAtMs: startMs });
}
