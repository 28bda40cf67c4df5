import type { BuildKey } from "@perfecto-bot/domain";
import type { Clock, PictureStore } from "@perfecto-bot/pipeline";
import { redisScript } from "../redis-script.ts";
import { dueKey } from "../redis-work-schedule.ts";
import { DEFAULT_PREFIX, type StoreOptions } from "../store-options.ts";
import { readOrSetAside, tellSetAside } from "../stored-value.ts";
import { fillShelves, placeOf, printOf } from "./execution-index.ts";
import { decodeFinishedBuild, encodeFinishedBuild, FINISHED_VERSION } from "./finished-build-codec.ts";
import { decodeKnownBuilds, encodeKnownBuilds } from "./known-builds-codec.ts";
import { decodePicture, diffPicture } from "./picture-codec.ts";
import {
  BUILD_OF_EXECUTION,
  FORGET_FINISHED,
  REMEMBER_FINISHED,
  REMEMBER_JOBS,
  SAVE,
  SAVE_KNOWN_BUILDS,
} from "./picture-scripts.ts";

const DAY_MS = 86_400_000;
const PICTURE_DAYS = 14;
const FINISHED_KEPT = 50;
const FINISHED_TTL_MS = 90 * DAY_MS;
/** Longer than anything that was posted is remembered, so that no build is taken for an older one of its number. */
const KNOWN_TTL_MS = 90 * DAY_MS;
const JOBS_KEPT = 50_000;
const JOBS_AGE_MS = 90 * DAY_MS;

/**
 * The picture in Redis. Keys, all under the prefix:
 *
 * | key | shape | lives |
 * |---|---|---|
 * | `picture:<build>` | hash: `revision`, `meta`, `b:<n>`: a bucket of executions | 14 days after the last change |
 * | `picture-index:<lab>/<day>/prints` | hash: shelf → prints of executions written that day, each with its build's; print of a build → build key | 14 days after its last write |
 * | `known-builds:<lab>/<job>` | hash: `revision`, `builds` (the latest 200, of all branches) | 90 days after the last new one |
 * | `finished:<lab>/<job>/<branch>` | hash: build key → finished build, at most 50 | 90 days after the last build |
 * | `finished:<lab>/<job>/<branch>:order` | sorted set of the same, by start | with it |
 * | `jobs:<lab>` | sorted set of job names by when they were seen, at most 50,000 | an entry 90 days |
 *
 * What an earlier version left is read until it ends: `e:<execution id>` in a picture, one execution each, and
 * `picture-index:<lab>/<day>`, execution id → build key. The clock chooses the day of the index, and says since when a build
 * is due to be planned.
 *
 * A picture or list of builds that this version cannot read is never written over: whoever writes must have read it, at the
 * revision that stands.
 */
export function createRedisPictureStore(options: StoreOptions & { readonly clock?: Clock }): PictureStore {
  const { redis, prefix = DEFAULT_PREFIX, clock = Date.now, onSetAside = () => undefined } = options;
  const save = redisScript(redis, "botPictureSave", SAVE);
  const saveKnownBuilds = redisScript(redis, "botSaveKnownBuilds", SAVE_KNOWN_BUILDS);
  const findBuild = redisScript(redis, "botPictureOfExecution", BUILD_OF_EXECUTION);
  const rememberFinished = redisScript(redis, "botRememberFinished", REMEMBER_FINISHED);
  const forgetFinished = redisScript(redis, "botForgetFinished", FORGET_FINISHED);
  const rememberJobs = redisScript(redis, "botRememberJobs", REMEMBER_JOBS);

  const pictureKey = (build: BuildKey): string => `${prefix}:picture:${build}`;
  const formerIndexKey = (lab: string, day: number): string =>
    `${prefix}:picture-index:${encodeURIComponent(lab)}/${day}`;
  const indexKey = (lab: string, day: number): string => `${formerIndexKey(lab, day)}/prints`;
  const knownKey = (lab: string, job: string): string =>
    `${prefix}:known-builds:${[lab, job].map(encodeURIComponent).join("/")}`;
  const jobsKey = (lab: string): string => `${prefix}:jobs:${encodeURIComponent(lab)}`;
  const today = (): number => Math.floor(clock() / DAY_MS);
  const finishedKey = (lab: string, job: string, branch: string | undefined): string =>
    `${prefix}:finished:${[lab, job, branch ?? ""].map(encodeURIComponent).join("/")}`;

  return {
    load: async (build) => {
      const key = pictureKey(build);
      const fields = await redis.hgetallBuffer(key);
      return tellSetAside(() => decodePicture(fields, key), onSetAside);
    },
    save: async (build, before, after) => {
      const { meta, changed: executionIds, written, removed } = diffPicture(before, after);
      const shelves = fillShelves(executionIds);
      const keys = [pictureKey(build), dueKey(prefix, "plan"), indexKey(after.ref.lab, today())];
      const head = [before.revision, after.revision, PICTURE_DAYS * DAY_MS, build, meta, printOf(build), clock()];
      const counts = [written.length, removed.length, shelves.length];
      const args = [...head, ...counts, ...written.flat(), ...removed, ...shelves.flat()];
      return (await save(keys, args)) === 1 ? "saved" : "conflict";
    },
    knownBuilds: async (lab, job) => {
      const key = knownKey(lab, job);
      const fields = await redis.hmget(key, "revision", "builds");
      return tellSetAside(() => decodeKnownBuilds(fields, key), onSetAside);
    },
    saveKnownBuilds: async (lab, job, { revision }, builds) => {
      const args = [revision, revision + 1, encodeKnownBuilds(builds), KNOWN_TTL_MS];
      return (await saveKnownBuilds([knownKey(lab, job)], args)) === 1 ? "saved" : "conflict";
    },
    openBuilds: () => redis.zrange(dueKey(prefix, "track"), 0, "-1"),
    rememberFinished: async (lab, build) => {
      const key = finishedKey(lab, build.job, build.branch);
      const args = [build.key, encodeFinishedBuild(build), build.startedAtMs, FINISHED_KEPT, FINISHED_TTL_MS];
      await rememberFinished([key, `${key}:order`], [...args, FINISHED_VERSION]);
    },
    forgetFinished: async ({ lab, job, branch }, build) => {
      const key = finishedKey(lab, job, branch);
      await forgetFinished([key, `${key}:order`], [build, FINISHED_VERSION]);
    },
    finishedBuilds: async (lab, job, branch) => {
      const key = finishedKey(lab, job, branch);
      const texts = Object.entries(await redis.hgetall(key));
      const builds = texts.flatMap(
        ([build, text]) => readOrSetAside(() => decodeFinishedBuild(text, `${key} ${build}`), onSetAside) ?? [],
      );
      return builds.toSorted((one, other) => other.startedAtMs - one.startedAtMs);
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

/** A flat reply of names and numbers, as pairs. */
function pairs(reply: readonly (string | undefined)[]): readonly (readonly [string, number])[] {
  return reply.flatMap((name, index) =>
    index % 2 === 0 && name !== undefined ? [[name, Number(reply[index + 1])] as const] : [],
  );
}
