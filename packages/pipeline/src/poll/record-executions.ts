import {
  buildKey,
  buildOf,
  lastSignMs,
  recordAnswer,
  type BuildAnswer,
  type BuildKey,
  type Execution,
} from "@perfecto-bot/domain";
import type { ExecutionsAnswer } from "../ports/lab.ts";
import type { PollParts } from "./poll-parts.ts";
import { updateBuild, type Update } from "./update-build.ts";

/** Writes a lab's answer into the pictures of the builds it speaks of. Every changed build is planned. */
export async function recordExecutions(
  parts: Pick<PollParts, "pictures" | "signals">,
  answer: Pick<ExecutionsAnswer, "processing" | "answeredAtMs">,
  executions: readonly Execution[],
): Promise<ReadonlyMap<BuildKey, Update>> {
  const groups = Map.groupBy(executions, (execution) => buildKey(buildOf(execution)));
  const complete = answer.processing === "complete" && executions.length > 0;
  const updates = new Map<BuildKey, Update>();
  for (const [key, own] of groups) {
    const [first] = own;
    if (first === undefined) continue;
    const ref = buildOf(first);
    const told: BuildAnswer = { executions: own, complete, answeredAtMs: answer.answeredAtMs };
    const update = await updateBuild(parts.pictures, ref, (picture) => {
      const recording = recordAnswer(picture, told);
      return recording.news ? recording.picture : undefined;
    });
    if (update.written) await parts.signals.plan(key);
    updates.set(key, update);
  }
  return updates;
}

/** When a set of executions of one build last showed life, epoch ms, before anything is stored. */
export function lastSignOf(executions: readonly Execution[], nowMs: number): number {
  const first = executions[0];
  if (first === undefined) return 0;
  const { picture } = recordAnswer(
    { ref: buildOf(first), revision: 0, executions: new Map(), reopened: 0 },
    { executions, complete: false, answeredAtMs: nowMs },
  );
  return lastSignMs(picture);
}
