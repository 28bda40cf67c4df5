/** What CI told through the hook about one attempt of a build. Times are when it was told, epoch ms. */
export interface CiSignal {
  /** Which attempt it is, from 1, where CI says. */
  readonly attempt?: number;
  readonly startedAtMs?: number;
  readonly finishedAtMs?: number;
  /** How many tests CI expects in all. */
  readonly expected?: number;
  /** The names of the tests that CI expects, in place of their count. */
  readonly tests?: readonly string[];
  /** The revision that is tested. */
  readonly commit?: string;
  /** The CI run's page. */
  readonly url?: string;
}

/** One call of the hook, as far as it concerns attempts. */
export interface CiReported extends Omit<CiSignal, "startedAtMs" | "finishedAtMs"> {
  readonly state: "started" | "finished";
  /** When it was told, epoch ms. */
  readonly atMs: number;
}

/** While CI says that a build runs, so many quiet periods of silence are no end: after them CI may have died. */
export const CI_RUNS_QUIET = 20;
/** `started` so long after `started` is the next scheduled build: CI never said that the one before ended. */
const FORGOTTEN_MS = 12 * 60 * 60_000;
/** Only so many attempts are kept; older ones are forgotten. */
const MOST_ATTEMPTS = 20;

/**
 * Adds a report to what CI told before, attempts in order of their first report. Saying something again changes
 * nothing: `started` of an attempt that runs, and `finished` within a quiet period after `finished`. A later one, and
 * `started` after `finished`, are of a new attempt, unless the report says which one it means.
 */
export function noteCiReport(
  attempts: readonly CiSignal[],
  report: CiReported,
  quietPeriodMs: number,
): readonly CiSignal[] {
  const index = indexOfReported(attempts, report, quietPeriodMs);
  const known = attempts[index] ?? {};
  const next = withReport(known, report);
  return (index < 0 ? [...attempts, next] : attempts.with(index, next)).slice(-MOST_ATTEMPTS);
}

/** Whether CI said of an attempt that it began and did not say that it ended. */
export function isSaidToRun(ci: CiSignal | undefined): boolean {
  return ci?.startedAtMs !== undefined && ci.finishedAtMs === undefined;
}

/** How many tests CI expects, by its list or its count. */
export function expectedTests(ci: CiSignal | undefined): number | undefined {
  return ci?.tests?.length ?? ci?.expected;
}

function indexOfReported(attempts: readonly CiSignal[], report: CiReported, quietPeriodMs: number): number {
  if (report.attempt !== undefined) {
    const same = attempts.findLastIndex(({ attempt }) => attempt === report.attempt);
    if (same >= 0 && same === attempts.length - 1 && beginsAnew(attempts.at(-1), report, quietPeriodMs)) return -1;
    // What was told without a number was the attempt that ran then.
    if (same >= 0 || attempts.some(({ attempt }) => attempt !== undefined)) return same;
    return report.attempt === 1 || isSaidToRun(attempts.at(-1)) ? attempts.length - 1 : -1;
  }
  const last = attempts.at(-1);
  if (last?.finishedAtMs === undefined) {
    const isForgotten = report.state === "started" && report.atMs - (last?.startedAtMs ?? report.atMs) >= FORGOTTEN_MS;
    return isForgotten ? -1 : attempts.length - 1;
  }
  const isRepeated = report.state === "finished" && report.atMs - last.finishedAtMs < quietPeriodMs;
  return isRepeated ? attempts.length - 1 : -1;
}

/** The first attempt starts a while after it had ended: where numbers repeat, that is the next build. */
function beginsAnew(last: CiSignal | undefined, { state, atMs, attempt }: CiReported, quietPeriodMs: number): boolean {
  if (attempt !== 1 || state !== "started" || last?.finishedAtMs === undefined) return false;
  return last.finishedAtMs >= (last.startedAtMs ?? 0) && atMs - last.finishedAtMs > quietPeriodMs;
}

function withReport(known: CiSignal, { state, atMs, ...told }: CiReported): CiSignal {
  const said: CiSignal = { ...known, ...told };
  return state === "started"
    ? { ...said, startedAtMs: known.startedAtMs ?? atMs }
    : { ...said, finishedAtMs: known.finishedAtMs ?? atMs };
}

/** Joins what two places know of CI's attempts, in order of time; what both know counts once. */
export function joinCi(a: readonly CiSignal[], b: readonly CiSignal[]): readonly CiSignal[] {
  const joined = new Map<number, CiSignal>();
  for (const one of [...a, ...b]) {
    const atMs = one.startedAtMs ?? one.finishedAtMs ?? 0;
    joined.set(atMs, { ...joined.get(atMs), ...one });
  }
  return [...joined].toSorted(([one], [other]) => one - other).map(([, signal]) => signal);
}
