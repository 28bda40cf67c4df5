import type { BuildPicture, RecordedExecution } from "@perfecto-bot/domain";
import { storedShape } from "../stored-value.ts";
import { bucketCount, bucketOf, decodeBucket, encodeBucket, type KnownExecution } from "./execution-bucket.ts";

/** What differs between two pictures, as fields of the picture's hash. */
export interface PictureChange {
  readonly meta: string;
  /** Ids of the executions that are new or have other content. */
  readonly changed: readonly string[];
  /** Field and value. */
  readonly written: readonly (readonly [string, Buffer])[];
  readonly removed: readonly string[];
}

/** Version 2 may have buckets beside it. Version 1 had every execution in a field of its own. */
const META = storedShape<Omit<BuildPicture, "executions" | "revision">>("picture", { newest: 2 });
const FORMER_RECORD = storedShape<RecordedExecution>("picture");

const BUCKET = "b:";
const FORMER = "e:";

/**
 * What must be written to make one picture of another: the buckets in which an execution differs, or all of them where
 * the number of buckets does. An execution that is the same object, or has the same content, does not differ.
 */
export function diffPicture(before: BuildPicture, after: BuildPicture): PictureChange {
  const { executions, revision: _, ...meta } = after;
  const changed = [...executions]
    .filter(([id, record]) => differs(before.executions.get(id), record))
    .map(([id]) => id);
  const gone = [...before.executions.keys()].filter((id) => !executions.has(id));
  const count = bucketCount(executions.size);
  const countBefore = bucketCount(before.executions.size);
  const touched: readonly number[] =
    count === countBefore
      ? [...changed, ...gone].map((id) => bucketOf(id, count))
      : Array.from({ length: Math.max(count, countBefore) }, (_unused, bucket) => bucket);
  const buckets = new Map<number, KnownExecution[]>(touched.map((bucket) => [bucket, []]));
  for (const entry of buckets.size === 0 ? [] : executions) buckets.get(bucketOf(entry[0], count))?.push(entry);
  const full = [...buckets].filter(([, entries]) => entries.length > 0);
  const empty = [...buckets].filter(([, entries]) => entries.length === 0);
  return {
    meta: META.encode(meta),
    changed,
    written: full.map(([bucket, entries]) => [`${BUCKET}${bucket}`, encodeBucket(entries)]),
    removed: [...empty.map(([bucket]) => `${BUCKET}${bucket}`), ...gone.map((id) => `${FORMER}${id}`)],
  };
}

/**
 * The picture in a hash's fields; undefined where the hash is none. Fields of the former version may stand beside buckets:
 * an execution in both was written anew since, and the bucket is right.
 * @throws {SetAsideError} where any of it is of a newer version, or cannot be read
 */
export function decodePicture(fields: Readonly<Record<string, Buffer>>, key: string): BuildPicture | undefined {
  const { meta, revision, ...rest } = fields;
  if (meta === undefined || revision === undefined) return undefined;
  const known = META.decode(meta.toString(), key);
  const executions = new Map<string, RecordedExecution>();
  const values = Object.entries(rest);
  for (const [name, bytes] of values)
    if (name.startsWith(BUCKET)) for (const [id, record] of decodeBucket(bytes, key)) executions.set(id, record);
  for (const [name, text] of values) {
    const id = name.slice(FORMER.length);
    if (!name.startsWith(BUCKET) && !executions.has(id)) executions.set(id, FORMER_RECORD.decode(text.toString(), key));
  }
  return { ...known, revision: Number(revision.toString()), executions };
}

function differs(before: RecordedExecution | undefined, after: RecordedExecution): boolean {
  return before !== after && (before === undefined || JSON.stringify(before) !== JSON.stringify(after));
}
