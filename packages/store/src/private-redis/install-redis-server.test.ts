import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { findProgram } from "./find-program.ts";
import { installPlan, installRedisServer } from "./install-redis-server.ts";

describe("installPlan", () => {
  it("takes the first package manager there is", async () => {
    expect(installPlan(await folderWith({}))).toBeUndefined();
    expect(installPlan(await folderWith({ brew: "" }))).toMatchObject({ manager: "brew", needsRoot: false });
    expect(installPlan(await folderWith({ brew: "", "apt-get": "" }))).toMatchObject({
      manager: "apt-get",
      needsRoot: true,
    });
  });

  it("never installs Debian's service", async () => {
    expect(installPlan(await folderWith({ "apt-get": "" }))?.script).not.toMatch(/install .*redis-server/);
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
