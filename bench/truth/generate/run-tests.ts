import type { ExecutionStatus } from "@perfecto-bot/domain";
import type { AskedFor } from "./devices.ts";
import { tellFailure, type Cause } from "./failure-causes.ts";
import {
  MINUTE,
  SECOND,
  testLabel,
  type AttemptDraft,
  type BuildDraft,
  type LabDraft,
  type Test,
} from "./lab-draft.ts";
import type { ToldExecution, Version } from "./timeline.ts";

/** How one try of a test ends, and whether it is tried again in this run. */
export interface Try {
  readonly status: Exclude<ExecutionStatus, "UNKNOWN">;
  readonly cause?: Cause;
  readonly again?: boolean;
}

/** A test to run on a platform. `play` says how its try number `turn` (0 is the first) on a device ends. */
export interface Planned {
  readonly test: Test;
  readonly platform: AskedFor;
  readonly play: (turn: number, deviceId: string) => Try;
  /** Runs at the same time as others of its name on its platform, and is no attempt of theirs. */
  readonly beside?: boolean;
}

/** The rhythm of a run. */
export interface Pace {
  readonly startMs: number;
  /** Tests at a time. */
  readonly lanes?: number;
  readonly retry?: "at-once" | "at-end";
  readonly testMs?: readonly [number, number];
  readonly pauseMs?: readonly [number, number];
  readonly processingMs?: readonly [number, number];
  /** The share of tests the lab already shows while they run. */
  readonly shownRunning?: number;
}

const USUAL = { lanes: 4, retry: "at-once", shownRunning: 0 } as const;
const TEST_MS = [20 * SECOND, 70 * SECOND] as const;
const PAUSE_MS = [SECOND, 8 * SECOND] as const;
const PROCESSING_MS = [3 * SECOND, MINUTE] as const;

/** Runs tests in a build; returns when the last one ended, epoch ms. */
export function runTests(lab: LabDraft, build: BuildDraft, planned: readonly Planned[], pace: Pace): number {
  const { lanes, retry } = { ...USUAL, ...pace };
  const [leastPauseMs, mostPauseMs] = pace.pauseMs ?? PAUSE_MS;
  const freeAtMs = Array.from({ length: lanes }, () => pace.startMs);
  const queue = planned.map((one) => ({ planned: one, turn: 0, into: caseOf(build, one), notBeforeMs: 0 }));
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const lane = freeAtMs.indexOf(Math.min(...freeAtMs));
    const readyAtMs = Math.max(freeAtMs[lane] ?? 0, next.notBeforeMs) + lab.random.between(leastPauseMs, mostPauseMs);
    const ended = runOnce(lab, build, next, readyAtMs, pace);
    freeAtMs[lane] = ended.atMs;
    const again = { ...next, turn: next.turn + 1, notBeforeMs: ended.atMs };
    if (ended.again && retry === "at-once") queue.unshift(again);
    if (ended.again && retry === "at-end") queue.push(again);
  }
  return Math.max(...freeAtMs);
}

function caseOf(build: BuildDraft, { test, platform, beside }: Planned): AttemptDraft[] {
  const label = testLabel(test);
  const known = build.cases.find((one) => testLabel(one.test) === label && one.platform === platform.label);
  if (known !== undefined && beside !== true) return known.attempts;
  const fresh = { test, platform: platform.label, attempts: [] };
  build.cases.push(fresh);
  return fresh.attempts;
}

function runOnce(
  lab: LabDraft,
  build: BuildDraft,
  next: { readonly planned: Planned; readonly turn: number; readonly into: AttemptDraft[] },
  readyAtMs: number,
  pace: Pace,
): { readonly atMs: number; readonly again: boolean } {
  const { random, busyUntilMs } = lab;
  const { test, platform, play } = next.planned;
  const tried = new Set(next.into.map(({ deviceId }) => deviceId));
  const others = platform.devices.filter(({ deviceId }) => !tried.has(deviceId));
  const usable = others.length > 0 && random.chance(0.8) ? others : platform.devices;
  const idle = usable.filter(({ deviceId }) => (busyUntilMs.get(deviceId) ?? 0) < readyAtMs);
  const device = random.pick(idle.length > 0 ? idle : usable);
  const { deviceId } = device;
  lab.devices.add(deviceId);
  const startMs = Math.max(readyAtMs, (busyUntilMs.get(deviceId) ?? 0) + SECOND);
  const endMs = startMs + random.between(...(pace.testMs ?? TEST_MS));
  busyUntilMs.set(deviceId, endMs);
  const result = play(next.turn, deviceId);
  if (result.status === "FAILED" && result.again === true) build.triedAgain += 1;
  if (result.status === "FAILED" && result.again !== true && next.turn === 0) build.leftAlone += 1;
  const branch = build.branchNames === undefined ? build.branch : random.pick(build.branchNames);
  const id = [8, 4, 4, 12].map((digits) => random.hex(digits)).join("-");
  const running: ToldExecution = {
    lab: "acme",
    id,
    name: test.name,
    ...(test.parameters === undefined ? {} : { parameters: test.parameters }),
    status: "UNKNOWN",
    externalId: `session-${random.hex(12)}`,
    startedAtMs: startMs,
    job: {
      name: build.job,
      ...(build.number === undefined ? {} : { number: build.number }),
      ...(branch === undefined ? {} : { branch }),
    },
    tags: [],
    platforms: [device],
    videos: [],
    artifacts: [],
  };
  const told = result.cause === undefined ? undefined : tellFailure(random, result.cause, deviceId, endMs);
  const visibleAtMs = endMs + random.between(2 * SECOND, 15 * SECOND);
  const done: Version = {
    fromMs: visibleAtMs,
    settledAtMs: visibleAtMs + random.between(...(pace.processingMs ?? PROCESSING_MS)),
    execution: {
      ...running,
      status: result.status,
      endedAtMs: endMs,
      ...(told === undefined ? {} : { message: told.message }),
    },
    commands: told?.commands ?? [],
  };
  const early: Version = { fromMs: startMs + 5_000, settledAtMs: startMs + 5_000, execution: running, commands: [] };
  const versions = random.chance(pace.shownRunning ?? 0) ? [early, done] : [done];
  next.into.push({ id, startMs, deviceId, cause: result.cause?.id, status: result.status, versions });
  return { atMs: endMs, again: result.again === true };
}
