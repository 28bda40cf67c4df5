import { aPicture, aRecordedExecution, NINE } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import { aFinishedBuild } from "../testing/a-plan-input.ts";
import { failingSince } from "./failing-since.ts";
import { finishedBuild } from "./finished-build.ts";

const final = { atMs: NINE + 9, reason: "quiet" } as const;
const iphone = "Login works · Apple iPhone 15 · iOS 17.4";

describe("finishedBuild", () => {
  it("remembers verdict, counts and what failed where", () => {
    const recorded = [
      aRecordedExecution({ id: "a", status: "FAILED" }),
      aRecordedExecution({ id: "b", status: "BLOCKED" }),
      aRecordedExecution({ id: "c", status: "BLOCKED", name: "Pay", platforms: [] }),
      aRecordedExecution({ id: "d" }),
    ];
    expect(finishedBuild(aPicture(recorded, { final }))).toEqual({
      key: "j/acme/Nightly//45",
      job: "Nightly",
      number: 45,
      verdict: "failed",
      failed: 3,
      total: 4,
      endedAtMs: NINE,
      finalAtMs: NINE + 9,
      failing: [iphone, "Pay · unknown platform"],
    });
  });

  it("keeps the branch, and no number for a session", () => {
    const ref = { kind: "session", lab: "acme", job: "Nightly", branch: "main", externalId: "x" } as const;
    const build = finishedBuild(aPicture([aRecordedExecution()], { final, ref }));
    expect(build).toMatchObject({ branch: "main", verdict: "passed", failed: 0, failing: [] });
    expect(build).not.toHaveProperty("number");
  });

  it.each([
    ["open", aPicture([aRecordedExecution()])],
    ["empty", aPicture([], { final })],
    [
      "without a job",
      aPicture([aRecordedExecution()], { final, ref: { kind: "session", lab: "acme", externalId: "x" } }),
    ],
  ])("remembers nothing of a build that is %s", (_what, picture) => {
    expect(finishedBuild(picture)).toBeUndefined();
  });

  it("remembers at most 200 labels", () => {
    const many = Array.from({ length: 300 }, (_, index) =>
      aRecordedExecution({ id: `${index}`, name: `t${index}`, status: "FAILED" }),
    );
    expect(finishedBuild(aPicture(many, { final }))).toMatchObject({ failed: 300, failing: { length: 200 } });
  });
});

describe("failingSince", () => {
  const { execution } = aRecordedExecution();
  it.each([
    ["nothing before", [], undefined],
    ["a pass before", [aFinishedBuild(44)], undefined],
    ["the build before", [aFinishedBuild(44, [iphone]), aFinishedBuild(43)], "#44"],
    [
      "the first of a row",
      [aFinishedBuild(44, [iphone]), aFinishedBuild(43, [iphone]), aFinishedBuild(42), aFinishedBuild(41, [iphone])],
      "#43",
    ],
    ["the oldest that is remembered", [aFinishedBuild(44, [iphone]), aFinishedBuild(43, [iphone])], "#43"],
    ["only other tests before", [aFinishedBuild(44, ["Pay · Apple iPhone 15 · iOS 17.4"])], undefined],
    ["only other platforms before", [aFinishedBuild(44, ["Login works · unknown platform"])], undefined],
  ])("with %s", (_what, history, wanted) => {
    expect(failingSince(history, execution)).toBe(wanted);
  });
});
