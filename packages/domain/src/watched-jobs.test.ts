import { describe, expect, it } from "vitest";
import { coversJob, discoveryShards, LAB_WIDE_SHARD, shardNames, shardOf, watchedJobs } from "./watched-jobs.ts";
import { globOf } from "./glob.ts";

describe("watchedJobs", () => {
  it("names every job once, globs apart, sorted", () => {
    expect(watchedJobs(["b", "a", "b", "nightly-*"])).toEqual({ names: ["a", "b"], globs: ["nightly-*"] });
  });

  it("takes a name with wildcards in it for a name", () => {
    expect(watchedJobs([globOf("pays [*]"), globOf(String.raw`a\b`)])).toEqual({
      names: [String.raw`a\b`, "pays [*]"],
      globs: [],
    });
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
    [globOf("pays [*]"), "pays [*]", true],
    [globOf("pays [*]"), "pays [visa]", false],
    [globOf("pays [*]"), "Pays [*]", false],
    [globOf("what?"), "what?", true],
    [globOf("what?"), "what!", false],
  ])("%s over %s: %s", (pattern, job, wanted) => {
    expect(coversJob(pattern, job)).toBe(wanted);
  });
});
