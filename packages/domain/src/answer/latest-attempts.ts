import type { Execution, ExecutionStatus } from "../execution.ts";
import { platformsLabel } from "../platform.ts";

/** A test on a platform within one build, with all its attempts. */
export interface TestAttempts {
  readonly test: string;
  /** The line of all its platforms: a test that drove two devices names both. */
  readonly platform: string;
  /** In order of start, ties by id. */
  readonly attempts: readonly Execution[];
  /** The attempt that counts. Its status is UNKNOWN only where no attempt came to a verdict. */
  readonly latest: Execution;
  /** It failed and then passed at a later attempt: it counts as passed. */
  readonly flaky: boolean;
}

const BADNESS: Readonly<Record<ExecutionStatus, number>> = { UNKNOWN: 0, PASSED: 1, BLOCKED: 2, FAILED: 3 };

/**
 * Joins the executions of one build by test and platform; the latest attempt counts. UNKNOWN is never a verdict and
 * takes none back. Executions that ran at the same time are no attempts of each other, but the same test on several
 * devices of a kind: the worst of those that nothing came after counts. Data-driven tests that run one after the other
 * under one name cannot be told from attempts. In order of first appearance.
 */
export function latestAttempts(executions: readonly Execution[]): readonly TestAttempts[] {
  const groups = Map.groupBy(executions, ({ name, platforms }) => JSON.stringify([name, platformsLabel(platforms)]));
  return [...groups.values()].flatMap((group) => {
    const attempts = group.toSorted(byStart);
    const latest = latestOf(attempts);
    if (latest === undefined) return [];
    return {
      test: latest.name,
      platform: platformsLabel(latest.platforms),
      attempts,
      latest,
      flaky: latest.status === "PASSED" && attempts.some(({ status }) => status === "FAILED"),
    };
  });
}

function latestOf(attempts: readonly Execution[]): Execution | undefined {
  const decided = attempts.filter(({ status }) => status !== "UNKNOWN");
  const candidates = decided.length > 0 ? decided : attempts;
  const last = candidates.at(-1);
  if (last === undefined) return undefined;
  return candidates
    .filter((attempt) => endOf(attempt) > startOf(last) || startOf(attempt) === startOf(last))
    .reduce((worst, attempt) => (BADNESS[attempt.status] >= BADNESS[worst.status] ? attempt : worst));
}

function byStart(a: Execution, b: Execution): number {
  const [ours, theirs] = [startOf(a), startOf(b)];
  if (ours !== theirs) return ours < theirs ? -1 : 1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

/** What has no times came before everything that has. */
function startOf(execution: Execution): number {
  return execution.startedAtMs ?? execution.endedAtMs ?? Number.NEGATIVE_INFINITY;
}

/** Without an end it is taken to have ended before the next one started. */
function endOf(execution: Execution): number {
  return Math.max(execution.endedAtMs ?? Number.NEGATIVE_INFINITY, startOf(execution));
}
