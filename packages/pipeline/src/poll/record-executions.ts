import {
  buildKey,
  groupByLine,
  recordAnswer,
  type BuildKey,
  type BuildLine,
  type Execution,
  type SplitBuild,
} from "@perfecto-bot/domain";
import type { ExecutionsAnswer } from "../ports/lab.ts";
import { assignBuilds } from "./assign-builds.ts";
import type { PollParts } from "./poll-parts.ts";
import { updateBuild, type Update } from "./update-build.ts";

/** Whether a build of which nothing is known yet is worth keeping. */
export type KeepBuild = (line: BuildLine, build: Pick<SplitBuild, "executions">) => boolean;

/** Writes a lab's answer into the pictures of the builds it speaks of. Every changed build is planned. */
export async function recordExecutions(
  parts: Pick<PollParts, "pictures" | "policy"> & { readonly signals: Pick<PollParts["signals"], "plan"> },
  answer: Pick<ExecutionsAnswer, "processing" | "answeredAtMs">,
  executions: readonly Execution[],
  keep: KeepBuild = () => true,
): Promise<ReadonlyMap<BuildKey, Update>> {
  const complete = answer.processing === "complete" && executions.length > 0;
  const updates = new Map<BuildKey, Update>();
  for (const { line, executions: own } of groupByLine(executions)) {
    const told = { executions: own, complete, answeredAtMs: answer.answeredAtMs };
    const changed =
      line.kind === "session"
        ? await recordSession(parts, line, told, keep)
        : await assignBuilds(
            { pictures: parts.pictures, quietPeriodMs: parts.policy.quietPeriodMs },
            { line, executions: own, complete, atMs: answer.answeredAtMs, keep: (build) => keep(line, build) },
          );
    for (const [key, update] of changed) {
      if (update.written) await parts.signals.plan(key);
      updates.set(key, update);
    }
  }
  return updates;
}

async function recordSession(
  { pictures }: Pick<PollParts, "pictures">,
  line: Extract<BuildLine, { kind: "session" }>,
  told: Parameters<typeof recordAnswer>[1],
  keep: KeepBuild,
): Promise<ReadonlyMap<BuildKey, Update>> {
  const key = buildKey(line);
  if (!keep(line, told) && (await pictures.load(key)) === undefined) return new Map();
  const update = await updateBuild(pictures, { key, ref: line }, (picture) => {
    const recording = recordAnswer(picture, told);
    return recording.news ? recording.picture : undefined;
  });
  return new Map([[key, update]]);
}
