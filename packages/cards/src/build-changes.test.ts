import { recordedResults, verdictOf, type Verdict } from "@perfecto-bot/domain";
import { aPicture } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import { changesWords, newsWords } from "./build-changes.ts";
import { tests } from "./testing/a-build-card-input.ts";

function verdict(failed: number, counts: Partial<Verdict> = {}): Verdict {
  const picture = aPicture(tests(failed, "FAILED"));
  return { ...verdictOf(picture, recordedResults(picture)), ...counts };
}

describe("in the first line, of so many failures", () => {
  it.each([
    [3, { fresh: 2, known: 1 }, "2 new"],
    [3, { fresh: 3, known: 0 }, "all new"],
    [3, { fresh: 0, known: 3 }, "all known"],
    [1, { fresh: 1, known: 0 }, "new"],
    [1, { fresh: 0, known: 1 }, "known"],
    [3, { fresh: 0, known: 2 }, "2 known"],
    [3, { fresh: 0, known: 0 }, undefined],
  ])("%d %j is %s", (failed, changes, words) => {
    expect(newsWords({ ...changes, recovered: 1 }, verdict(failed))).toBe(words);
  });
});

describe("below it", () => {
  it.each([
    [3, { fresh: 2, known: 1, recovered: 3 }, { flaky: 1 }, "2 new · 1 known · 1 flaky · 3 recovered"],
    [3, { fresh: 2, known: 1, recovered: 0 }, {}, "2 new · 1 known"],
    [3, { fresh: 3, known: 0, recovered: 0 }, { flaky: 1 }, "3 new · 1 flaky"],
    [0, { fresh: 0, known: 0, recovered: 3 }, { blocked: 1, flaky: 1 }, "1 flaky · 3 recovered"],
    [0, { fresh: 0, known: 0, recovered: 3 }, { flaky: 1 }, "3 recovered"],
  ])("%d failures with %j and %j are told", (failed, changes, counts, words) => {
    expect(changesWords(changes, verdict(failed, counts), true)).toBe(words);
  });

  it.each([
    ["all of it stands in the first line", { fresh: 3, known: 0, recovered: 0 }, {}],
    [
      "nothing changed, and the first line says what is flaky",
      { fresh: 0, known: 0, recovered: 0 },
      { failed: 0, flaky: 2 },
    ],
  ])("nothing stands where %s", (_, changes, counts) => {
    expect(changesWords(changes, verdict(3, counts), true)).toBeUndefined();
  });

  it("what is flaky stands in the progress while the build runs", () => {
    const changes = { fresh: 2, known: 1, recovered: 0 };
    expect(changesWords(changes, verdict(3, { flaky: 1 }), false)).toBe("2 new · 1 known");
  });
});
