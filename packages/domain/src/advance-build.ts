import type { BuildPicture, RecordedExecution } from "./build-picture.ts";
import { givesUpAtMs, isProcessing, type BuildPolicy } from "./build-rhythm.ts";
import type { JobHabits } from "./build/job-habits.ts";
import { recordedResults } from "./build/recorded-results.ts";
import { confirmsAtMs } from "./build/retries.ts";
import { decideFinality, type FinalityDecision } from "./decide-finality.ts";

/** What time alone does to a build: waiting is given up, failures that were not retried count, quiet makes final. */
export interface Advance {
  readonly picture: BuildPicture;
  readonly news: boolean;
  readonly finality: FinalityDecision;
}

/** Applies the passing of time to a build of a job with these habits. */
export function advanceBuild(
  picture: BuildPicture,
  nowMs: number,
  policy: BuildPolicy,
  habits: JobHabits = {},
): Advance {
  const changed = new Map<string, RecordedExecution>();
  for (const [id, recorded] of picture.executions) {
    if (isOverdue(recorded, nowMs, policy)) changed.set(id, { ...recorded, overdueAtMs: nowMs });
  }
  for (const recorded of confirmed(picture, nowMs, policy, habits)) {
    const { id } = recorded.execution;
    changed.set(id, { ...(changed.get(id) ?? recorded), confirmedAtMs: nowMs });
  }
  const news = changed.size > 0;
  const waited = news ? { ...picture, executions: new Map([...picture.executions, ...changed]) } : picture;
  const finality = decideFinality(waited, nowMs, policy, habits.usualTotal);
  if (!finality.final || picture.final !== undefined) return { picture: waited, news, finality };
  return { picture: { ...waited, final: { atMs: nowMs, reason: finality.reason } }, news: true, finality };
}

function isOverdue(recorded: RecordedExecution, nowMs: number, policy: BuildPolicy): boolean {
  return isProcessing(recorded) && nowMs >= givesUpAtMs(recorded, policy);
}

function confirmed(
  picture: BuildPicture,
  nowMs: number,
  { quietPeriodMs }: BuildPolicy,
  { retriesWithinMs }: JobHabits,
): readonly RecordedExecution[] {
  if (retriesWithinMs === undefined || picture.final !== undefined) return [];
  return recordedResults(picture)
    .filter((result) => {
      if (result.outcome !== "failed" || result.latest.confirmedAtMs !== undefined) return false;
      const atMs = confirmsAtMs(result, retriesWithinMs, quietPeriodMs);
      return atMs !== undefined && nowMs >= atMs;
    })
    .map(({ latest }) => latest);
}
