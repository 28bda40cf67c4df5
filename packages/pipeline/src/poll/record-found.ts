import {
  lineOf,
  type BuildLine,
  type Execution,
  type SplitBuild,
  type LabSubscriptions,
  type TimeWindow,
} from "@perfecto-bot/domain";
import type { SetAside } from "../ports/lab-health.ts";
import type { ExecutionsAnswer } from "../ports/lab.ts";
import { needsLooks } from "./needs-looks.ts";
import type { PollParts } from "./poll-parts.ts";
import { recordExecutions } from "./record-executions.ts";
import type { SetAsides } from "./set-asides.ts";

/** What discovery found in a window, and by what it is judged. */
export interface Found {
  readonly answer: ExecutionsAnswer;
  readonly window: TimeWindow;
  readonly subscriptions: LabSubscriptions;
  readonly aside: SetAsides;
}

/**
 * Records what was found job by job and opens the builds that need looks. A job that cannot be recorded holds up no other:
 * it is set aside. Answers which of those that were set aside can be recorded again.
 */
export async function recordFound(parts: PollParts, found: Found): Promise<readonly SetAside[]> {
  const { answer, window, aside } = found;
  const healed: SetAside[] = [];
  for (const [job, executions] of Map.groupBy(answer.executions, jobOf)) {
    const known = aside.find("recording", job);
    if (known !== undefined && !aside.isDue(known)) {
      await aside.widen(known, window.fromMs);
      continue;
    }
    try {
      await recordJob(parts, found, executions);
      if (known !== undefined) healed.push(known);
    } catch (error) {
      await aside.fail({ kind: "recording", job, sinceMs: window.fromMs }, error);
    }
  }
  return healed;
}

async function recordJob(
  parts: PollParts,
  { answer, subscriptions }: Found,
  executions: readonly Execution[],
): Promise<void> {
  const nowMs = parts.now();
  const updates = await recordExecutions(parts, answer, executions, (line, build) =>
    isInteresting(parts, subscriptions, line, build, nowMs),
  );
  for (const [key, { picture }] of updates) {
    if (!needsLooks(parts, picture)) continue;
    await parts.schedule.dueBy("track", key, nowMs);
    await parts.signals.track(key);
  }
}

/** What names no job is one lot. */
function jobOf(execution: Execution): string {
  const line = lineOf(execution);
  return line.kind === "job" ? line.job : "";
}

/** Whether somebody subscribed to a build, and it did not end before every such subscription began. */
function isInteresting(
  { policy }: PollParts,
  subscriptions: LabSubscriptions,
  line: BuildLine,
  { executions }: Pick<SplitBuild, "executions">,
  nowMs: number,
): boolean {
  const job = line.kind === "job" ? line.job : undefined;
  const lastMs = lastSignOf(executions, nowMs) + policy.quietPeriodMs;
  return subscriptions.covering(job).some((one) => one.paused === undefined && lastMs >= one.startsAtMs);
}

/** When a set of executions last showed life, epoch ms. */
function lastSignOf(executions: readonly Execution[], nowMs: number): number {
  const signs = executions.map(({ startedAtMs, endedAtMs }) => endedAtMs ?? startedAtMs ?? nowMs);
  return signs.reduce((a, b) => Math.max(a, b), 0);
}
