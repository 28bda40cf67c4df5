import type { BuildKey } from "@perfecto-bot/domain";
import type { Clock, FinishedBuild, PictureStore } from "@perfecto-bot/pipeline";
import { redisScript, replyTexts } from "../redis-script.ts";
import { DEFAULT_PREFIX, type StoreOptions } from "../store-options.ts";
import { storedShape } from "../stored-value.ts";
import { fillShelves, placeOf, printOf } from "./execution-index.ts";
import { decodePicture, diffPicture } from "./picture-codec.ts";
import {
  BUILD_OF_EXECUTION,
  CHANGED,
  CLEAR_CHANGED,
  REMEMBER_FINISHED,
  REMEMBER_JOBS,
  SAVE,
} from "./picture-scripts.ts";

const DAY_MS = 86_400_000;
const FINISHED = storedShape<FinishedBuild>();
const PICTURE_DAYS = 14;
const FINISHED_KEPT = 50;
const FINISHED_TTL_MS = 90 * DAY_MS;
const JOBS_KEPT = 50_000;
const JOBS_AGE_MS = 90 * DAY_MS;

/**
 * The picture in Redis. Keys, all under the prefix:
 *
 * | key | shape | lives |
 * |---|---|---|
 * | `picture:<build>` | hash: `revision`, `meta`, `b:<n>`: a bucket of executions | 14 days after the last change |
 * | `picture-index:<lab>/<day>/prints` | hash: shelf → prints of executions written that day, each with its build's; print of a build → build key | 14 days after its last write |
 * | `picture-changed` | sorted set of builds to plan, by a counter | an entry until it is planned |
 * | `picture-changed:revision` | hash: build key → revision, for the same builds | an entry until it is planned |
 * | `picture-changed:counter` | number | always: one key |
 * | `picture-open` | sorted set of builds in flight, by when they were looked at | an entry until the build is closed |
 * | `finished:<lab>/<job>/<branch>` | hash: build key → finished build, at most 50 | 90 days after the last build |
 * | `finished:<lab>/<job>/<branch>:order` | sorted set of the same, by rank | with it |
 * | `jobs:<lab>` | sorted set of job names by when they were seen, at most 50,000 | an entry 90 days |
 *
 * What an earlier version left is read until it ends: `e:<execution id>` in a picture, one execution each, and
 * `picture-index:<lab>/<day>`, execution id → build key. The clock only chooses the day of the index.
 */
export function createRedisPictureStore(options: StoreOptions & { readonly clock?: Clock }): PictureStore {
  const { redis, prefix = DEFAULT_PREFIX, clock = Date.now } = options;
  const save = redisScript(redis, "botPictureSave", SAVE);
  const findBuild = redisScript(redis, "botPictureOfExecution", BUILD_OF_EXECUTION);
  const changedBuilds = redisScript(redis, "botPictureChanged", CHANGED);
  const clearChanged = redisScript(redis, "botPictureClearChanged", CLEAR_CHANGED);
  const rememberFinished = redisScript(redis, "botRememberFinished", REMEMBER_FINISHED);
  const rememberJobs = redisScript(redis, "botRememberJobs", REMEMBER_JOBS);

  const pictureKey = (build: BuildKey): string => `${prefix}:picture:${build}`;
  const formerIndexKey = (lab: string, day: number): string =>
    `${prefix}:picture-index:${encodeURIComponent(lab)}/${day}`;
  const indexKey = (lab: string, day: number): string => `${formerIndexKey(lab, day)}/prints`;
  const changed = `${prefix}:picture-changed`;
  const changedKeys = [changed, `${changed}:revision`];
  const open = `${prefix}:picture-open`;
  const jobsKey = (lab: string): string => `${prefix}:jobs:${encodeURIComponent(lab)}`;
  const today = (): number => Math.floor(clock() / DAY_MS);
  const finishedKey = (lab: string, job: string, branch: string | undefined): string =>
    `${prefix}:finished:${[lab, job, branch ?? ""].map(encodeURIComponent).join("/")}`;

  return {
    load: async (build) => {
      const key = pictureKey(build);
      return decodePicture(await redis.hgetallBuffer(key), key);
    },
    save: async (build, before, after) => {
      const { meta, changed: executionIds, written, removed } = diffPicture(before, after);
      const shelves = fillShelves(executionIds);
      const keys = [pictureKey(build), ...changedKeys, `${changed}:counter`, indexKey(after.ref.lab, today())];
      const head = [before.revision, after.revision, PICTURE_DAYS * DAY_MS, build, meta, printOf(build)];
      const counts = [written.length, removed.length, shelves.length];
      const args = [...head, ...counts, ...written.flat(), ...removed, ...shelves.flat()];
      return (await save(keys, args)) === 1 ? "saved" : "conflict";
    },
    changedBuilds: async (limit) => {
      if (limit <= 0) return [];
      const reply = replyTexts(await changedBuilds(changedKeys, [limit]));
      return pairs(reply).map(([key, revision]) => ({ key, revision }));
    },
    clearChanged: async (build, revision) => {
      await clearChanged(changedKeys, [build, revision]);
    },
    openBuilds: async () =>
      pairs(await redis.zrange(open, 0, "-1", "WITHSCORES")).map(([key, sinceMs]) => ({ key, sinceMs })),
    openBuild: async (build, nowMs) => {
      await redis.zadd(open, nowMs, build);
    },
    closeBuild: async (build) => {
      await redis.zrem(open, build);
    },
    rememberFinished: async (lab, build) => {
      const key = finishedKey(lab, build.job, build.branch);
      const args = [build.key, FINISHED.encode(build), rank(build), FINISHED_KEPT, FINISHED_TTL_MS];
      await rememberFinished([key, `${key}:order`], args);
    },
    finishedBuilds: async (lab, job, branch) => {
      const key = finishedKey(lab, job, branch);
      const builds = (await redis.hvals(key)).map((text) => FINISHED.decode(text, key));
      return builds.toSorted((one, other) => rank(other) - rank(one));
    },
    buildOfExecution: async (lab, executionId) => {
      const days = Array.from({ length: PICTURE_DAYS + 1 }, (_, age) => today() - age);
      const keys = days.flatMap((day) => [indexKey(lab, day), formerIndexKey(lab, day)]);
      const { shelf, print } = placeOf(executionId);
      const build = await findBuild(keys, [executionId, shelf, print]);
      return typeof build === "string" ? build : undefined;
    },
    jobNames: async (lab, limit) => {
      if (limit <= 0) return [];
      const reply = await redis.zrevrange(jobsKey(lab), 0, limit - 1, "WITHSCORES");
      return pairs(reply).map(([name, lastSeenMs]) => ({ name, lastSeenMs }));
    },
    rememberJobNames: async (lab, names, nowMs) => {
      if (names.length > 0) await rememberJobs([jobsKey(lab)], [nowMs, nowMs - JOBS_AGE_MS, JOBS_KEPT, ...names]);
    },
  };
}

/** Newer is greater. Builds with a number come before driver sessions, whose only order is time. */
function rank({ number, endedAtMs }: FinishedBuild): number {
  return number === undefined ? endedAtMs : 1e15 + number;
}

/** A flat reply of names and numbers, as pairs. */
function pairs(reply: readonly (string | undefined)[]): readonly (readonly [string, number])[] {
  return reply.flatMap((name, index) =>
    index % 2 === 0 && name !== undefined ? [[name, Number(reply[index + 1])] as const] : [],
  );
}
