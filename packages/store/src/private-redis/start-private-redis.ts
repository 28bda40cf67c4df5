import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./free-port.ts";
import { PrivateRedisError } from "./private-redis-error.ts";
import { findRedisSource, launchCommand, type RedisSource } from "./redis-launch.ts";
import { readNote, runIdAt, writeNote, type RedisNote } from "./redis-note.ts";
import { runCommand } from "../install-program/run-command.ts";
import { runSupervised, signal, type Supervised } from "./run-supervised.ts";

/** How long a server may load its data, or an image may be pulled. */
const START_LIMIT_MS = 300_000;
/** How long a server that holds the directory may neither answer nor end. */
const BUSY_LIMIT_MS = 30_000;
/** How long a server may take to write its file and end. */
const STOP_PATIENCE_MS = 10_000;

/** Where a private Redis lives and who hears of it. */
export interface PrivateRedisOptions {
  /** Its data, log and notes; made where missing. One server at a time serves a directory. */
  readonly directory: string;
  /** 0 or absent: a free one. */
  readonly port?: number;
  /** Told in whole sentences what is done, such as an installation. */
  readonly log?: (line: string) => void;
  /** Called when the server ended and nobody asked for it; `restart` is allowed then. */
  readonly onCrash?: () => void;
  /** Where programs are looked for. Default: the environment's PATH. */
  readonly path?: string;
}

/** A Redis of our own on 127.0.0.1. It ends with this process, however this process ends. */
export interface PrivateRedis {
  readonly url: string;
  readonly port: number;
  /** The server's process (Docker: the client's). Changes with `restart`. */
  readonly pid: number;
  /** False where another process of ours had started it for the same directory: it is shared and ends with that one. */
  readonly owned: boolean;
  /** Ends it in order. Does nothing where it is not owned. */
  readonly stop: () => Promise<void>;
  /** Ends it with SIGKILL, as a crash would. @throws {PrivateRedisError} `not-owner` */
  readonly kill: () => Promise<void>;
  /** Ends it if it runs and serves the same data on the same port again. @throws {PrivateRedisError} */
  readonly restart: () => Promise<void>;
}

interface Run {
  readonly note: RedisNote;
  readonly process: Supervised;
}

/**
 * Starts Redis or Valkey as a child that keeps every write in an append-only file (synced once a second).
 * What is installed is used; else it is installed where that needs no question; else Docker runs it.
 * Where a server of this directory is already running, that one is shared.
 *
 * @throws {PrivateRedisError} with what to do
 */
export async function startPrivateRedis(options: PrivateRedisOptions): Promise<PrivateRedis> {
  const { log = () => undefined, path = process.env["PATH"] ?? "" } = options;
  const directory = resolve(options.directory);
  const source = await findRedisSource(path, log);
  const first = await startOrJoin(source, directory, options.port ?? 0, path);
  if (!("process" in first)) {
    log(`Sharing the Redis that already serves ${directory}, at ${first.note.url}.`);
    return sharedRedis(first.note);
  }
  return ownRedis(first, source, directory, path, options.onCrash ?? (() => undefined));
}

function sharedRedis({ url, port, pid }: RedisNote): PrivateRedis {
  const refuse = async (): Promise<void> => {
    throw new PrivateRedisError(
      "not-owner",
      `The Redis at ${url} belongs to another process: stop that process instead.`,
    );
  };
  return { url, port, pid, owned: false, stop: async () => undefined, kill: refuse, restart: refuse };
}

function ownRedis(first: Run, source: RedisSource, directory: string, path: string, onCrash: () => void): PrivateRedis {
  let run = first;
  let asked = false;
  const watch = ({ process }: Run): void => {
    asked = false;
    void process.ended.then(() => (asked ? undefined : onCrash()));
  };
  watch(run);
  const end = async (patienceMs: number): Promise<void> => {
    asked = true;
    await run.process.end(patienceMs);
  };
  return {
    url: first.note.url,
    port: first.note.port,
    owned: true,
    get pid() {
      return run.note.pid;
    },
    stop: () => end(STOP_PATIENCE_MS),
    kill: async () => {
      asked = true;
      if (source.kind === "docker") await runCommand(source.docker, ["kill", source.container]);
      signal(run.note.pid, "SIGKILL");
      await end(0);
    },
    restart: async () => {
      await end(STOP_PATIENCE_MS);
      const next = await startOrJoin(source, directory, first.note.port, path);
      if (!("process" in next))
        throw new PrivateRedisError("directory-busy", `Another process took over ${directory}: use that one.`);
      run = next;
      watch(run);
    },
  };
}

/** Starts a server, or finds the one that holds the directory's lock. One that is about to end is waited for. */
async function startOrJoin(
  source: RedisSource,
  directory: string,
  port: number,
  path: string,
): Promise<Run | { readonly note: RedisNote }> {
  const busyUntil = performance.now() + BUSY_LIMIT_MS;
  for (let lostPorts = 0; performance.now() < busyUntil;) {
    const chosen = await freePort(port).catch((cause: unknown) => {
      throw new PrivateRedisError("not-starting", `Port ${port} of 127.0.0.1 is taken: name another, or 0.`, cause);
    });
    const process = await runSupervised(launchCommand(source, directory, chosen), directory, path);
    if (process === undefined) {
      const note = await answeringNote(directory);
      if (note !== undefined) return { note };
      await sleep(100);
      continue;
    }
    const runId = await untilReady(process, chosen);
    if (runId !== undefined) {
      const note = { v: 1, url: `redis://127.0.0.1:${chosen}`, port: chosen, pid: process.pid, runId } as const;
      writeNote(directory, note);
      return { note, process };
    }
    await process.end(0);
    // Somebody may have taken the port between the look and the start.
    const taken = await freePort(chosen).then(
      () => false,
      () => true,
    );
    lostPorts += 1;
    if (!taken || port !== 0 || lostPorts === 3) throw notStarting(directory);
  }
  throw new PrivateRedisError(
    "directory-busy",
    `A Redis that does not answer holds ${directory}: end the process that has ${join(directory, "redis.lock")} open, then start again.`,
  );
}

async function answeringNote(directory: string): Promise<RedisNote | undefined> {
  const note = readNote(directory);
  return note !== undefined && (await runIdAt(note.port)) === note.runId ? note : undefined;
}

/** The run's id once it answers; undefined where it ended before, or never does. */
async function untilReady(process: Supervised, port: number): Promise<string | undefined> {
  const giveUpAt = performance.now() + START_LIMIT_MS;
  while (!process.hasEnded() && performance.now() < giveUpAt) {
    const runId = await runIdAt(port);
    // Whoever answers on the port is ours only while ours is alive.
    if (runId !== undefined && !process.hasEnded()) return runId;
    await sleep(20);
  }
  return undefined;
}

function notStarting(directory: string): PrivateRedisError {
  const file = join(directory, "redis.log");
  return new PrivateRedisError("not-starting", `Redis ended before it answered. ${file} ends with: ${lastLines(file)}`);
}

function lastLines(file: string): string {
  try {
    return readFileSync(file, "utf8").trimEnd().split("\n").slice(-3).join(" / ");
  } catch {
    return "(no log)";
  }
}
