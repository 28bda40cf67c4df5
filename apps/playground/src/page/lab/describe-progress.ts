import type { LabBuildView } from "../../wire/lab-state.ts";
import { countExecutions } from "./count-executions.ts";

/** How far a build is, in words: "24 of 36 · 2 failed · 3 processing". */
export function describeProgress(build: Pick<LabBuildView, "executions" | "expected" | "complete">): string {
  const { finished, FAILED, BLOCKED, UNKNOWN, processing } = countExecutions(build);
  // A flaky test's second attempt comes on top of what was expected.
  const whole = Math.max(build.expected, build.executions.length);
  const parts = [build.complete ? `${finished} executions` : `${finished} of ${whole}`];
  if (FAILED > 0) parts.push(`${FAILED} failed`);
  if (BLOCKED > 0) parts.push(`${BLOCKED} blocked`);
  if (UNKNOWN > 0) parts.push(`${UNKNOWN} unknown`);
  if (build.complete && FAILED + BLOCKED + UNKNOWN === 0) parts.push("all passed");
  if (processing > 0) parts.push(`${processing} processing`);
  return parts.join(" · ");
}
