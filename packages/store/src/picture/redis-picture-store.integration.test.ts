import { emptyPicture, type BuildPicture, type JobBuildRef, type RecordedExecution } from "@perfecto-bot/domain";
import { pictureStoreConformance } from "@perfecto-bot/pipeline/conformance";
import { describe, expect, it } from "vitest";
import { freshStores } from "../testing/fresh-store.ts";
import { createRedisWorkSchedule } from "../redis-work-schedule.ts";
import { keysOf } from "../testing/keys-of.ts";
import { bucketCount, bucketOf } from "./execution-bucket.ts";
import { createRedisPictureStore } from "./redis-picture-store.ts";

const fresh = freshStores();

pictureStoreConformance("redis", () => {
  const options = fresh();
  return { store: createRedisPictureStore(options), schedule: createRedisWorkSchedule(options) };
});

const REF: JobBuildRef = { kind: "job", lab: "acme", job: "Nightly", number: 45 };
const DAY_MS = 86_400_000;

function grown(picture: BuildPicture, count: number, answeredAtMs: number): BuildPicture {
  const executions = new Map<string, RecordedExecution>(picture.executions);
  for (let index = 0; index < count; index += 1) {
    const lists = { tags: [], platforms: [], videos: [], artifacts: [] };
    const execution = { lab: REF.lab, id: `e${index}`, name: `test ${index}`, status: "PASSED" as const, ...lists };
    executions.set(execution.id, { execution, firstSeenAtMs: 1, answeredAtMs });
  }
  return { ...picture, revision: picture.revision + 1, executions };
}

describe("createRedisPictureStore", () => {
  it("saves and loads a build of 500 changed executions with one command each", async () => {
    const options = fresh();
    const store = createRedisPictureStore(options);
    const first = grown(emptyPicture(REF), 500, 1);
    const second = grown(first, 500, 2);
    expect(await store.save("k", emptyPicture(REF), first)).toBe("saved");
    const before = options.redis.commands;
    expect(await store.save("k", first, second)).toBe("saved");
    expect(options.redis.commands - before).toBe(1);
    expect(await store.load("k")).toEqual(second);
    expect(options.redis.commands - before).toBe(2);
  });

  it("writes only the buckets in which something changed", async () => {
    const options = fresh();
    const store = createRedisPictureStore(options);
    const key = `${options.prefix}:picture:k`;
    const first = grown(emptyPicture(REF), 100, 1);
    await store.save("k", emptyPicture(REF), first);
    const [own, other] = ["e0", "e1"].map((id) => `b:${bucketOf(id, bucketCount(100))}`);
    expect(other).not.toBe(own);
    await options.redis.hset(key, `${other}`, "left alone");
    const before = await options.redis.hgetBuffer(key, `${own}`);
    const copy = new Map([...first.executions].map(([id, record]) => [id, { ...record }]));
    const second = { ...grown({ ...first, executions: copy }, 1, 2) };
    expect(await store.save("k", first, second)).toBe("saved");
    expect(await options.redis.hget(key, `${other}`)).toBe("left alone");
    expect(await options.redis.hgetBuffer(key, `${own}`)).not.toEqual(before);
  });

  it("goes on with what an earlier version stored", async () => {
    const options = fresh();
    const nowMs = 20 * DAY_MS;
    const store = createRedisPictureStore({ ...options, clock: () => nowMs });
    const { executions, revision, ...meta } = grown(emptyPicture(REF), 40, 1);
    const fields = [...executions].flatMap(([id, value]) => [`e:${id}`, JSON.stringify({ v: 1, value })]);
    const head = ["revision", revision, "meta", JSON.stringify({ v: 1, value: meta })];
    await options.redis.hset(`${options.prefix}:picture:k`, ...head, ...fields);
    await options.redis.hset(`${options.prefix}:picture-index:acme/7`, "e0", "k", "e1", "k");
    const before = await store.load("k");
    if (before === undefined) throw new Error("the former picture was not read");
    expect(before).toEqual({ ...meta, executions, revision });
    const changed = grown(before, 1, 2);
    const after = { ...changed, executions: new Map([...changed.executions].filter(([id]) => id !== "e1")) };
    expect(await store.save("k", before, after)).toBe("saved");
    expect(await store.load("k")).toEqual(after);
    expect(await Promise.all(["e0", "e1", "e2"].map((id) => store.buildOfExecution("acme", id)))).toEqual([
      "k",
      "k",
      undefined,
    ]);
  });

  it("finds the build an execution was last seen in, among many on its shelf", async () => {
    const options = fresh();
    const store = createRedisPictureStore(options);
    for (const build of ["k", "l"]) await store.save(build, emptyPicture(REF), grown(emptyPicture(REF), 3_000, 1));
    await store.save("m", emptyPicture(REF), grown(emptyPicture(REF), 1, 1));
    const ids = Array.from({ length: 3_000 }, (_, index) => `e${index}`);
    const builds = await Promise.all(ids.map((id) => store.buildOfExecution("acme", id)));
    expect(builds).toEqual(ids.map((id) => (id === "e0" ? "m" : "l")));
    const before = options.redis.commands;
    await store.buildOfExecution("acme", "e7");
    expect(options.redis.commands - before).toBe(1);
  });

  it("does nothing when a save is sent twice", async () => {
    const options = fresh();
    const store = createRedisPictureStore(options);
    const first = grown(emptyPicture(REF), 40, 1);
    expect(await store.save("k", emptyPicture(REF), first)).toBe("saved");
    const stored = await options.redis.hgetallBuffer(`${options.prefix}:picture:k`);
    expect(await store.save("k", emptyPicture(REF), first)).toBe("conflict");
    expect(await options.redis.hgetallBuffer(`${options.prefix}:picture:k`)).toEqual(stored);
  });

  it("finds the build of an execution for 14 days", async () => {
    let nowMs = Date.now();
    const store = createRedisPictureStore({ ...fresh(), clock: () => nowMs });
    await store.save("k", emptyPicture(REF), grown(emptyPicture(REF), 1, 1));
    nowMs += 14 * DAY_MS;
    expect(await store.buildOfExecution(REF.lab, "e0")).toBe("k");
    nowMs += DAY_MS;
    expect(await store.buildOfExecution(REF.lab, "e0")).toBeUndefined();
  });

  it("leaves keys that end, but for those that empty themselves", async () => {
    const options = fresh();
    const store = createRedisPictureStore({ ...options, clock: () => 5 * DAY_MS });
    await store.save("k", emptyPicture(REF), grown(emptyPicture(REF), 1, 1));
    const build = {
      key: "k",
      job: "Nightly",
      number: 45,
      label: "#45",
      verdict: "passed",
      failed: 0,
      total: 1,
    } as const;
    await store.rememberFinished("acme", { ...build, startedAtMs: 1, endedAtMs: 1, finalAtMs: 2 });
    await store.saveKnownBuilds("acme", "Nightly", { revision: 0, builds: [] }, [{ key: "k", startedAtMs: 1 }]);
    expect(await keysOf(options)).toEqual({
      "due:plan": "stays",
      "finished:acme/Nightly/": "ends",
      "finished:acme/Nightly/:order": "ends",
      "known-builds:acme/Nightly": "ends",
      "picture-index:acme/5/prints": "ends",
      "picture:k": "ends",
    });
    await createRedisWorkSchedule(options).remove("plan", "k");
    expect(Object.keys(await keysOf(options))).not.toContain("due:plan");
  });

  it("reads finished builds of the version before, which had neither start nor label", async () => {
    const options = fresh();
    const store = createRedisPictureStore(options);
    const shape = { job: "Nightly", verdict: "failed", failed: 1, total: 3, failing: ["a"], finalAtMs: 9 };
    const former = { a: { ...shape, key: "a", number: 45, endedAtMs: 5 }, b: { ...shape, key: "b", endedAtMs: 7 } };
    for (const [key, value] of Object.entries(former))
      await options.redis.hset(`${options.prefix}:finished:acme/Nightly/`, key, JSON.stringify({ v: 1, value }));
    await store.rememberFinished("acme", {
      key: "c",
      job: "Nightly",
      label: "#46",
      verdict: "passed",
      failed: 0,
      total: 3,
      startedAtMs: 6,
      endedAtMs: 8,
      finalAtMs: 9,
    });
    const history = await store.finishedBuilds("acme", "Nightly", undefined);
    expect(history.map(({ key, startedAtMs, label }) => [key, startedAtMs, label])).toEqual([
      ["b", 7, "the build before"],
      ["c", 6, "#46"],
      ["a", 5, "#45"],
    ]);
  });

  it("reads and writes the known builds of a job with one command each", async () => {
    const options = fresh();
    const store = createRedisPictureStore(options);
    const none = await store.knownBuilds("acme", "Nightly");
    const builds = Array.from({ length: 200 }, (_, number) => ({ key: `k${number}`, number, startedAtMs: number }));
    await store.saveKnownBuilds("acme", "Nightly", none, []);
    const before = options.redis.commands;
    const known = await store.knownBuilds("acme", "Nightly");
    expect(await store.saveKnownBuilds("acme", "Nightly", known, builds)).toBe("saved");
    expect(options.redis.commands - before).toBe(2);
    expect(await store.knownBuilds("acme", "Nightly")).toEqual({ revision: 2, builds });
  });

  it("forgets job names that were not seen for 90 days", async () => {
    const store = createRedisPictureStore(fresh());
    await store.rememberJobNames("acme", ["old"], 0);
    await store.rememberJobNames("acme", ["new"], 90 * DAY_MS + 1);
    expect((await store.jobNames("acme", 10)).map(({ name }) => name)).toEqual(["new"]);
  });
});
