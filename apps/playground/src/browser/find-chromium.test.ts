import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { BrowserError } from "./browser-error.ts";
import { findChromium } from "./find-chromium.ts";

async function folderWith(...programs: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "path-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const name of programs) {
    await writeFile(join(folder, name), "#!/bin/sh\n");
    await chmod(join(folder, name), 0o755);
  }
  return folder;
}

it("takes the first browser that a PATH has, and installs nothing then", async () => {
  const path = await folderWith("google-chrome", "chromium", "apt-get");
  const said: string[] = [];
  expect(await findChromium(path, (line) => said.push(line))).toBe(join(path, "chromium"));
  expect(said).toEqual([]);
});

it("says in one sentence what is missing and what to do", async () => {
  const missing = await findChromium(await folderWith(), () => undefined).catch((error: unknown) => error);
  // A Mac may have one outside of its PATH.
  if (process.platform === "darwin" && typeof missing === "string") return;
  expect(missing).toBeInstanceOf(BrowserError);
  expect(String(missing)).toMatch(/no known package manager \(apt-get, apk, dnf, brew\)\)\. Install Chromium/);
});
