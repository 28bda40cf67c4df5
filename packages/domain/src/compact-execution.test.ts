import * as fc from "fast-check";
import { expect, it } from "vitest";
import { compactExecution } from "./compact-execution.ts";
import { arbitraryExecution } from "./testing/arbitrary-answers.ts";
import { anExecution } from "./testing/an-execution.ts";

const whole = anExecution({
  message: "m".repeat(9_000),
  reason: "r".repeat(900),
  name: "n".repeat(2_000),
  tags: Array.from({ length: 80 }, () => "t".repeat(900)),
  reportUrl: "https://lab/report",
  videos: Array.from({ length: 30 }, () => ({ url: "https://lab/v" })),
  artifacts: Array.from({ length: 30 }, () => ({ type: "VITALS", url: "https://lab/a" })),
});

it("keeps of a passed execution what filters look at, and no links", () => {
  const { videos, artifacts, message, reportUrl, name, job, platforms } = compactExecution(whole);
  expect([videos, artifacts, message, reportUrl]).toEqual([[], [], undefined, undefined]);
  expect(name).toHaveLength(1_000);
  expect([job, platforms]).toEqual([whole.job, whole.platforms]);
});

it.each(["FAILED", "BLOCKED"] as const)("keeps of a %s execution its links and bounded texts", (status) => {
  const kept = compactExecution({ ...whole, status });
  expect(kept.message).toHaveLength(4_000);
  expect(kept.reason).toHaveLength(300);
  expect(kept.reportUrl).toBe("https://lab/report");
  expect([kept.videos.length, kept.artifacts.length, kept.tags.length, kept.tags[0]?.length]).toEqual([
    20, 20, 50, 300,
  ]);
});

it("compacts what is compact to itself", () => {
  fc.assert(
    fc.property(arbitraryExecution, (execution) => {
      const once = compactExecution(execution);
      expect(compactExecution(once)).toEqual(once);
    }),
  );
});
