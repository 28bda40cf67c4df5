import { blastRadius } from "./blast-radius.ts";
import type { BuildPicture, RecordedExecution } from "./build-picture.ts";
import { isSettled } from "./build-rhythm.ts";
import { groupByCause, type Cause } from "./cause.ts";
import { wentWrong } from "./execution.ts";
import { platformsLabel } from "./platform.ts";

/** What a set of executions of a build adds up to. */
export interface Verdict {
  /** `running` until the build is final; a failure makes it `failed` at once. BLOCKED alone is `blocked`. */
  readonly status: "running" | "passed" | "failed" | "blocked" | "unknown";
  readonly total: number;
  readonly passed: number;
  readonly failed: number;
  readonly blocked: number;
  readonly unknown: number;
  /**
   * The lab is still preparing what these show. While a build runs, only executions that went wrong count: they alone are
   * asked for one by one, and nobody waits for the video of a passed test.
   */
  readonly processing: number;
  /** Expected by CI and not seen when the build became final; 0 while it is not known. */
  readonly neverReported: number;
  /** Of failures whose commands are known, or will not be: a cause without its command would soon be another. */
  readonly causes: readonly Cause[];
  /** What failing executions have in common that no passing one has, such as "iOS 17". */
  readonly only?: string;
  /** Platforms with how many executions went wrong on each: most first, then in order of name. */
  readonly platforms: readonly { readonly label: string; readonly total: number; readonly wrong: number }[];
  /** From the first start to the last end, where both are known. */
  readonly durationMs?: number;
  /** The last end, epoch ms, where it is known. */
  readonly endedAtMs?: number;
}

/** Adds up executions of a build. `shown` are those a conversation sees; the build tells what CI expects and whether it is final. */
export function verdictOf(picture: BuildPicture, shown: readonly RecordedExecution[]): Verdict {
  const count = (status: string): number => shown.filter(({ execution }) => execution.status === status).length;
  const failed = count("FAILED");
  const blocked = count("BLOCKED");
  const wrong = shown.filter(({ execution }) => wentWrong(execution));
  const passing = shown.filter(({ execution }) => execution.status === "PASSED");
  const only = blastRadius(
    wrong.map(({ execution }) => execution),
    passing.map(({ execution }) => execution),
  );
  const endedAtMs = lastEnd(shown);
  const durationMs = duration(shown, endedAtMs);
  const missing = (picture.ci?.expected ?? 0) - picture.executions.size;
  const counts = { total: shown.length, passed: passing.length, failed, blocked, unknown: count("UNKNOWN") };
  return {
    ...counts,
    status: statusOf(counts, picture.final !== undefined),
    processing: (picture.final === undefined ? wrong : shown).filter((recorded) => !isSettled(recorded)).length,
    neverReported: picture.final === undefined ? 0 : Math.max(0, missing),
    causes: groupByCause(wrong.filter(isExplained)),
    ...(only === undefined ? {} : { only }),
    platforms: platformsOf(shown),
    ...(durationMs === undefined ? {} : { durationMs }),
    ...(endedAtMs === undefined ? {} : { endedAtMs }),
  };
}

function isExplained({ enrichment, overdueAtMs }: RecordedExecution): boolean {
  return enrichment?.state !== "pending" || overdueAtMs !== undefined;
}

function statusOf(counts: Pick<Verdict, "total" | "passed" | "failed" | "blocked">, final: boolean): Verdict["status"] {
  if (counts.failed > 0) return "failed";
  if (!final) return "running";
  if (counts.blocked > 0) return "blocked";
  return counts.passed === counts.total && counts.total > 0 ? "passed" : "unknown";
}

function platformsOf(shown: readonly RecordedExecution[]): Verdict["platforms"] {
  const groups = Map.groupBy(shown, ({ execution }) => platformsLabel(execution.platforms));
  return [...groups]
    .map(([label, all]) => ({
      label,
      total: all.length,
      wrong: all.filter(({ execution }) => wentWrong(execution)).length,
    }))
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
