import { buildRuns, parseBuildKey, type BuildRef, type Execution } from "@perfecto-bot/domain";
import type { AnsweredJob, AnswerCoverage } from "./answer.ts";
import { answeredBuild } from "./answered-build.ts";
import type { AskParts } from "./ask-parts.ts";

/** A build that began so shortly after what was read began may have begun before it. */
const MARGIN_MS = 15 * 60_000;

/** A job's last build, where it is known. */
export type LastBuild = NonNullable<AnsweredJob["last"]>;

/** Finds last builds among executions of the last day, or else in memory. */
export interface LastBuilds {
  /** Among what was read. Nothing where that may be a part of it only. */
  readonly read: (lab: string, job: string) => LastBuild | undefined;
  /** In memory: a build that runs, or the last that ended without a branch. */
  readonly remembered: (lab: string, job: string) => Promise<LastBuild | undefined>;
}

/** What is known of last builds. `rows` are everything that the labs have from `fromMs` on, as far as the coverage says. */
export async function lastBuilds(
  parts: AskParts,
  rows: readonly Execution[],
  fromMs: number,
  coverage: AnswerCoverage,
): Promise<LastBuilds> {
  const open = new Set((await parts.pictures?.openBuilds())?.map((key) => runOf(parseBuildKey(key))));
  const byJob = Map.groupBy(rows, ({ lab, job }) => keyOf(lab, job?.name ?? ""));
  const summary = (
    ref: Parameters<typeof answeredBuild>[1],
    executions: readonly Execution[],
    source: "memory" | "lab",
  ): LastBuild => {
    const { executions: _rows, ...build } = answeredBuild(parts, ref, executions, {
      source,
      isRunning: open.has(runOf(ref)),
    });
    return build;
  };
  return {
    read: (lab, job) => {
      const last = buildRuns(byJob.get(keyOf(lab, job)) ?? []).at(-1);
      if (last?.startMs === undefined || last.startMs < wholeFromMs(lab, fromMs, coverage) + MARGIN_MS)
        return undefined;
      return summary(last.ref, last.executions, "lab");
    },
    remembered: async (lab, job) => {
      const [last] = (await parts.pictures?.finishedBuilds(lab, job, undefined)) ?? [];
      const picture = last && (await parts.pictures?.load(last.key));
      if (picture === undefined) return undefined;
      const executions = [...picture.executions.values()].map(({ execution }) => execution);
      return summary(picture.ref, executions, "memory");
    },
  };
}

/** From when on everything of a lab was read, epoch ms. */
function wholeFromMs(lab: string, fromMs: number, { gaps }: AnswerCoverage): number {
  return gaps.reduce((latest, gap) => {
    if (gap.kind === "cap") return Math.max(latest, gap.fromMs);
    if (gap.lab !== lab) return latest;
    if (gap.kind === "too-dense") return Math.max(latest, gap.window.toMs);
    return Math.max(latest, gap.missing?.toMs ?? gap.known?.fromMs ?? Number.POSITIVE_INFINITY);
  }, fromMs);
}

/** What a build and those that may be mistaken for it have in common: their starts may be told differently. */
function runOf(ref: BuildRef | undefined): string {
  return JSON.stringify([ref?.lab, ref?.job, ref?.branch, ref?.kind === "job" ? ref.number : undefined]);
}

function keyOf(lab: string, job: string): string {
  return JSON.stringify([lab, job]);
}
