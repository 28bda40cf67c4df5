import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { RecordedExecution } from "@perfecto-bot/domain";
import { SetAsideError } from "@perfecto-bot/pipeline";

/** An execution under its id. */
export type KnownExecution = readonly [string, RecordedExecution];

/**
 * Executions of a build are much alike: of 32 in one deflated text, each needs a tenth of its JSON. More in a bucket
 * save little more, and all of a bucket is written when one of it changes. Part of what is stored.
 */
const MOST_PER_BUCKET = 32;
/** Begins a bucket. The records before were JSON, one in a field, of version 1. */
const VERSION = 2;
/** A higher level saves 2 bytes of 80, and takes twice the time. */
const LEVEL = 3;

/** How many buckets a build of so many executions has: a power of two, so that it changes seldom. */
export function bucketCount(executions: number): number {
  let count = 1;
  while (executions > count * MOST_PER_BUCKET) count *= 2;
  return count;
}

/**
 * The bucket of an execution among `count`: FNV-1a over the id's UTF-16 units, its upper half folded in.
 * @see https://datatracker.ietf.org/doc/html/draft-eastlake-fnv
 */
export function bucketOf(executionId: string, count: number): number {
  let hash = 0x81_1c_9d_c5;
  for (let index = 0; index < executionId.length; index += 1)
    hash = Math.imul(hash ^ executionId.charCodeAt(index), 0x01_00_01_93);
  return ((hash ^ (hash >>> 16)) >>> 0) % count;
}

/** A bucket as bytes: its version, then the deflated JSON of its executions. Members this version does not know are kept. */
export function encodeBucket(executions: readonly KnownExecution[]): Buffer {
  return Buffer.concat([Buffer.of(VERSION), deflateRawSync(JSON.stringify(executions), { level: LEVEL })]);
}

/** The executions that `encodeBucket` wrote. @throws {SetAsideError} where the bytes are of a newer version, or broken */
export function decodeBucket(bytes: Buffer, key: string): readonly KnownExecution[] {
  const version = bytes[0] ?? 0;
  if (version !== VERSION)
    throw new SetAsideError({ what: "picture", why: version > VERSION ? "newer-version" : "unreadable", key });
  try {
    return JSON.parse(inflateRawSync(bytes.subarray(1)).toString());
  } catch {
    throw new SetAsideError({ what: "picture", why: "unreadable", key });
  }
}
