import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, it, onTestFinished } from "vitest";
import { lockDirectory } from "./lock-directory.ts";

function makeFolder(...below: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "lock-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const inside = join(folder, ...below);
  mkdirSync(inside, { recursive: true });
  return inside;
}

it.each([[[]], [["a".repeat(120)]]])("is for one at a time, in a folder below %j", async (below) => {
  const folder = makeFolder(...below);
  const release = await lockDirectory(folder);
  expect(release).toBeDefined();
  expect(await lockDirectory(folder)).toBeUndefined();
  await release?.();
  const again = await lockDirectory(folder);
  expect(again).toBeDefined();
  await again?.();
});

it("goes with its process, even by SIGKILL", async () => {
  const folder = makeFolder();
  const module = JSON.stringify(new URL("./lock-directory.ts", import.meta.url).href);
  const code = `const { lockDirectory } = await import(${module});
    await lockDirectory(${JSON.stringify(folder)});
    console.log("locked");
    setInterval(() => undefined, 1000);`;
  const other = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  await once(createInterface({ input: other.stdout }), "line");
  expect(await lockDirectory(folder)).toBeUndefined();
  other.kill("SIGKILL");
  await once(other, "exit");
  const release = await lockDirectory(folder);
  expect(release).toBeDefined();
  await release?.();
});
