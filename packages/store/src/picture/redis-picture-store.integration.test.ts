import { emptyPicture, type BuildPicture, type JobBuildRef, type RecordedExecution } from "@perfecto-bot/domain";
import { pictureStoreConformance } from "@perfecto-bot/pipeline/conformance";
import { describe, expect, it } from "vitest";
import { freshStores } from "../testing/fresh-store.ts";
import { keysOf } from "../testing/keys-of.ts";
import { createRedisPictureStore } from "./redis-picture-store.ts";

const fresh = freshStores();

pictureStoreConformance("redis", () => createRedisPictureStore(fresh()));

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

  it("writes only what changed", async () => {
    const options = fresh();
    const store = createRedisPictureStore(options);
    const first = grown(emptyPicture(REF), 3, 1);
    await store.save("k", emptyPicture(REF), first);
    await options.redis.hset(`${options.prefix}:picture:k`, "e:e2", "left alone");
    const copy = new Map([...first.executions].map(([id, record]) => [id, { ...record }]));
    const second = { ...grown({ ...first, executions: copy }, 1, 2) };
    expect(await store.save("k", first, second)).toBe("saved");
    expect(await options.redis.hget(`${options.prefix}:picture:k`, "e:e2")).toBe("left alone");
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
      verdict: "passed",
      failed: 0,
      total: 1,
      failing: [],
    } as const;
    await store.rememberFinished("acme", { ...build, endedAtMs: 1, finalAtMs: 2 });
    expect(await keysOf(options)).toEqual({
      "finished:acme/Nightly/": "ends",
      "finished:acme/Nightly/:order": "ends",
      "picture-changed": "stays",
      "picture-changed:counter": "stays",
      "picture-changed:revision": "stays",
      "picture-index:acme/5": "ends",
      "picture:k": "ends",
    });
    await store.clearChanged("k", 1);
    expect(Object.keys(await keysOf(options))).not.toContain("picture-changed");
  });

  it("forgets job names that were not seen for 90 days", async () => {
    const store = createRedisPictureStore(fresh());
    await store.rememberJobNames("acme", ["old"], 0);
    await store.rememberJobNames("acme", ["new"], 90 * DAY_MS + 1);
    expect((await store.jobNames("acme", 10)).map(({ name }) => name)).toEqual(["new"]);
  });

  it("refuses a picture of another version", async () => {
    const options = fresh();
    await options.redis.hset(`${options.prefix}:picture:k`, { revision: "1", meta: '{"v":2,"value":{}}' });
    await expect(createRedisPictureStore(options).load("k")).rejects.toMatchObject({ name: "StoredValueError" });
  });
});
