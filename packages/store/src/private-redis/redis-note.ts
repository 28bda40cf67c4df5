import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Redis } from "ioredis";

/** What a directory says of the Redis that serves it. */
export interface RedisNote {
  readonly v: 1;
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Redis's own id of this run: a port that went to another server since is recognised. */
  readonly runId: string;
}

/** The directory's note, where there is a readable one. It may be older than the last run. */
export function readNote(directory: string): RedisNote | undefined {
  try {
    const note: unknown = JSON.parse(readFileSync(join(directory, "redis.json"), "utf8"));
    return isNote(note) ? note : undefined;
  } catch {
    return undefined;
  }
}

/** Writes the note in one step. */
export function writeNote(directory: string, note: RedisNote): void {
  const file = join(directory, "redis.json");
  writeFileSync(`${file}.new`, JSON.stringify(note), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function isNote(value: unknown): value is RedisNote {
  if (typeof value !== "object" || value === null) return false;
  const note: Partial<Record<keyof RedisNote, unknown>> = value;
  const numbers = typeof note.port === "number" && typeof note.pid === "number";
  return note.v === 1 && typeof note.url === "string" && numbers && typeof note.runId === "string";
}

/** The id of the run that answers on a port of 127.0.0.1, undefined where nobody does or it still loads its data. */
export async function runIdAt(port: number): Promise<string | undefined> {
  const client = new Redis({
    host: "127.0.0.1",
    port,
    lazyConnect: true,
    connectTimeout: 2_000,
    socketTimeout: 5_000,
    maxRetriesPerRequest: 0,
    enableReadyCheck: false,
    retryStrategy: () => null,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const info = await client.info();
    const loading = /^loading:1/m.test(info);
    return loading ? undefined : /^run_id:(\w+)/m.exec(info)?.[1];
  } catch {
    return undefined;
  } finally {
    client.disconnect();
  }
}
