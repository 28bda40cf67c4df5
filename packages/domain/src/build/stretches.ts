import type { Execution } from "../execution.ts";
import { CI_RUNS_QUIET, type CiSignal } from "./ci-signal.ts";
import { LONGEST_PAUSE_MS } from "./decide-again.ts";

/** An execution and when it was first seen, epoch ms, which stands in for a start that the lab did not tell. */
export interface SeenExecution {
  readonly execution: Execution;
  readonly seenAtMs: number;
}

/** What ran without a long pause. */
export interface Stretch {
  /** In order of start. */
  readonly executions: readonly Execution[];
  /** What CI told of it, where it told that something began or ended here. */
  readonly ci?: CiSignal;
  readonly startMs: number;
  readonly endMs: number;
}

interface Timed {
  readonly execution: Execution;
  readonly startMs: number;
  readonly endMs: number;
}

/** All executions as one stretch. */
export function oneStretch(executions: readonly SeenExecution[], ci: readonly CiSignal[]): readonly Stretch[] {
  return executions.length === 0 ? [] : [stretchOf(executions.map(timesOf).toSorted(byStart), ci[0])];
}

/**
 * Cuts at CI's announcements, and at pauses: longer than a quiet period, or, while CI said that the build runs, so long
 * that CI may have died. In order of start, the same whatever order all of it came in.
 */
export function stretchesOf(
  executions: readonly SeenExecution[],
  ci: readonly CiSignal[],
  quietPeriodMs: number,
): readonly Stretch[] {
  const announced = ci.filter(({ startedAtMs }) => startedAtMs !== undefined).toSorted(byTime);
  const ended = ci.filter(({ startedAtMs }) => startedAtMs === undefined).toSorted(byTime);
  const timed = executions.map(timesOf).toSorted(byStart);
  const groups = Map.groupBy(timed, ({ startMs }) => announcementOf(startMs, announced, quietPeriodMs));
  const all = [undefined, ...announced].flatMap((told) => cutAtPauses(groups.get(told) ?? [], told, quietPeriodMs));
  return ended.reduce(withEnd, all);
}

/** The announcement that an execution ran under: the last before it began, with some room for clocks that differ. */
function announcementOf(startMs: number, announced: readonly CiSignal[], quietPeriodMs: number): CiSignal | undefined {
  return announced.findLast(({ startedAtMs = 0 }, at) => {
    if (startMs >= startedAtMs) return true;
    const before = announced[at - 1];
    const isFree = at === 0 || (before?.finishedAtMs !== undefined && startMs > before.finishedAtMs);
    return isFree && startMs > startedAtMs - quietPeriodMs;
  });
}

/** What CI told belongs to the first part: of what comes after a pause it said nothing. */
function cutAtPauses(group: readonly Timed[], told: CiSignal | undefined, quietPeriodMs: number): readonly Stretch[] {
  const parts: Timed[][] = told === undefined ? [] : [[]];
  let endMs = told?.startedAtMs ?? Number.NEGATIVE_INFINITY;
  for (const timed of group) {
    const part = parts.at(-1);
    // Behind a cut CI's word counts no more, as it does not for whoever looks from there on.
    const saying = parts.length > 1 ? undefined : told;
    const allowedMs = part?.length === 0 ? LONGEST_PAUSE_MS : allowedPauseMs(saying, timed.startMs, quietPeriodMs);
    if (part !== undefined && timed.startMs - endMs <= allowedMs) part.push(timed);
    else parts.push([timed]);
    endMs = Math.max(endMs, timed.endMs);
  }
  return parts.map((part, index) => stretchOf(part, index === 0 ? told : undefined));
}

function allowedPauseMs(told: CiSignal | undefined, startMs: number, quietPeriodMs: number): number {
  if (told === undefined) return quietPeriodMs;
  if (told.finishedAtMs === undefined) return CI_RUNS_QUIET * quietPeriodMs;
  return startMs <= told.finishedAtMs ? Number.POSITIVE_INFINITY : quietPeriodMs;
}

/** CI said only that something ended: that is what last began before. Where nothing did, it says nothing. */
function withEnd(stretches: readonly Stretch[], told: CiSignal): readonly Stretch[] {
  if (stretches.length === 0) return [stretchOf([], told)];
  // Where the lab dates everything after the end that CI told, their clocks differ.
  const index = Math.max(
    0,
    stretches.findLastIndex(({ startMs }) => startMs <= (told.finishedAtMs ?? 0)),
  );
  const stretch = stretches[index];
  return stretch === undefined || stretch.ci !== undefined
    ? stretches
    : stretches.with(index, { ...stretch, ci: told });
}

function stretchOf(timed: readonly Timed[], ci: CiSignal | undefined): Stretch {
  const startMs = timed[0]?.startMs ?? ci?.startedAtMs ?? ci?.finishedAtMs ?? 0;
  return {
    executions: timed.map(({ execution }) => execution),
    ...(ci === undefined ? {} : { ci }),
    startMs,
    endMs: timed.reduce((last, { endMs }) => Math.max(last, endMs), startMs),
  };
}

/** What has not ended is taken to have ended at once: many a session that crashed never does. */
function timesOf({ execution, seenAtMs }: SeenExecution): Timed {
  const startMs = execution.startedAtMs ?? execution.endedAtMs ?? seenAtMs;
  return { execution, startMs, endMs: Math.max(startMs, execution.endedAtMs ?? startMs) };
}

function byStart(a: Timed, b: Timed): number {
  return a.startMs - b.startMs || byText(a.execution.id, b.execution.id);
}

/** Ties are broken by everything that was said, so that the order of a list never counts. */
function byTime(a: CiSignal, b: CiSignal): number {
  const order = timeOf(a) - timeOf(b) || (a.attempt ?? 0) - (b.attempt ?? 0);
  return order || byText(JSON.stringify(a), JSON.stringify(b));
}

function timeOf({ startedAtMs, finishedAtMs }: CiSignal): number {
  return startedAtMs ?? finishedAtMs ?? 0;
}

function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
