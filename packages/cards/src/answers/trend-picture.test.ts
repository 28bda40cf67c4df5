import { passRates, type Execution, type PassRates } from "@perfecto-bot/domain";
import { describe, expect, it } from "vitest";
import { trendPicture } from "./trend-picture.ts";
import { GALAXY, runsOf } from "../testing/answers/a-lab-history.ts";

function drawn(executions: readonly Execution[], rates: PassRates = passRates(executions)) {
  return trendPicture({
    job: "Nightly",
    rates,
    names: rates.builds.map(({ number }) => `#${number}`),
    seriesName: ({ label }) => label ?? "none",
  });
}

describe("the picture of a trend", () => {
  it.each([
    ["no build", ""],
    ["three builds", "+-+"],
    ["three builds with a verdict", "+b-?+bb"],
  ])("is not drawn of %s", (_, results) => {
    expect(drawn(runsOf("Pay", results, 45))).toEqual({ kind: "none", reason: "few-builds" });
  });

  it("shows the oldest build first, with gaps where nothing was decided", () => {
    const picture = drawn([...runsOf("Pay", "+-b+-+", 45), ...runsOf("Log in", "++b-++", 45)]);
    expect(picture).toMatchObject({
      kind: "drawn",
      block: {
        weight: "detail",
        picture: {
          kind: "pass-rate",
          builds: ["#40", "#41", "#42", "#43", "#44", "#45"],
          series: [{ label: "All", rates: [1, 0.5, undefined, 0.5, 0.5, 1] }],
        },
        alt: "Line chart of the pass rate of Nightly over 6 builds. All: from 100 % in #40 to 100 % in #45, the lowest 50 % in #44.",
      },
    });
  });

  it("shows the newest thirty builds and says of how many", () => {
    const picture = drawn(runsOf("Pay", "-".repeat(10) + "+".repeat(35), 45));
    if (picture.kind !== "drawn" || picture.block.picture.kind !== "pass-rate") throw new TypeError(picture.kind);
    expect(picture.block.picture.builds).toEqual(Array.from({ length: 30 }, (_, at) => `#${at + 16}`));
    expect(picture.block.picture.series[0]?.rates).toEqual(Array.from({ length: 30 }, () => 1));
    expect(picture.block.alt).toContain("over the latest 30 of 45 builds. All: from 100 % in #16 to 100 % in #45.");
  });

  it("shows the four largest parts, in words too, and none that was never decided", () => {
    const parts = ["a", "b", "c", "d", "e"].flatMap((tag, at) =>
      runsOf(`Test ${tag}`, (tag === "b" ? "?" : "+-").repeat(10).slice(0, 10 - at), 45, { tags: [tag] }),
    );
    const rates = passRates([...parts, ...runsOf("On a Galaxy", "----", 45, { platforms: [GALAXY], tags: ["f"] })], {
      by: "tag",
      top: 5,
    });
    const picture = drawn([], rates);
    if (picture.kind !== "drawn" || picture.block.picture.kind !== "pass-rate") throw new TypeError(picture.kind);
    expect(picture.block.picture.series.map(({ label }) => label)).toEqual(["All", "a", "c", "d", "e"]);
    expect(picture.block.picture.series.every((one) => one.rates.length === rates.builds.length)).toBe(true);
    expect(picture.block.alt).toContain("c: from 100 % in #38 to 0 % in #45.");
  });

  it("says no more than a channel shows", () => {
    const rates = passRates(runsOf("Pay", "+-+-", 45));
    const names = rates.builds.map(() => "b".repeat(900));
    const picture = trendPicture({ job: "j".repeat(5_000), rates, names, seriesName: () => "" });
    if (picture.kind !== "drawn") throw new TypeError(picture.kind);
    expect(picture.block.alt).toHaveLength(1_500);
  });
});
