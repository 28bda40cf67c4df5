import { countStatuses, orderRows, testResults, type BuildRef, type Execution } from "@perfecto-bot/domain";
import type { AnsweredBuild } from "./answer.ts";
import type { AskParts } from "./ask-parts.ts";
import { withReport } from "./with-report.ts";

/** A build of which these executions are asked for. */
export function answeredBuild(
  parts: Pick<AskParts, "links">,
  ref: BuildRef,
  executions: readonly Execution[],
  { source, isRunning }: Pick<AnsweredBuild, "source" | "isRunning">,
): AnsweredBuild {
  const starts = executions.flatMap(({ startedAtMs }) => startedAtMs ?? []);
  const ends = executions.flatMap(({ endedAtMs }) => endedAtMs ?? []);
  const url = parts.links(ref.lab)?.build(ref);
  const results = testResults(executions);
  return {
    ref,
    executions: orderRows(executions).map((one) => withReport(parts, one)),
    counts: countStatuses(results.map(({ latest }) => latest)),
    flaky: results.filter(({ outcome }) => outcome === "flaky").length,
    isRunning,
    ...(starts.length === 0 ? {} : { startMs: starts.reduce((a, b) => Math.min(a, b)) }),
    ...(ends.length === 0 ? {} : { endMs: ends.reduce((a, b) => Math.max(a, b)) }),
    source,
    ...(url === undefined ? {} : { url }),
  };
}
