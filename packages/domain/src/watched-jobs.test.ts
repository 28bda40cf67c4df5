import { describe, expect, it } from "vitest";
import { coversJob, discoveryShards, LAB_WIDE_SHARD, shardNames, shardOf, watchedJobs } from "./watched-jobs.ts";
import { aSubscription } from "./testing/a-subscription.ts";

const paused = { reason: "by-person", detail: "paused", sinceMs: 1 } as const;

describe("watchedJobs", () => {
  it("names every active job of the lab once, globs apart, sorted", () => {
    const subscriptions = [
      aSubscription({ job: "b" }),
      aSubscription({ id: "s2", job: "a" }),
      aSubscription({ id: "s3", job: "b" }),
      aSubscription({ id: "s4", job: "nightly-*" }),
      aSubscription({ id: "s5", job: "resting", paused }),
      aSubscription({ id: "s6", job: "elsewhere", lab: "other" }),
    ];
    expect(watchedJobs(subscriptions, "acme")).toEqual({ names: ["a", "b"], globs: ["nightly-*"] });
  });
});

describe("shards", () => {
  const names = Array.from({ length: 45 }, (_, index) => `job ${String(index).padStart(2, "0")}`);

  it.each([
    [{ names: [], globs: [] }, []],
    [{ names: names.slice(0, 20), globs: [] }, [0]],
    [{ names: names.slice(0, 21), globs: [] }, [0, 1]],
    [{ names, globs: ["*"] }, [LAB_WIDE_SHARD, 0, 1, 2]],
    [{ names: [], globs: ["*"] }, [LAB_WIDE_SHARD]],
  ])("of %j are %j", (watched, shards) => {
    expect(discoveryShards(watched)).toEqual(shards);
  });

  it("hold every name exactly once, where shardOf says", () => {
    const watched = { names, globs: ["n*"] };
    const held = discoveryShards(watched).flatMap((shard) => shardNames(watched, shard));
    expect(held).toEqual(names);
    expect(names.every((name) => shardNames(watched, shardOf(watched, name)).includes(name))).toBe(true);
    expect(shardOf(watched, "n*")).toBe(LAB_WIDE_SHARD);
    expect(shardNames(watched, LAB_WIDE_SHARD)).toEqual([]);
  });
});

describe("coversJob", () => {
  it.each<[string, string | undefined, boolean]>([
    ["Nightly", "Nightly", true],
    ["Nightly", "nightly", false],
    ["night*", "Nightly", true],
    ["night*", "A nightly", false],
    ["*", undefined, true],
    ["?*", undefined, false],
    ["Nightly", undefined, false],
  ])("%s over %s: %s", (pattern, job, wanted) => {
    expect(coversJob(pattern, job)).toBe(wanted);
  });
});
