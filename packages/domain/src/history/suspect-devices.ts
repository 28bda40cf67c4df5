import { compareNatural } from "../answer/compare-natural.ts";
import { binomialTail } from "./binomial-tail.ts";
import type { DeviceEvidence } from "./device-evidence.ts";

/** What one build of a job told of a device. */
export interface JobDeviceEvidence extends DeviceEvidence {
  readonly job: string;
  /** The build's start, epoch ms. */
  readonly startMs: number;
}

/** A device that fails what passes on others, far more often than others do. */
export interface SuspectDevice {
  readonly deviceId: string;
  /** As the newest evidence names it. */
  readonly label: string;
  /** Tests that failed on it alone, counted in every build. */
  readonly failedAlone: number;
  /** Tests that ran on it, counted in every build. */
  readonly ran: number;
  /** Where tests failed on it alone, in natural order. */
  readonly jobs: readonly string[];
  /** "9 of 11 tests failed on it and passed on other devices, in 2 jobs; on those it is 3 of 100". */
  readonly reason: string;
}

/** How much is needed to suspect a device. */
export interface SuspicionOptions {
  /** The least share of its tests that failed on it alone, 0 to 1. */
  readonly leastShare?: number;
  /** How likely it may be at most that chance alone makes any device of the lab suspect, 0 to 1. */
  readonly mostChance?: number;
}

const LEAST_SHARE = 0.6;
const MOST_CHANCE = 0.05;
const FEWEST_TESTS = 3;
const FEWEST_JOBS = 2;
/** So many different tests need no second job. */
const ENOUGH_TESTS = 5;

/**
 * The devices to look at, by evidence of builds of any jobs; the most certain first. Three conditions, all needed:
 *
 * 1. At least three different tests failed on it alone, in two jobs, or five.
 * 2. They are at least 60 % of the tests that failed alone or passed on it. Tests that others fail too say nothing.
 * 3. Chance does not explain it. Tests fail alone on healthy devices as well, where a suite is flaky: at the pooled rate of
 *    all other devices (with one more failure and one more pass, so that it is never 0), so many failures or more are as
 *    likely as the tail of a binomial distribution says. Times the number of devices, since each was looked at
 *    (https://en.wikipedia.org/wiki/Bonferroni_correction), that is at most 5 %.
 */
export function suspectDevices(
  evidence: readonly JobDeviceEvidence[],
  { leastShare = LEAST_SHARE, mostChance = MOST_CHANCE }: SuspicionOptions = {},
): readonly SuspectDevice[] {
  const devices = [...Map.groupBy(evidence, ({ deviceId }) => deviceId)].map(([id, all]) => summed(id, all));
  const all = { alone: total(devices, "failedAlone"), compared: total(devices, "compared") };
  return devices
    .flatMap((device) => {
      const peers = { alone: all.alone - device.failedAlone, compared: all.compared - device.compared };
      if (!isEnough(device) || device.failedAlone < leastShare * device.compared) return [];
      const rate = (peers.alone + 1) / (peers.compared + 2);
      const chance = binomialTail(device.failedAlone, device.compared, rate) * devices.length;
      return chance <= mostChance ? [{ device, peers, chance }] : [];
    })
    .toSorted((a, b) => a.chance - b.chance || compareNatural(a.device.deviceId, b.device.deviceId))
    .map(({ device: { deviceId, label, failedAlone, ran, jobs }, peers }) => ({
      deviceId,
      label,
      failedAlone,
      ran,
      jobs,
      reason: inWords(failedAlone, ran, jobs.length, peers),
    }));
}

interface Summed extends Omit<SuspectDevice, "reason"> {
  /** Tests that failed alone or passed: those that tell it from others. */
  readonly compared: number;
  /** How many different tests failed alone. */
  readonly distinct: number;
}

function summed(deviceId: string, all: readonly JobDeviceEvidence[]): Summed {
  const newest = all.reduce((a, b) => (b.startMs > a.startMs ? b : a));
  const alone = all.filter(({ failedAlone }) => failedAlone > 0);
  const failedAlone = total(all, "failedAlone");
  const compared = failedAlone + total(all, "passed");
  return {
    deviceId,
    label: newest.label,
    failedAlone,
    compared,
    ran: compared + total(all, "failedToo"),
    jobs: [...new Set(alone.map(({ job }) => job))].toSorted(compareNatural),
    distinct: distinctIn(alone),
  };
}

/** Without marks every failure is taken for another test. */
function distinctIn(alone: readonly JobDeviceEvidence[]): number {
  const marked = alone.filter(({ aloneMarks }) => aloneMarks !== undefined);
  const marks = new Set(marked.flatMap(({ job, aloneMarks = [] }) => aloneMarks.map((mark) => `${job} ${mark}`)));
  return (
    marks.size +
    total(
      alone.filter(({ aloneMarks }) => aloneMarks === undefined),
      "failedAlone",
    )
  );
}

function isEnough({ distinct, jobs }: Summed): boolean {
  return distinct >= FEWEST_TESTS && (jobs.length >= FEWEST_JOBS || distinct >= ENOUGH_TESTS);
}

function inWords(
  alone: number,
  ran: number,
  jobs: number,
  peers: { readonly alone: number; readonly compared: number },
): string {
  const where = jobs === 1 ? "1 job" : `${jobs} jobs`;
  return `${alone} of ${ran} tests failed on it and passed on other devices, in ${where}; on those it is ${peers.alone} of ${peers.compared}`;
}

function total<Key extends string>(all: readonly Readonly<Record<Key, number>>[], key: Key): number {
  return all.reduce((sum, one) => sum + one[key], 0);
}
