import { MINUTE, testLabel, type AttemptDraft, type BuildDraft, type LabDraft } from "./lab-draft.ts";
import type { Change, GeneratedLab, TrueAttempt, TrueBuild, TrueCase } from "./timeline.ts";

/** A job is known to try failures again after so many builds in which it did. */
const SHOWN_BY_BUILDS = 3;
/** Time enough for everything to be looked at and judged. */
const REST_MS = 45 * MINUTE;

/** The lab over time with the truth of it. */
export function finishLab(lab: LabDraft): GeneratedLab {
  const attempts = lab.builds.flatMap((build) => build.cases.flatMap((one) => one.attempts));
  const settledAtMs = attempts.flatMap(({ versions }) => versions.map((version) => version.settledAtMs));
  const lastMs = [...settledAtMs, ...lab.hooks.map(({ atMs }) => atMs)].reduce((a, b) => Math.max(a, b), lab.startMs);
  const failed = attempts.filter(({ status }) => status === "FAILED");
  return {
    scenario: lab.scenario,
    seed: lab.seed,
    lab: "acme",
    jobs: [...new Set(lab.builds.map(({ job }) => job))],
    startMs: lab.startMs,
    endMs: lastMs + REST_MS,
    tracks: attempts.map(({ id, versions }) => ({ id, versions })),
    hooks: lab.hooks.toSorted((a, b) => a.atMs - b.atMs),
    builds: trueBuilds(lab.builds),
    causes: new Map(failed.map(({ id, cause }) => [id, cause ?? ""])),
    brokenDevices: lab.brokenDevices,
    devices: lab.devices,
  };
}

/** How a test ended in a build, and when its last attempt was first to be seen. */
interface Ending {
  readonly outcome: "PASSED" | "FAILED";
  readonly visibleAtMs: number;
}

/** Builds in the order in which they began, each case told against the builds before. */
function trueBuilds(drafts: readonly BuildDraft[]): readonly TrueBuild[] {
  const endedAs = new Map<string, Ending>();
  return drafts
    .toSorted((a, b) => firstMs(a) - firstMs(b))
    .map((draft, index, all) => {
      const earlier = all.slice(0, index).filter((one) => one.job === draft.job && one.branch === draft.branch);
      const cases = draft.cases.map((one): TrueCase => {
        const attempts = one.attempts.toSorted((a, b) => a.startMs - b.startMs).map(trueAttempt);
        const outcome = attempts.at(-1)?.status ?? "UNKNOWN";
        const flaky = outcome === "PASSED" && attempts.some(({ status }) => status === "FAILED");
        return { test: testLabel(one.test), platform: one.platform, attempts, outcome, flaky };
      });
      const counts = Map.groupBy(cases, placeOf);
      const firstVisibleAtMs = Math.min(...cases.flatMap(({ attempts }) => attempts.map((one) => one.visibleAtMs)));
      const told = cases.map((one): TrueCase => {
        // What ran beside itself has no single end to be told against.
        const single = counts.get(placeOf(one))?.length === 1;
        const before = endedAs.get(`${draft.job}/${draft.branch}/${placeOf(one)}`);
        // A build before that was run again after this one began: nobody could say against which of its ends.
        const clear = before !== undefined && before.visibleAtMs < firstVisibleAtMs;
        const change = single && clear && !one.flaky ? changeOf(before.outcome, one.outcome) : undefined;
        return { ...one, ...(change === undefined ? {} : { change }) };
      });
      for (const { outcome, attempts, ...one } of cases)
        if (outcome === "PASSED" || outcome === "FAILED")
          endedAs.set(`${draft.job}/${draft.branch}/${placeOf(one)}`, {
            outcome,
            visibleAtMs: attempts.at(-1)?.visibleAtMs ?? 0,
          });
      const { id, job, branch, number, undecidable, onlyOn } = draft;
      return {
        id,
        job,
        ...(branch === undefined ? {} : { branch }),
        ...(number === undefined ? {} : { number }),
        firstVisibleAtMs,
        cases: told,
        knownToRetry: isKnownToRetry(earlier),
        ...(undecidable === undefined ? {} : { undecidable }),
        ...(onlyOn === undefined ? {} : { onlyOn }),
      };
    });
}

function isKnownToRetry(earlier: readonly BuildDraft[]): boolean {
  const shown = earlier.filter(({ triedAgain }) => triedAgain > 0).length;
  return shown >= SHOWN_BY_BUILDS && earlier.every(({ leftAlone }) => leftAlone === 0);
}

function placeOf({ test, platform }: Pick<TrueCase, "test" | "platform">): string {
  return `${test} on ${platform}`;
}

function changeOf(before: Ending["outcome"], now: string): Change | undefined {
  if (now === "FAILED") return before === "FAILED" ? "known" : "new";
  if (now === "PASSED") return before === "FAILED" ? "recovered" : "same";
  return undefined;
}

function trueAttempt({ id, status, versions }: AttemptDraft): TrueAttempt {
  const failedFromMs = versions.find(({ execution }) => execution.status === "FAILED")?.fromMs;
  const visibleAtMs = versions[0]?.fromMs ?? 0;
  return { executionId: id, visibleAtMs, status, ...(failedFromMs === undefined ? {} : { failedFromMs }) };
}

function firstMs({ cases }: BuildDraft): number {
  return Math.min(...cases.flatMap(({ attempts }) => attempts.map(({ startMs }) => startMs)));
}
