import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { findProgram } from "../install-program/find-program.ts";
import { installRedisServer, REDIS_SERVER } from "../private-redis/install-redis-server.ts";
import { choosePlan } from "./install-program.ts";

describe("the plan for a Redis server", () => {
  const planFor = async (scripts: Readonly<Record<string, string>>) =>
    choosePlan(REDIS_SERVER.plans, await folderWith(scripts));

  it("takes the first package manager there is", async () => {
    expect(await planFor({})).toBeUndefined();
    expect(await planFor({ brew: "" })).toMatchObject({ manager: "brew" });
    expect(await planFor({ brew: "", "apt-get": "" })).toMatchObject({ manager: "apt-get" });
  });

  it("never installs Debian's service", async () => {
    expect((await planFor({ "apt-get": "" }))?.script).not.toMatch(/install .*redis-server/);
  });
});

describe("installRedisServer", () => {
  it("says what it does, and how the package manager failed", async () => {
    const lines: string[] = [];
    const path = await folderWith({ brew: "echo no such formula; exit 7", ...shell() });
    const outcome = await installRedisServer(path, (line) => lines.push(line));
    expect(outcome).toEqual({ kind: "refused", detail: expect.stringMatching(/brew ended with 7: .*no such formula/) });
    expect(lines).toEqual(["No redis-server or valkey-server found: installing one with brew."]);
  });
});

/** The two programs an installation itself needs, passed on to the real ones. */
function shell(): Readonly<Record<string, string>> {
  return { sh: real("sh"), env: real("env") };
}

function real(name: string): string {
  return `exec ${findProgram([name], process.env["PATH"] ?? "")} "$@"`;
}

async function folderWith(scripts: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "path-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, script] of Object.entries(scripts)) {
    await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(folder, name), 0o755);
  }
  return folder;
}

it("findProgram takes the first name that a PATH has", async () => {
  const path = await folderWith({ two: "" });
  expect(findProgram(["one", "two"], path)).toBe(join(path, "two"));
  expect(findProgram(["one"], path)).toBeUndefined();
});
