import { describe, expect, it } from "vitest";
import { advanceBuild } from "./advance-build.ts";
import type { BuildPicture, CiSignal } from "./build-picture.ts";
import type { BuildPolicy } from "./build-rhythm.ts";
import { decideFinality } from "./decide-finality.ts";
import { aPicture } from "./testing/a-picture.ts";
import { aProcessingExecution, aRecordedExecution } from "./testing/a-recorded-execution.ts";

const POLICY: BuildPolicy = { trackEveryMs: 5, quietPeriodMs: 600, settleLimitMs: 2_000 };
const DAY = 24 * 60 * 60_000;
const settled = (id = "e1", atMs = 1_000) => aRecordedExecution({ id }, { firstSeenAtMs: atMs, settledAtMs: atMs });
const processing = (id = "e2", atMs = 1_000) => ({ ...aProcessingExecution({ id }), firstSeenAtMs: atMs });
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
    ["CI says it still runs: longer quiet", withCi({ startedAtMs: 500 }), 1_600, "not-quiet", 4_000],
    ["CI says it still runs and nothing comes", withCi({ startedAtMs: 500 }), 4_000, "quiet"],
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

describe("advanceBuild", () => {
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
