import type { BuildPicture, BuildRef, ExecutionStatus } from "@perfecto-bot/domain";
import { aPicture, aRecordedExecution, NINE } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import { attempts, of } from "../testing/plan-of.ts";
import { finishedBuild, startOfBuild } from "./finished-build.ts";

const final = { atMs: NINE + 9, reason: "quiet" } as const;
const run: BuildRef = { kind: "run", lab: "acme", job: "Nightly", branch: "main", startedAtMs: NINE };

describe("finishedBuild", () => {
  it("remembers verdict, counts and times of a numbered build", () => {
    expect(finishedBuild(aPicture(of("FAILED", "BLOCKED", "BLOCKED", "PASSED"), { final }))).toEqual({
      key: "j/acme/Nightly//45",
      job: "Nightly",
      number: 45,
      label: "#45",
      verdict: "failed",
      failed: 1,
      total: 4,
      startedAtMs: NINE - 60_000,
      endedAtMs: NINE,
      finalAtMs: NINE + 9,
    });
  });

  it("keeps the branch, and names by its time what has no number", () => {
    const build = finishedBuild(aPicture(of("PASSED"), { final, ref: run }));
    expect(build).toMatchObject({ branch: "main", label: "2026-11-20 09:00 UTC", verdict: "passed", failed: 0 });
    expect(build).not.toHaveProperty("number");
  });

  it.each<[string, readonly ExecutionStatus[], string, number]>([
    ["all passed", ["PASSED", "PASSED"], "passed", 0],
    ["one failed", ["PASSED", "FAILED", "BLOCKED"], "failed", 1],
    ["one could not run", ["PASSED", "BLOCKED"], "blocked", 0],
    ["none could run", ["BLOCKED", "BLOCKED"], "blocked", 0],
    ["one has no verdict", ["PASSED", "UNKNOWN"], "passed", 0],
  ])("of which %s", (_what, statuses, verdict, failed) => {
    const build = finishedBuild(aPicture(of(...statuses), { final }));
    expect(build).toMatchObject({ verdict, failed, total: statuses.length });
  });

  it("counts a test once, by its latest attempt, and remembers how long retries took", () => {
    const recorded = [...attempts("Pay", "FAILED", "FAILED", "PASSED"), ...attempts("Log in", "PASSED", "FAILED")];
    const seen = recorded.map((one) => ({ ...one, firstSeenAtMs: (one.execution.endedAtMs ?? 0) + 500 }));
    expect(finishedBuild(aPicture(seen, { final }))).toMatchObject({
      verdict: "failed",
      failed: 1,
      total: 2,
      retriedWithinMs: 60_000,
    });
    expect(finishedBuild(aPicture(attempts("Pay", "PASSED", "PASSED"), { final }))).not.toHaveProperty(
      "retriedWithinMs",
    );
  });

  it("takes what an attempt of the build ran again for no retry", () => {
    const again = [
      { number: 1, startedAtMs: NINE },
      { number: 2, startedAtMs: NINE + 60_000 },
    ];
    const build = finishedBuild(aPicture(attempts("Pay", "FAILED", "PASSED"), { final, attempts: again }));
    expect(build).toMatchObject({ verdict: "passed" });
    expect(build).not.toHaveProperty("retriedWithinMs");
  });

  it.each<[string, BuildPicture]>([
    ["open", aPicture(of("PASSED"))],
    ["empty", aPicture([], { final })],
    ["without any verdict", aPicture(of("UNKNOWN"), { final })],
    ["without a job", aPicture(of("PASSED"), { final, ref: { kind: "session", lab: "acme", externalId: "x" } })],
  ])("remembers nothing of a build that is %s", (_what, picture) => {
    expect(finishedBuild(picture)).toBeUndefined();
  });
});

describe("startOfBuild", () => {
  const { ref } = aPicture();
  const ci = { startedAtMs: NINE - 5_000 };
  it.each<[string, BuildPicture, number]>([
    ["what its name says, whatever came later", aPicture(of("PASSED"), { ref: run }), NINE],
    ["its first execution", aPicture(of("PASSED"), { ref, ci }), NINE - 60_000],
    [
      "when it was first seen, where no start is known",
      aPicture([{ ...aRecordedExecution(), execution: withoutStart(), firstSeenAtMs: NINE + 1 }]),
      NINE + 1,
    ],
    ["CI, where nothing ran", aPicture([], { ci }), NINE - 5_000],
    ["the first attempt", aPicture([], { ci, earlierCi: [{ finishedAtMs: NINE - 9_000 }] }), NINE - 9_000],
  ])("is %s", (_what, picture, wanted) => {
    expect(startOfBuild(picture)).toBe(wanted);
  });
});

function withoutStart() {
  const { startedAtMs: _none, ...execution } = aRecordedExecution().execution;
  return execution;
}
