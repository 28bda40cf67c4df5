import { describe, expect, it } from "vitest";
import type { Video } from "./execution.ts";
import { videoMoment, type VideoMoment } from "./video-moment.ts";

const first: Video = { url: "https://lab/1.mp4", startedAtMs: 100_000, endedAtMs: 200_000 };
const second: Video = { url: "https://lab/2.mp4#t=9", startedAtMs: 200_001, endedAtMs: 300_000 };
const open: Video = { url: "https://lab/open.mp4", startedAtMs: 100_000 };

describe("videoMoment", () => {
  it.each<[string, readonly Video[], number | undefined, VideoMoment | undefined]>([
    ["no video", [], 150_000, undefined],
    ["a video without address", [{ startedAtMs: 0, endedAtMs: 9 }], 5, undefined],
    ["four seconds early", [first], 150_000, { url: "https://lab/1.mp4#t=46", atSeconds: 46 }],
    ["whole seconds", [first], 150_900, { url: "https://lab/1.mp4#t=46", atSeconds: 46 }],
    ["not before the start", [first], 102_000, { url: "https://lab/1.mp4#t=0", atSeconds: 0 }],
    ["the very end", [first], 200_000, { url: "https://lab/1.mp4#t=96", atSeconds: 96 }],
    ["a moment before the video", [first], 99_999, { url: "https://lab/1.mp4" }],
    ["a moment after the video", [first], 200_001, { url: "https://lab/1.mp4" }],
    ["the video that shows it", [first, second], 250_001, { url: "https://lab/2.mp4#t=46", atSeconds: 46 }],
    ["a video in any order", [second, first], 150_000, { url: "https://lab/1.mp4#t=46", atSeconds: 46 }],
    ["a video without end", [open], 500_000, { url: "https://lab/open.mp4#t=396", atSeconds: 396 }],
    ["a later video over one without end", [open, second], 250_001, { url: "https://lab/2.mp4#t=46", atSeconds: 46 }],
    ["no stamps", [{ url: "https://lab/1.mp4" }], 150_000, { url: "https://lab/1.mp4" }],
    ["no moment", [first], undefined, { url: "https://lab/1.mp4" }],
    ["the first with an address", [{ startedAtMs: 1 }, second], undefined, { url: "https://lab/2.mp4#t=9" }],
  ])("opens %s", (_what, videos, atMs, wanted) => {
    expect(videoMoment(videos, atMs)).toEqual(wanted);
  });

  it("opens three to five seconds early at any millisecond", () => {
    for (let atMs = 110_000; atMs < 112_000; atMs += 7) {
      const early = atMs - (100_000 + (videoMoment([first], atMs)?.atSeconds ?? 0) * 1000);
      expect(early).toBeGreaterThanOrEqual(3_000);
      expect(early).toBeLessThanOrEqual(5_000);
    }
  });
});
