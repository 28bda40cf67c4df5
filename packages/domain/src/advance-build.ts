import type { BuildPicture, RecordedExecution } from "./build-picture.ts";
import { isSettled, type BuildPolicy } from "./build-rhythm.ts";
import { decideFinality, type FinalityDecision } from "./decide-finality.ts";

/** What time alone does to a build: waiting is given up, quiet makes final. */
export interface Advance {
  readonly picture: BuildPicture;
  readonly news: boolean;
  readonly finality: FinalityDecision;
}

/** Applies the passing of time to a build. */
export function advanceBuild(picture: BuildPicture, nowMs: number, policy: BuildPolicy): Advance {
  const executions = new Map(picture.executions);
  let news = false;
  for (const [id, recorded] of executions) {
    if (!isOverdue(recorded, nowMs, policy)) continue;
    executions.set(id, { ...recorded, overdueAtMs: nowMs });
    news = true;
  }
  const waited = news ? { ...picture, executions } : picture;
  const finality = decideFinality(waited, nowMs, policy);
  if (!finality.final || picture.final !== undefined) return { picture: waited, news, finality };
  return { picture: { ...waited, final: { atMs: nowMs, reason: finality.reason } }, news: true, finality };
}

function isOverdue(recorded: RecordedExecution, nowMs: number, policy: BuildPolicy): boolean {
  return (
    !isSettled(recorded) && recorded.overdueAtMs === undefined && nowMs - recorded.firstSeenAtMs >= policy.settleLimitMs
  );
}
