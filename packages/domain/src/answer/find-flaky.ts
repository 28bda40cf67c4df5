import { nameKey, testLabel } from "../build/test-identity.ts";
import { testResults } from "../build/test-results.ts";
import type { Execution } from "../execution.ts";
import { platformsLabel } from "../platform.ts";
import { buildRuns, type BuildRun } from "./build-runs.ts";
import { compareLabels, compareNatural } from "./compare-natural.ts";
import { flakyEvidence } from "./flaky-evidence.ts";
import { type BuildOfHistory, type HistoryJudgement, judgeHistory, type Instability } from "./judge-history.ts";
import { orderRows } from "./order-rows.ts";

/** One history in which a test was flaky: a platform, in a job and branch. */
export interface FlakyPlatform extends Instability {
  readonly platform: string;
  readonly job?: string;
  readonly branch?: string;
  /** In words: "passed and failed in builds 12 and 15; 6 flips in 20 runs". */
  readonly evidence: string;
  /** Its newest failed execution. */
  readonly lastFailed: Execution;
}

/** A test that was flaky somewhere. */
export interface FlakyTest {
  readonly lab: string;
  readonly test: string;
  /** That of its most unstable platform, 0 to 1. */
  readonly score: number;
  /** Decided runs on the platforms below. */
  readonly runs: number;
  /** Where it is flaky, the most unstable first. */
  readonly platforms: readonly FlakyPlatform[];
}

/** Flaky tests, and how many histories were looked at to find them. */
export interface FlakyFindings {
  readonly tests: readonly FlakyTest[];
  /** Tests × platforms × jobs × branches seen. */
  readonly histories: number;
  /** Histories with fewer than four decided runs: nothing is said of them. */
  readonly tooFew: number;
  /** Histories that changed and stayed changed, and are not flaky: regressions and fixes. */
  readonly changedForGood: number;
}

/**
 * The unstable tests among the executions of a window. A history is what one test did on one platform in one job and
 * branch, build after build; four runs that passed or failed are the least that is judged. Two signs are counted:
 *
 * 1. It passed and failed within one build, so with the same code, which is what flaky means
 *    (https://testing.googleblog.com/2016/05/flaky-tests-at-google-and-how-we.html). Share: such builds of all builds.
 * 2. It flips between PASSED and FAILED from one build to the next: the flip rate, changes relative to transitions,
 *    which ranks tests as people would
 *    (https://2020.icse-conferences.org/details/icse-2020-Software-Engineering-in-Practice/2/Modeling-and-Ranking-Flaky-Tests-at-Apple).
 *    Builds of the first sign are left out of it, so that nothing counts twice.
 *
 * Unlike the plain flip rate, a change that lasted does not count: with the same result three times or more on either
 * side of it, or up to the window's edge, it is a regression or a fix. So a test that fails from some build on is never
 * flaky by that alone, and a single failure between passes is. The score joins both shares as 1 − (1 − a)(1 − b).
 *
 * Highest score first, then most runs, then name in natural order. `builds` are those of the executions, where more is known
 * of them than the executions tell.
 */
export function findFlaky(
  executions: readonly Execution[],
  builds: readonly BuildRun[] = buildRuns(executions),
): FlakyFindings {
  const histories = [...historiesOf(builds).values()].map((history) => ({
    history,
    judgement: judgeHistory(history),
  }));
  const found = histories.flatMap(({ history, judgement }) =>
    judgement.kind === "judged" && judgement.instability.score > 0
      ? placed(
          history.flatMap((build) => build.executions),
          judgement.instability,
        )
      : [],
  );
  const tests = Map.groupBy(found, ({ lastFailed }) => JSON.stringify([lastFailed.lab, nameKey(lastFailed)]));
  return {
    tests: [...tests.values()]
      .flatMap(joined)
      .toSorted((a, b) => byEvidence(a, b) || compareNatural(a.test, b.test) || compareNatural(a.lab, b.lab)),
    histories: histories.length,
    tooFew: histories.filter(({ judgement }) => judgement.kind === "too-few").length,
    changedForGood: histories.filter(({ judgement }) => changedForGood(judgement)).length,
  };
}

function changedForGood(judgement: HistoryJudgement): boolean {
  return judgement.kind === "judged" && judgement.instability.score === 0 && judgement.instability.lastingChanges > 0;
}

/** What each test did on each platform in a job and branch, build after build. */
function historiesOf(builds: readonly BuildRun[]): ReadonlyMap<string, readonly BuildOfHistory[]> {
  const histories = new Map<string, BuildOfHistory[]>();
  for (const { ref, executions } of builds) {
    for (const result of testResults(executions)) {
      const key = JSON.stringify([ref.lab, ref.job, ref.branch, result.key]);
      const history = histories.get(key) ?? [];
      history.push({ ref, executions: result.executions });
      histories.set(key, history);
    }
  }
  return histories;
}

/** A history with a score above 0 has failed at least once. */
function placed(history: readonly Execution[], instability: Instability): readonly FlakyPlatform[] {
  const lastFailed = orderRows(history).find(({ status }) => status === "FAILED");
  if (lastFailed === undefined) return [];
  const { platforms, job } = lastFailed;
  return [
    {
      ...instability,
      platform: platformsLabel(platforms),
      ...(job === undefined ? {} : { job: job.name }),
      ...(job?.branch === undefined ? {} : { branch: job.branch }),
      evidence: flakyEvidence(instability),
      lastFailed,
    },
  ];
}

function joined(found: readonly FlakyPlatform[]): readonly FlakyTest[] {
  const platforms = found.toSorted(
    (a, b) =>
      byEvidence(a, b) ||
      compareNatural(a.platform, b.platform) ||
      compareLabels(a.job, b.job) ||
      compareLabels(a.branch, b.branch),
  );
  const [worst] = platforms;
  if (worst === undefined) return [];
  const { lab } = worst.lastFailed;
  const runs = platforms.reduce((sum, platform) => sum + platform.runs, 0);
  return [{ lab, test: testLabel(worst.lastFailed), score: worst.score, runs, platforms }];
}

type Ranked = Pick<Instability, "score" | "runs">;

function byEvidence(a: Ranked, b: Ranked): number {
  return b.score - a.score || b.runs - a.runs;
}
