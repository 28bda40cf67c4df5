import { isGlob, matchGlob, nameOf } from "./glob.ts";

/** What a lab is watched for. */
export interface WatchedJobs {
  /** Exact job names, sorted. */
  readonly names: readonly string[];
  /** Globs, which are matched on lab-wide discovery. */
  readonly globs: readonly string[];
}

/** Names that are polled together in one request. */
export const NAMES_PER_SHARD = 20;
/** The shard that looks at the whole lab for globs. */
export const LAB_WIDE_SHARD = -1;

/** What these job patterns want of a lab. */
export function watchedJobs(patterns: Iterable<string>): WatchedJobs {
  const jobs = [...new Set(patterns)];
  return { names: jobs.flatMap((job) => nameOf(job) ?? []).toSorted(), globs: jobs.filter(isGlob).toSorted() };
}

/** The shards that cover what is watched: one per twenty names, and the lab-wide one where there are globs. */
export function discoveryShards({ names, globs }: WatchedJobs): readonly number[] {
  const count = Math.ceil(names.length / NAMES_PER_SHARD);
  return [...(globs.length > 0 ? [LAB_WIDE_SHARD] : []), ...Array.from({ length: count }, (_, index) => index)];
}

/** The names of one shard. */
export function shardNames({ names }: WatchedJobs, shard: number): readonly string[] {
  return shard < 0 ? [] : names.slice(shard * NAMES_PER_SHARD, (shard + 1) * NAMES_PER_SHARD);
}

/** The shard that covers a job pattern. */
export function shardOf({ names }: WatchedJobs, job: string): number {
  const name = nameOf(job);
  return name === undefined ? LAB_WIDE_SHARD : Math.floor(Math.max(0, names.indexOf(name)) / NAMES_PER_SHARD);
}

/**
 * Whether a job pattern covers a job name. Exact names are compared as the lab compares them, with case; a missing job is
 * covered by `*` alone.
 */
export function coversJob(pattern: string, job: string | undefined): boolean {
  const name = nameOf(pattern);
  return name === undefined ? matchGlob(pattern, job ?? "") : name === job;
}
