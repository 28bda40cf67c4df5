import { nameKey, testKey, type TestKey } from "../build/test-identity.ts";
import type { Execution } from "../execution.ts";
import { platformLabel, type DevicePlatform } from "../platform.ts";

/** How one device did in one build, compared with the others that ran the same tests. Counts are of distinct tests. */
export interface DeviceEvidence {
  readonly deviceId: string;
  /** The device's model and system as people read them. */
  readonly label: string;
  /** Tests that failed on it and passed on others: in a retry, at the same time or on another platform. */
  readonly failedAlone: number;
  /** Tests that failed on it and on others too. */
  readonly failedToo: number;
  readonly passed: number;
  /** Short marks of the tests that failed alone, so that a test that does so in many builds counts as one. */
  readonly aloneMarks?: readonly string[];
}

/** Where a larger share of the others fails a test too, it is not this device's trouble. */
const MOST_FAILING_PEERS = 1 / 3;

/**
 * How each device did in one build, in order of first appearance. Only tests on a single, known device count, by the last
 * verdict on each device. A failure is a device's own where another device passed the test, hardly any other failed it,
 * and of those with the same major version of the system, where there are any, one passed: else it may be the system's.
 */
export function deviceEvidence(
  executions: readonly Execution[],
  passedBefore: ReadonlySet<TestKey> = new Set(),
): readonly DeviceEvidence[] {
  const runs = executions.flatMap(runOf);
  const tests = Map.groupBy(runs, ({ test }) => test);
  const kept = new Map<string, { label: string; alone: string[]; failedToo: number; passed: number }>();
  for (const [test, all] of tests) {
    const last = lastOnEach(all);
    for (const run of last) {
      const { deviceId, platform } = run;
      const device = kept.get(deviceId) ?? { label: platformLabel(platform), alone: [], failedToo: 0, passed: 0 };
      kept.set(deviceId, device);
      const peers = last.filter((other) => other !== run);
      if (run.passed) device.passed += 1;
      else if (peers.length === 0 ? passedBefore.has(run.key) : isOwn(run, peers)) device.alone.push(markOf(test));
      else if (peers.some(({ passed }) => !passed)) device.failedToo += 1;
    }
  }
  return [...kept].map(([deviceId, { label, alone, failedToo, passed }]) => ({
    deviceId,
    label,
    failedAlone: alone.length,
    failedToo,
    passed,
    aloneMarks: alone,
  }));
}

interface Run {
  readonly test: string;
  readonly key: TestKey;
  readonly deviceId: string;
  readonly platform: DevicePlatform;
  readonly passed: boolean;
  readonly atMs: number;
}

function runOf(execution: Execution): readonly Run[] {
  const { status, platforms, startedAtMs, endedAtMs } = execution;
  const [platform] = platforms;
  if (platforms.length !== 1 || platform?.kind !== "device" || platform.deviceId === undefined) return [];
  if (status !== "PASSED" && status !== "FAILED") return [];
  const atMs = startedAtMs ?? endedAtMs ?? Number.NEGATIVE_INFINITY;
  return [
    {
      test: nameKey(execution),
      key: testKey(execution),
      deviceId: platform.deviceId,
      platform,
      passed: status === "PASSED",
      atMs,
    },
  ];
}

function lastOnEach(runs: readonly Run[]): readonly Run[] {
  return [...Map.groupBy(runs, ({ deviceId }) => deviceId).values()].map((all) =>
    all.reduce((last, run) => (run.atMs >= last.atMs ? run : last)),
  );
}

function isOwn({ platform }: Run, peers: readonly Run[]): boolean {
  const failing = peers.filter(({ passed }) => !passed).length;
  const alike = peers.filter((peer) => systemOf(peer.platform) === systemOf(platform));
  return (
    failing < peers.length &&
    failing <= MOST_FAILING_PEERS * peers.length &&
    (alike.length === 0 || alike.some(({ passed }) => passed))
  );
}

function systemOf({ os, osVersion }: DevicePlatform): string {
  return `${os ?? ""} ${osVersion?.split(".", 1)[0] ?? ""}`;
}

/** FNV-1a in base 36 (http://www.isthe.com/chongo/tech/comp/fnv/). */
function markOf(text: string): string {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return (value >>> 0).toString(36);
}
