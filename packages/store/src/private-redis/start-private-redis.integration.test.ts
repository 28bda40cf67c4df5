import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Redis } from "ioredis";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { findProgram } from "../install-program/find-program.ts";
import { findRedisServer } from "./find-redis-server.ts";
import { signal } from "./run-supervised.ts";
import { startPrivateRedis } from "./start-private-redis.ts";

const PATH = process.env["PATH"] ?? "";
let directory = "";

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "private-redis-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

describe("startPrivateRedis", () => {
  it("keeps writes in an append-only file and never evicts", async () => {
    const redis = await started();
    const client = connected(redis.url);
    expect(await client.config("GET", "appendonly")).toEqual(["appendonly", "yes"]);
    expect(await client.config("GET", "appendfsync")).toEqual(["appendfsync", "always"]);
    expect(await client.config("GET", "maxmemory-policy")).toEqual(["maxmemory-policy", "noeviction"]);
    expect(await client.config("GET", "bind")).toEqual(["bind", "127.0.0.1"]);
  });

  it("has every acknowledged write after SIGKILL and restart, on the same port", async () => {
    const redis = await started();
    const client = connected(redis.url);
    await client.set("kept", "yes");
    const { pid, url } = redis;
    await redis.kill();
    expect(isRunning(pid)).toBe(false);
    await redis.restart();
    expect(redis.url).toBe(url);
    expect(redis.pid).not.toBe(pid);
    expect(await client.get("kept")).toBe("yes");
  });

  it("tells of an end nobody asked for, and of no other", async () => {
    const onCrash = vi.fn<() => void>();
    const redis = await started({ onCrash });
    await redis.restart();
    expect(onCrash).not.toHaveBeenCalled();
    signal(redis.pid, "SIGKILL");
    await vi.waitFor(() => expect(onCrash).toHaveBeenCalledOnce());
  });

  it("is shared by a second start for the same directory, which cannot end it", async () => {
    const lines: string[] = [];
    const [first, second] = await Promise.all([started(), started({ log: (line) => lines.push(line) })]);
    const [owner, guest] = first.owned ? [first, second] : [second, first];
    expect(owner.owned).toBe(true);
    expect(guest).toMatchObject({ owned: false, url: owner.url, pid: owner.pid });
    await guest.stop();
    await expect(guest.kill()).rejects.toMatchObject({ name: "PrivateRedisError", kind: "not-owner" });
    expect(await connected(owner.url).ping()).toBe("PONG");
  });

  it("ends when the process that started it is killed", async () => {
    const module = JSON.stringify(new URL("./start-private-redis.ts", import.meta.url).href);
    const code = `const { startPrivateRedis } = await import(${module});
      const redis = await startPrivateRedis({ directory: ${JSON.stringify(directory)} });
      console.log(redis.pid);
      setInterval(() => undefined, 1000);`;
    const owner = spawn(process.execPath, ["--input-type=module", "-e", code], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = await once(createInterface({ input: owner.stdout }), "line");
    const pid = Number(line);
    expect(isRunning(pid)).toBe(true);
    owner.kill("SIGKILL");
    await vi.waitFor(() => expect(isRunning(pid)).toBe(false), { timeout: 60_000 });
  });

  it("serves with the program Debian ships without a service, called by the right name", async () => {
    const program = await findRedisServer(PATH);
    const path = await programs({ "redis-check-rdb": { linkTo: program?.file ?? "" } });
    const redis = await started({ path });
    expect(await connected(redis.url).ping()).toBe("PONG");
  });

  it("uses Docker where nothing is installed and nothing can be", async () => {
    const server = await findRedisServer(PATH);
    // Stands in for Docker: runs the server's own words on the published port.
    const docker = `[ "$1" = run ] || exit 0
      while [ $# -gt 0 ]; do
        case "$1" in -p) port="\${2#127.0.0.1:}"; port="\${port%:6379}" ;; -v) dir="\${2%:/data}" ;; esac
        # By whatever name the server was found, it has to be called by this one.
        [ "$1" = redis-server ] && { shift; /bin/ln -sf ${server?.file} "$dir/redis-server"; exec "$dir/redis-server" --port "$port" --dir "$dir" "$@"; }
        shift
      done`;
    const lines: string[] = [];
    const redis = await started({ path: await programs({ docker }), log: (line) => lines.push(line) });
    expect(lines).toEqual([expect.stringContaining("with Docker")]);
    const client = connected(redis.url);
    await client.set("kept", "yes");
    await redis.kill();
    await redis.restart();
    expect(await client.get("kept")).toBe("yes");
  });

  it("says what to do where nothing helps", async () => {
    const failure = startPrivateRedis({ directory, path: await programs({}) });
    await expect(failure).rejects.toMatchObject({
      kind: "not-installable",
      message: expect.stringContaining("REDIS_URL"),
    });
  });

  it("says how the log ends when the server does not start", async () => {
    const broken = `[ "$1" = --version ] && { echo "server v=0"; exit 0; }; echo "disk on fire"; exit 1`;
    const failure = startPrivateRedis({ directory, path: await programs({ "redis-server": broken }) });
    await expect(failure).rejects.toMatchObject({
      kind: "not-starting",
      message: expect.stringContaining("disk on fire"),
    });
  });
});

async function started(
  options: Partial<Parameters<typeof startPrivateRedis>[0]> = {},
): ReturnType<typeof startPrivateRedis> {
  const redis = await startPrivateRedis({ directory, ...options });
  onTestFinished(() => redis.stop());
  return redis;
}

function connected(url: string): Redis {
  const client = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
  client.on("error", () => undefined);
  onTestFinished(() => client.disconnect());
  return client;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A PATH with nothing but a shell's tools and these programs. */
async function programs(named: Readonly<Record<string, string | { readonly linkTo: string }>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "path-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const tool of ["sh", "cat", "env", "flock"]) {
    const file = findProgram([tool], PATH);
    if (file !== undefined) await symlink(file, join(folder, tool));
  }
  for (const [name, program] of Object.entries(named)) {
    const file = join(folder, name);
    if (typeof program === "object") await symlink(program.linkTo, file);
    else {
      await writeFile(file, `#!/bin/sh\n${program}\n`);
      await chmod(file, 0o755);
    }
  }
  return folder;
}
