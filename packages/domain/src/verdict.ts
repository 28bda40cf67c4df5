import { blastRadius } from "./blast-radius.ts";
import type { BuildPicture, RecordedExecution } from "./build-picture.ts";
import { isSettled } from "./build-rhythm.ts";
import { expectedTests } from "./build/ci-signal.ts";
import { recordedResults, type RecordedResult } from "./build/recorded-results.ts";
import { isWrong, type TestOutcome } from "./build/test-results.ts";
import { groupByCause, type Cause } from "./cause.ts";
import { isUnfinished } from "./execution.ts";

/**
 * What tests of a build add up to. A test counts once for each platform, by its latest attempt. `passed`, `flaky`,
 * `failed`, `blocked` and `unknown` never overlap; the rest of `total` has nothing but attempts that have not ended, and
 * of a final build there is no such rest.
 */
export interface Verdict {
  /** `running` until the build is final; a failure makes it `failed` at once. BLOCKED alone is `blocked`. */
  readonly status: "running" | "passed" | "failed" | "blocked" | "unknown";
  readonly total: number;
  /** At the first attempt, or after none that failed. */
  readonly passed: number;
  /** Failed, then passed at a later attempt. */
  readonly flaky: number;
  readonly failed: number;
  /** The lab or the device could not run it. */
  readonly blocked: number;
  /** Ended without a verdict; of a final build also what never ended, which is waited for no longer. */
  readonly unknown: number;
  /**
   * Tests of which something has not ended, whatever else they count as: those without a result yet, and those that run
   * again, such as a retry of what failed. Of a final build: what is waited for no longer.
   */
  readonly running: number;
  /**
   * The lab is still preparing what these show. While a build runs, only tests that went wrong count: they alone are
   * asked for one by one, and nobody waits for the video of a passed test.
   */
  readonly processing: number;
  /** Expected by CI and not seen when the build became final; 0 while it is not known. */
  readonly neverReported: number;
  /** Of failures whose commands are known, or will not be: a cause without its command would soon be another. */
  readonly causes: readonly Cause[];
  /** What failing tests have in common that no passing one has, such as "iOS 17". */
  readonly only?: string;
  /** Platforms with how many tests went wrong on each: most first, then in order of name. */
  readonly platforms: readonly { readonly label: string; readonly total: number; readonly wrong: number }[];
  /** From the first start to the last end, where both are known. */
  readonly durationMs?: number;
  /** The last end, epoch ms, where it is known. */
  readonly endedAtMs?: number;
}

/** Adds up tests of a build. `shown` are those a conversation sees; the build tells what CI expects and whether it is final. */
export function verdictOf(picture: BuildPicture, shown: readonly RecordedResult[]): Verdict {
  const count = (outcome: TestOutcome): number => shown.filter((result) => result.outcome === outcome).length;
  const wrong = shown.filter(isWrong).map(({ latest }) => latest);
  const failing = wrong.filter(({ execution }) => execution.status === "FAILED");
  const only = blastRadius(
    (failing.length > 0 ? failing : wrong).map(({ execution }) => execution),
    shown.filter(({ outcome }) => outcome === "passed" || outcome === "flaky").map(({ latest }) => latest.execution),
  );
  const all = shown.flatMap(({ executions }) => executions);
  const endedAtMs = lastEnd(all);
  const durationMs = duration(all, endedAtMs);
  const missing = (expectedTests(picture.ci) ?? 0) - recordedResults(picture).length;
  const isFinal = picture.final !== undefined;
  const counts = {
    total: shown.length,
    passed: count("passed"),
    flaky: count("flaky"),
    failed: count("failed"),
    blocked: count("blocked"),
    unknown: count("unknown") + (isFinal ? count("running") : 0),
    running: shown.filter(({ unfinished }) => unfinished).length,
  };
  const unsettled = (isFinal ? shown.map(({ latest }) => latest) : wrong).filter(isUnsettled);
  return {
    ...counts,
    status: statusOf(counts, isFinal),
    processing: unsettled.length,
    neverReported: isFinal ? Math.max(0, missing) : 0,
    causes: groupByCause(wrong.filter(isExplained)),
    ...(only === undefined ? {} : { only }),
    platforms: platformsOf(shown),
    ...(durationMs === undefined ? {} : { durationMs }),
    ...(endedAtMs === undefined ? {} : { endedAtMs }),
  };
}

function isUnsettled(recorded: RecordedExecution): boolean {
  return !isSettled(recorded) && !isUnfinished(recorded.execution);
}

function isExplained({ enrichment, overdueAtMs }: RecordedExecution): boolean {
  return enrichment?.state !== "pending" || overdueAtMs !== undefined;
}

function statusOf(
  counts: Pick<Verdict, "total" | "passed" | "flaky" | "failed" | "blocked">,
  final: boolean,
): Verdict["status"] {
  if (counts.failed > 0) return "failed";
  if (!final) return "running";
  if (counts.blocked > 0) return "blocked";
  return counts.passed + counts.flaky === counts.total && counts.total > 0 ? "passed" : "unknown";
}

function platformsOf(shown: readonly RecordedResult[]): Verdict["platforms"] {
  return [...Map.groupBy(shown, ({ platform }) => platform)]
    .map(([label, all]) => ({ label, total: all.length, wrong: all.filter(isWrong).length }))
    .toSorted((a, b) => b.wrong - a.wrong || (a.label < b.label ? -1 : 1));
}

function lastEnd(shown: readonly RecordedExecution[]): number | undefined {
  const ends = shown.map(({ execution }) => execution.endedAtMs).filter((at) => at !== undefined);
  return ends.length === 0 ? undefined : ends.reduce((a, b) => Math.max(a, b));
}

function duration(shown: readonly RecordedExecution[], lastMs: number | undefined): number | undefined {
  const starts = shown.map(({ execution }) => execution.startedAtMs).filter((at) => at !== undefined);
  if (starts.length === 0 || lastMs === undefined) return undefined;
  const firstMs = starts.reduce((a, b) => Math.min(a, b));
  return lastMs >= firstMs ? lastMs - firstMs : undefined;
}
