import { describe, expect, it } from "vitest";
import { advanceBuild } from "./advance-build.ts";
import type { BuildPicture, RecordedExecution } from "./build-picture.ts";
import type { BuildPolicy } from "./build-rhythm.ts";
import type { CiSignal } from "./build/ci-signal.ts";
import type { JobHabits } from "./build/job-habits.ts";
import { decideFinality } from "./decide-finality.ts";
import { aPicture } from "./testing/a-picture.ts";
import { aProcessingExecution, aRecordedExecution } from "./testing/a-recorded-execution.ts";
import { anExecution, NINE } from "./testing/an-execution.ts";

const POLICY: BuildPolicy = { trackEveryMs: 5, quietPeriodMs: 600, settleLimitMs: 2_000 };
const DAY = 24 * 60 * 60_000;
const settled = (id = "e1", atMs = 1_000) => aRecordedExecution({ id }, { firstSeenAtMs: atMs, settledAtMs: atMs });
const processing = (id = "e2", atMs = 1_000) => ({
  ...aProcessingExecution({ id, endedAtMs: atMs - 1 }),
  firstSeenAtMs: atMs,
});
const withCi = (ci: CiSignal, recorded = [settled()]): BuildPicture => aPicture(recorded, { ci });

describe("decideFinality", () => {
  it.each<[string, BuildPicture, number, string, number?]>([
    ["nothing is known", aPicture(), 5_000, "nothing-yet", 5_000 + DAY],
    ["CI started it and nothing came", withCi({ startedAtMs: 1_000 }, []), 5_000, "nothing-yet", 1_000 + DAY],
    ["nothing came for a day", withCi({ startedAtMs: 1_000 }, []), 1_000 + DAY, "never-reported"],
    ["CI finished and nothing came yet", withCi({ finishedAtMs: 1_000 }, []), 3_999, "nothing-yet", 4_000],
    ["nothing came after CI finished", withCi({ finishedAtMs: 1_000 }, []), 4_000, "never-reported"],
    ["one is processing", aPicture([settled(), processing()]), 9_000, "processing", 3_000],
    [
      "the first of several gives up waiting",
      aPicture([processing("a", 1_500), processing("b", 1_200)]),
      1_600,
      "processing",
      3_200,
    ],
    ["an overdue one does not hold it", aPicture([{ ...processing(), overdueAtMs: 3_000 }]), 3_000, "quiet"],
    ["it was not quiet long enough", aPicture([settled()]), 1_599, "not-quiet", 1_600],
    ["it was quiet", aPicture([settled()]), 1_600, "quiet"],
    ["CI says it still runs: longer quiet", withCi({ startedAtMs: 500 }), 12_999, "not-quiet", 13_000],
    ["CI says it still runs and nothing comes", withCi({ startedAtMs: 500 }), 13_000, "quiet"],
    ["CI finished: a grace without expected count", withCi({ finishedAtMs: 1_200 }), 1_299, "not-quiet", 1_300],
    ["CI finished and the grace is over", withCi({ finishedAtMs: 1_200 }), 1_300, "ci-finished"],
    ["CI finished and all expected are there", withCi({ finishedAtMs: 1_200, expected: 1 }), 1_200, "ci-finished"],
    ["CI finished and one is missing", withCi({ finishedAtMs: 1_200, expected: 2 }), 1_300, "not-quiet", 1_800],
    ["CI finished, one is missing and it was quiet", withCi({ finishedAtMs: 1_200, expected: 2 }), 1_800, "quiet"],
    ["CI finished and one is processing", withCi({ finishedAtMs: 1_200 }, [processing()]), 1_400, "processing", 3_000],
  ])("%s", (_what, picture, nowMs, reason, askAgainAtMs) => {
    expect(decideFinality(picture, nowMs, POLICY)).toEqual(
      askAgainAtMs === undefined ? { final: true, reason } : { final: false, reason, askAgainAtMs },
    );
  });
});

describe("decideFinality, of tests that have not ended", () => {
  const LIMITED = { ...POLICY, runningLimitMs: 9_000 };
  const running = (startedAtMs?: number): RecordedExecution => {
    const { endedAtMs: _, startedAtMs: __, ...rest } = anExecution({ id: "r", name: "Slow", status: "UNKNOWN" });
    const execution = { ...rest, ...(startedAtMs === undefined ? {} : { startedAtMs }) };
    return { execution, firstSeenAtMs: 2_000, answeredAtMs: 2_000 };
  };
  const HOURS = 60 * 60_000;

  it.each<[string, BuildPicture, number, string, number?, BuildPolicy?]>([
    ["one runs", aPicture([settled(), running(1_500)]), 10_499, "test-runs", 10_500],
    ["one ran for too long", aPicture([settled(), running(1_500)]), 10_500, "quiet"],
    ["its start is not known", aPicture([running()]), 10_999, "test-runs", 11_000],
    [
      "CI said that it ended",
      aPicture([running(1_500)], { ci: { finishedAtMs: 2_000, expected: 1 } }),
      9_000,
      "test-runs",
      10_500,
    ],
    [
      "CI said so, and it ran for too long",
      aPicture([running(1_500)], { ci: { finishedAtMs: 2_000, expected: 1 } }),
      10_500,
      "ci-finished",
    ],
    ["two hours where nothing is said", aPicture([running(1_500)]), 2 * HOURS, "test-runs", 1_500 + 2 * HOURS, POLICY],
  ])("%s", (_what, picture, nowMs, reason, askAgainAtMs, policy = LIMITED) => {
    expect(decideFinality(picture, nowMs, policy)).toEqual(
      askAgainAtMs === undefined ? { final: true, reason } : { final: false, reason, askAgainAtMs },
    );
  });

  it("gives an ended one the time to settle, however long ago it was first seen", () => {
    const ended = { ...aProcessingExecution({ startedAtMs: 1_000, endedAtMs: 50_000 }), firstSeenAtMs: 1_500 };
    expect(advanceBuild(aPicture([ended]), 51_999, POLICY)).toMatchObject({
      news: false,
      finality: { askAgainAtMs: 52_000 },
    });
    expect(advanceBuild(aPicture([ended]), 52_000, POLICY).picture.executions.get("e1")?.overdueAtMs).toBe(52_000);
  });
});

describe("decideFinality, by what is usual and what CI expects", () => {
  const both = aPicture([settled("a"), { ...settled("b"), execution: anExecution({ id: "b", name: "Pay" }) }]);
  it.each<[string, number | undefined, number]>([
    ["as many as usual", 2, 1_600],
    ["nine tenths of the usual are all", 2.2, 1_600],
    ["fewer than usual: the longest quiet", 3, 4_000],
    ["no habit", undefined, 1_600],
  ])("%s", (_what, usualTotal, finalAtMs) => {
    expect(decideFinality(both, finalAtMs - 1, POLICY, usualTotal)).toMatchObject({ askAgainAtMs: finalAtMs });
    expect(decideFinality(both, finalAtMs, POLICY, usualTotal)).toEqual({ final: true, reason: "quiet" });
  });

  it("counts tests, not their attempts, and of a build that runs again only the latest attempt", () => {
    const retried = aPicture([settled("a"), settled("b")], { ci: { finishedAtMs: 1_200, expected: 2 } });
    expect(decideFinality(retried, 1_300, POLICY).final).toBe(false);
    const attempts = [
      { number: 1, startedAtMs: 0 },
      { number: 2, startedAtMs: NINE },
    ];
    const ci = { finishedAtMs: 1_200, expected: 1 };
    expect(decideFinality({ ...both, ci, attempts }, 1_300, POLICY).final).toBe(false);
    expect(decideFinality({ ...both, ci }, 1_300, POLICY)).toEqual({ final: true, reason: "ci-finished" });
  });
});

describe("advanceBuild", () => {
  const failed = aRecordedExecution({ id: "f", status: "FAILED" }, { firstSeenAtMs: 1_000, settledAtMs: 1_000 });
  it.each<[string, BuildPicture, JobHabits, number, number?]>([
    ["a job that never retries", aPicture([failed]), {}, 1_590],
    ["a retry may still come", aPicture([failed]), { retriesWithinMs: 100 }, 1_799],
    ["no retry came", aPicture([failed]), { retriesWithinMs: 100 }, 1_800, 1_800],
    ["the retry failed, too", aPicture([failed]), { retriesWithinMs: 0 }, 1_600, 1_600],
    ["it counts already", aPicture([{ ...failed, confirmedAtMs: 5 }]), { retriesWithinMs: 0 }, 1_600, 5],
    ["the build is final", aPicture([failed], { final: { atMs: 1, reason: "quiet" } }), { retriesWithinMs: 0 }, 9_000],
    [
      "it could not run",
      aPicture([aRecordedExecution({ id: "f", status: "BLOCKED" })]),
      { retriesWithinMs: 0 },
      NINE * 2,
    ],
  ])("confirms a failure: %s", (_what, picture, habits, nowMs, confirmedAtMs) => {
    const advance = advanceBuild(picture, nowMs, POLICY, habits);
    expect(advance.picture.executions.get("f")?.confirmedAtMs).toBe(confirmedAtMs);
    expect(advanceBuild(advance.picture, nowMs, POLICY, habits)).toMatchObject({
      news: false,
      picture: advance.picture,
    });
  });

  it("gives up waiting at the settle limit, once", () => {
    const early = advanceBuild(aPicture([processing()]), 2_999, POLICY);
    expect(early).toMatchObject({ news: false, finality: { reason: "processing" } });
    const due = advanceBuild(aPicture([processing()]), 3_000, POLICY);
    expect(due.news).toBe(true);
    expect(due.picture.executions.get("e2")?.overdueAtMs).toBe(3_000);
    expect(due.picture.final).toEqual({ atMs: 3_000, reason: "quiet" });
    const again = advanceBuild(due.picture, 9_000, POLICY);
    expect(again.news).toBe(false);
    expect(again.picture).toEqual(due.picture);
  });

  it("does not give up what settled", () => {
    const { picture } = advanceBuild(aPicture([settled()]), 90_000, POLICY);
    expect(picture.executions.get("e1")?.overdueAtMs).toBeUndefined();
  });

  it("leaves the picture it was given as it is", () => {
    const picture = aPicture([processing()]);
    advanceBuild(picture, 90_000, POLICY);
    expect(picture).toEqual(aPicture([processing()]));
  });
});
