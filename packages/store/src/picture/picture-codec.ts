import type { BuildPicture, RecordedExecution } from "@perfecto-bot/domain";
import { storedShape } from "../stored-value.ts";

/** What differs between two pictures, as fields of the picture's hash. */
export interface PictureChange {
  readonly meta: string;
  /** Field and value. */
  readonly changed: readonly (readonly [string, string])[];
  readonly removed: readonly string[];
}

const META = storedShape<Omit<BuildPicture, "executions" | "revision">>();
const RECORD = storedShape<RecordedExecution>();

const field = (executionId: string): string => `e:${executionId}`;

/** The fields that must be written to make one picture of another. An execution that is the same object, or has the same content, is not. */
export function diffPicture(before: BuildPicture, after: BuildPicture): PictureChange {
  const { executions, revision: _, ...meta } = after;
  const changed = [...executions].flatMap(([id, record]): [string, string][] => {
    const old = before.executions.get(id);
    if (old === record) return [];
    const value = RECORD.encode(record);
    return old !== undefined && RECORD.encode(old) === value ? [] : [[field(id), value]];
  });
  const removed = [...before.executions.keys()].filter((id) => !executions.has(id)).map(field);
  return { meta: META.encode(meta), changed, removed };
}

/** The picture in a hash's fields; undefined where the hash is none. */
export function decodePicture(fields: Readonly<Record<string, string>>, key: string): BuildPicture | undefined {
  const { meta, revision, ...rest } = fields;
  if (meta === undefined || revision === undefined) return undefined;
  const executions = Object.entries(rest).map(([name, value]): [string, RecordedExecution] => [
    name.slice(2),
    RECORD.decode(value, key),
  ]);
  return { ...META.decode(meta, key), revision: Number(revision), executions: new Map(executions) };
}
