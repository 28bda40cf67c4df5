import type { BuildRef } from "../build-ref.ts";
import { testResults } from "../build/test-results.ts";
import type { Execution } from "../execution.ts";
import type { FilterKey } from "../filter.ts";
import { buildRuns, type BuildRun } from "./build-runs.ts";
import { compareLabels } from "./compare-natural.ts";
import { countStatuses, type StatusCounts } from "./count-statuses.ts";
import { groupByLabel } from "./group-by-label.ts";

/** Executions counted, and the share of them that passed. */
export interface PassRate extends StatusCounts {
  /** passed / (passed + failed), 0 to 1: blocked and unknown ones are no verdict. Absent where nothing was decided. */
  readonly passRate?: number;
}

/** How a build went. */
export interface BuildRate extends PassRate {
  readonly ref: BuildRef;
  /** Absent where the lab knows no number: a build of one driver session. */
  readonly number?: number;
  readonly branch?: string;
  /** Epoch ms; absent where no execution of it has a start. */
  readonly startMs?: number;
}

/** One line of a trend: a value of the key it is split by, or what is left. */
export interface RateSeries {
  /** `rest` joins the values beyond the greatest; an execution with several of them counts once. */
  readonly kind: "value" | "rest";
  /** The value as `groupExecutions` names it; undefined for "none", and for the rest. */
  readonly label: string | undefined;
  /** How many values it stands for. */
  readonly values: number;
  /** Executions of the series over all builds. */
  readonly all: PassRate;
  /** One for each of `PassRates.builds`, in their order; total 0 where the build has none. */
  readonly points: readonly PassRate[];
}

/** The trend of a job. */
export interface PassRates {
  /** In order of start. */
  readonly builds: readonly BuildRate[];
  /** The executions of all builds together. */
  readonly all: PassRate;
  /** Most executions first, then label in natural order, the rest last; empty where it was not asked to split. */
  readonly series: readonly RateSeries[];
}

/**
 * Pass rates of the builds that these executions belong to, usually of one job; each test counts once for each platform,
 * by its latest attempt, as on a build's card. With `split`, also a series for each of the `top` values of `by` with the most executions, and one for the rest.
 * `builds` are those of the executions, where more is known of them than the executions tell.
 */
export function passRates(
  executions: readonly Execution[],
  split?: { readonly by: FilterKey; readonly top: number },
  builds: readonly BuildRun[] = buildRuns(executions),
): PassRates {
  const runs = builds.map((run) => ({ ...run, executions: latestOf(run.executions) }));
  const counting = runs.flatMap((run) => run.executions);
  return {
    builds: runs.map(buildRate),
    all: rateOf(counting),
    series: split === undefined ? [] : seriesOf(counting, runs, split),
  };
}

function latestOf(executions: readonly Execution[]): readonly Execution[] {
  return testResults(executions).map(({ latest }) => latest);
}

function buildRate({ ref, startMs, executions }: BuildRun): BuildRate {
  return {
    ref,
    ...(ref.kind === "job" ? { number: ref.number } : {}),
    ...(ref.branch === undefined ? {} : { branch: ref.branch }),
    ...(startMs === undefined ? {} : { startMs }),
    ...rateOf(executions),
  };
}

function seriesOf(
  executions: readonly Execution[],
  runs: readonly BuildRun[],
  { by, top }: { readonly by: FilterKey; readonly top: number },
): readonly RateSeries[] {
  const groups = [...groupByLabel(executions, by)].toSorted(
    ([a, ours], [b, theirs]) => theirs.length - ours.length || compareLabels(a, b),
  );
  const rest = groups.slice(top);
  const one = (part: Omit<RateSeries, "all" | "points">, members: readonly Execution[]): RateSeries => {
    const within = new Set(members);
    const points = runs.map((run) => rateOf(run.executions.filter((execution) => within.has(execution))));
    return { ...part, all: rateOf([...within]), points };
  };
  return [
    ...groups.slice(0, top).map(([label, members]) => one({ kind: "value", label, values: 1 }, members)),
    ...(rest.length === 0
      ? []
      : [
          one(
            { kind: "rest", label: undefined, values: rest.length },
            rest.flatMap(([, members]) => members),
          ),
        ]),
  ];
}

function rateOf(executions: readonly Execution[]): PassRate {
  const counts = countStatuses(executions);
  const decided = counts.passed + counts.failed;
  return decided === 0 ? counts : { ...counts, passRate: counts.passed / decided };
}
