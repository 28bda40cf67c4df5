/** What earlier builds of a job and branch tell of the next one. */
export interface JobHabits {
  /** How many tests × platforms a build usually has. */
  readonly usualTotal?: number;
  /** The longest it took, lately, from seeing a failure to seeing its retry, in ms. Absent where the job is not known to retry. */
  readonly retriesWithinMs?: number;
}

/** What is remembered of a build that ended. */
export interface BuildShape {
  readonly total: number;
  /** As in {@link JobHabits}, of this build; absent where nothing that failed was run again. */
  readonly retriedWithinMs?: number;
}

const BUILDS_LOOKED_AT = 10;
const FEWEST_FOR_TOTAL = 2;

/** The habits of a job, by its last ten builds; `builds` are newest first. */
export function jobHabits(builds: readonly BuildShape[]): JobHabits {
  const latest = builds.slice(0, BUILDS_LOOKED_AT);
  const totals = latest.map(({ total }) => total).toSorted((a, b) => a - b);
  const usualTotal = totals.length < FEWEST_FOR_TOTAL ? undefined : totals[Math.floor((totals.length - 1) / 2)];
  const spans = latest.map(({ retriedWithinMs }) => retriedWithinMs).filter((span) => span !== undefined);
  return {
    ...(usualTotal === undefined ? {} : { usualTotal }),
    ...(spans.length === 0 ? {} : { retriesWithinMs: spans.reduce((a, b) => Math.max(a, b)) }),
  };
}
