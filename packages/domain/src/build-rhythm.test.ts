import { describe, expect, it } from "vitest";
import { lastActivityMs, quietNeededMs } from "./build-rhythm.ts";
import type { BuildPicture } from "./build-picture.ts";
import { aPicture } from "./testing/a-picture.ts";
import { aProcessingExecution, aRecordedExecution } from "./testing/a-recorded-execution.ts";

const FLOOR = 1_000;

function arrivingAt(...times: readonly number[]): BuildPicture {
  return aPicture(times.map((at, index) => ({ ...aProcessingExecution({ id: `e${index}` }), firstSeenAtMs: at })));
}

describe("quietNeededMs", () => {
  it.each<[string, BuildPicture, number]>([
    ["the floor for nothing", aPicture(), 1_000],
    ["the floor for one arrival", arrivingAt(0), 1_000],
    ["the floor for a quick build", arrivingAt(0, 100, 200, 300), 1_000],
    ["four long gaps", arrivingAt(0, 500, 1_000, 1_500), 2_000],
    ["at most five floors", arrivingAt(0, 60_000), 5_000],
    ["the longer of two gaps", arrivingAt(0, 100, 700), 2_400],
    ["no single slip among many", arrivingAt(...Array.from({ length: 20 }, (_, index) => index * 300), 9_000), 1_200],
    [
      "the gaps between batches, not within them",
      arrivingAt(...[0, 500, 1_000].flatMap((at) => Array.from({ length: 30 }, () => at))),
      2_000,
    ],
    ["arrivals in any order of the picture", arrivingAt(1_500, 0, 1_000, 500), 2_000],
    [
      "the last twenty gaps",
      arrivingAt(
        ...Array.from({ length: 10 }, (_, i) => i * 1_200),
        ...Array.from({ length: 30 }, (_, i) => 20_000 + i * 10),
      ),
      1_000,
    ],
  ])("is %s", (_what, picture, wanted) => {
    expect(quietNeededMs(picture, FLOOR)).toBe(wanted);
  });
});

describe("lastActivityMs", () => {
  it.each<[string, BuildPicture, number | undefined]>([
    ["unknown before a sign of life", aPicture(), undefined],
    ["the last arrival", arrivingAt(3, 9, 5), 9],
    ["the last settling", aPicture([aRecordedExecution({}, { firstSeenAtMs: 3, settledAtMs: 20 })]), 20],
    ["what CI said last", aPicture([], { ci: { startedAtMs: 5, finishedAtMs: 30 } }), 30],
  ])("is %s", (_what, picture, wanted) => {
    expect(lastActivityMs(picture)).toBe(wanted);
  });
});
