import type { TestKey } from "../build/test-identity.ts";
import { testResults, type TestResult } from "../build/test-results.ts";
import { wentWrong, type Execution } from "../execution.ts";
import { compareNatural } from "./compare-natural.ts";
import { countStatuses, type StatusCounts } from "./count-statuses.ts";

/** What became of a test on a platform from one build to another; exactly one holds. */
export type ComparisonKind =
  /** Passed in base; failed or blocked in the other. */
  | "newlyFailing"
  /** Failed or blocked in base; passed in the other. */
  | "fixed"
  /** Failed or blocked in both. */
  | "stillFailing"
  /** Passed in both. */
  | "stillPassing"
  /** In base, not in the other. */
  | "missing"
  /** In the other, not in base; it may have failed there. */
  | "added"
  /** In both, in one of them without a verdict. */
  | "undecided";

/** A test on a platform in two builds. */
export interface ComparedTest {
  readonly kind: ComparisonKind;
  readonly test: string;
  readonly platform: string;
  /** The attempt that counts in the base build. */
  readonly base?: Execution;
  /** The attempt that counts in the other build. */
  readonly other?: Execution;
  /** In words: "was PASSED in run 2 of 2, is FAILED". */
  readonly reason: string;
  /** The builds in which it failed and then passed at a later attempt, which counts as passed. */
  readonly flakyIn: readonly ("base" | "other")[];
}

/** Two builds side by side. Lists are ordered by FAILED before BLOCKED before the rest, then test and platform. */
export interface BuildComparison extends Readonly<Record<ComparisonKind, readonly ComparedTest[]>> {
  /** Failed and then passed within one of the builds. Each stands in the list of its kind too. */
  readonly flaky: readonly ComparedTest[];
  /** Each list by status, FAILED apart from BLOCKED: in base where it is fixed or missing, else in the other build. */
  readonly counts: Readonly<Record<ComparisonKind, StatusCounts>>;
  /** Tests × platforms of each build by the attempt that counts. */
  readonly totals: { readonly base: StatusCounts; readonly other: StatusCounts };
}

interface Pair {
  readonly test: string;
  readonly platform: string;
  readonly base?: TestResult;
  readonly other?: TestResult;
}

/** Compares the executions of two builds by test and platform; what counts in each is told by `testResults`. */
export function compareBuilds(base: readonly Execution[], other: readonly Execution[]): BuildComparison {
  const before = testResults(base);
  const after = testResults(other);
  const rows = pair(before, after).map(compared).toSorted(compareRows);
  const of = (kind: ComparisonKind): readonly ComparedTest[] => rows.filter((row) => row.kind === kind);
  const lists = {
    newlyFailing: of("newlyFailing"),
    fixed: of("fixed"),
    stillFailing: of("stillFailing"),
    stillPassing: of("stillPassing"),
    missing: of("missing"),
    added: of("added"),
    undecided: of("undecided"),
  };
  return {
    ...lists,
    flaky: rows.filter(({ flakyIn }) => flakyIn.length > 0),
    counts: {
      newlyFailing: countTold(lists.newlyFailing),
      fixed: countTold(lists.fixed),
      stillFailing: countTold(lists.stillFailing),
      stillPassing: countTold(lists.stillPassing),
      missing: countTold(lists.missing),
      added: countTold(lists.added),
      undecided: countTold(lists.undecided),
    },
    totals: {
      base: countStatuses(before.map(({ latest }) => latest)),
      other: countStatuses(after.map(({ latest }) => latest)),
    },
  };
}

function pair(before: readonly TestResult[], after: readonly TestResult[]): readonly Pair[] {
  const pairs = new Map<TestKey, Pair>();
  for (const base of before) pairs.set(base.key, { test: base.test, platform: base.platform, base });
  for (const other of after) {
    pairs.set(other.key, { ...pairs.get(other.key), test: other.test, platform: other.platform, other });
  }
  return [...pairs.values()];
}

function compared({ test, platform, base, other }: Pair): ComparedTest {
  return {
    kind: kindOf(base?.latest, other?.latest),
    test,
    platform,
    ...(base === undefined ? {} : { base: base.latest }),
    ...(other === undefined ? {} : { other: other.latest }),
    reason: [
      base === undefined ? "did not run before" : `was ${told(base)}`,
      other === undefined ? "did not run now" : `is ${told(other)}`,
    ].join(", "),
    flakyIn: [
      ...(base?.outcome === "flaky" ? (["base"] as const) : []),
      ...(other?.outcome === "flaky" ? (["other"] as const) : []),
    ],
  };
}

function kindOf(base: Execution | undefined, other: Execution | undefined): ComparisonKind {
  if (base === undefined) return "added";
  if (other === undefined) return "missing";
  if (base.status === "UNKNOWN" || other.status === "UNKNOWN") return "undecided";
  if (wentWrong(other)) return wentWrong(base) ? "stillFailing" : "newlyFailing";
  return wentWrong(base) ? "fixed" : "stillPassing";
}

function told({ executions, latest }: TestResult): string {
  if (executions.length === 1) return latest.status;
  return `${latest.status} in run ${executions.indexOf(latest) + 1} of ${executions.length}`;
}

function countTold(rows: readonly ComparedTest[]): StatusCounts {
  return countStatuses(rows.flatMap((row) => tellingExecution(row) ?? []));
}

/** Of what is fixed or gone, the base build tells how bad it was. */
function tellingExecution({ kind, base, other }: ComparedTest): Execution | undefined {
  return kind === "fixed" || kind === "missing" ? base : other;
}

const RANK = { FAILED: 0, BLOCKED: 1, UNKNOWN: 2, PASSED: 2 } as const;

function compareRows(a: ComparedTest, b: ComparedTest): number {
  const rank = (row: ComparedTest): number => RANK[tellingExecution(row)?.status ?? "PASSED"];
  return rank(a) - rank(b) || compareNatural(a.test, b.test) || compareNatural(a.platform, b.platform);
}
