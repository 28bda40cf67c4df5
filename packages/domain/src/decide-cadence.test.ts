import { describe, expect, it } from "vitest";
import type { BuildPicture } from "./build-picture.ts";
import type { BuildPolicy } from "./build-rhythm.ts";
import { decideCadence, type CadenceDecision } from "./decide-cadence.ts";
import { decideFinality } from "./decide-finality.ts";
import { aPicture } from "./testing/a-picture.ts";
import { aProcessingExecution, aRecordedExecution } from "./testing/a-recorded-execution.ts";

const POLICY: BuildPolicy = { trackEveryMs: 10, quietPeriodMs: 1_000, settleLimitMs: 2_000 };
const settled = aRecordedExecution({ id: "a" }, { firstSeenAtMs: 5_000, settledAtMs: 5_000 });
const processing = { ...aProcessingExecution({ id: "b", endedAtMs: 900 }), firstSeenAtMs: 5_000 };
const late = { ...aProcessingExecution({ id: "c", endedAtMs: 900 }), firstSeenAtMs: 28_000 };
const final = { atMs: 6_000, reason: "quiet" } as const;

describe("decideCadence", () => {
  it.each<[string, BuildPicture, number, CadenceDecision]>([
    ["lively after an arrival", aPicture([settled]), 5_050, { kind: "again", afterMs: 10, reason: "lively" }],
    ["lively while the lab processes", aPicture([processing]), 6_500, { kind: "again", afterMs: 10, reason: "lively" }],
    ["slower as it goes quiet", aPicture([settled]), 5_200, { kind: "again", afterMs: 50, reason: "slowing" }],
    ["never slower than twelve steps", aPicture([settled]), 5_800, { kind: "again", afterMs: 120, reason: "slowing" }],
    [
      "not beyond the moment it may be final",
      aPicture([settled]),
      5_970,
      { kind: "again", afterMs: 30, reason: "slowing" },
    ],
    [
      "at once where that moment passed",
      aPicture([{ ...processing, firstSeenAtMs: 1_000 }]),
      5_000,
      { kind: "again", afterMs: 1, reason: "lively" },
    ],
    ["lively for a build nothing is known of", aPicture(), 5_000, { kind: "again", afterMs: 10, reason: "lively" }],
    ["off when final", aPicture([settled], { final }), 6_000, { kind: "done", reason: "final" }],
    [
      "late processing of a final build",
      aPicture([settled, processing], { final }),
      28_999,
      { kind: "again", afterMs: 120, reason: "late-processing" },
    ],
    ["off when patience ends", aPicture([settled, processing], { final }), 29_000, { kind: "done", reason: "final" }],
    [
      "on for a late one beside one that is stuck",
      aPicture([processing, late], { final }),
      29_000,
      { kind: "again", afterMs: 120, reason: "late-processing" },
    ],
  ])("is %s", (_what, picture, nowMs, wanted) => {
    expect(decideCadence(picture, decideFinality(picture, nowMs, POLICY), nowMs, POLICY)).toEqual(wanted);
  });
});
