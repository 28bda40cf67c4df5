import { findProgram } from "../install-program/find-program.ts";
import { runCommand } from "../install-program/run-command.ts";

/**
 * The server is one program under several names: called as `redis-server` it serves, called as `redis-check-rdb` it checks files.
 * Debian's and Ubuntu's `redis-tools` carries it under the second name only (`redis-server` is a link to it), without a system service.
 * @see https://github.com/redis/redis/blob/7.0.15/src/server.c (main)
 */
const CANDIDATES = [
  { name: "redis-server", calledAs: "redis-server" },
  { name: "valkey-server", calledAs: "valkey-server" },
  { name: "redis-check-rdb", calledAs: "redis-server" },
  { name: "valkey-check-rdb", calledAs: "valkey-server" },
] as const;

/** A server program. It serves when it is called by the name `calledAs`. */
export interface RedisProgram {
  readonly file: string;
  readonly calledAs: string;
}

/** A program on a PATH that can serve as Redis; each candidate is asked for its version before it is believed. */
export async function findRedisServer(path: string): Promise<RedisProgram | undefined> {
  for (const { name, calledAs } of CANDIDATES) {
    const file = findProgram([name], path);
    if (file === undefined) continue;
    const { code, output } = await runCommand(file, ["--version"], { argv0: calledAs, timeoutMs: 10_000 });
    if (code === 0 && output.includes("server v=")) return { file, calledAs };
  }
  return undefined;
}
