import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { BundleOrder } from "./bundle-page.ts";

/** What the page is made from. */
export interface PageSources {
  /** The folder with index.html. */
  readonly page: string;
  /** Folders whose files the page imports besides. */
  readonly imported: readonly string[];
  /** Pins what is bundled from elsewhere. */
  readonly lockfile: string;
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const OWN_SOURCES: PageSources = {
  page: here("./page"),
  imported: [here("./wire")],
  lockfile: here("../../../pnpm-lock.yaml"),
};

/** Names the builds this module made, so that nothing else in the directory is ever touched. */
const BUILD_NAME = /^page-[\da-f]{16}(\.new)?$/;

/** The page could not be built: what failed, and what to do. */
export class PageBuildError extends Error {
  override readonly name = "PageBuildError";
}

/**
 * Builds the page, without any network, and resolves with the folder
 * that holds index.html: `page-<hash of all it is made from>` in the directory. A build that is there already is taken
 * as it is; those of other sources are removed. A build that was broken off leaves nothing that could be taken for one.
 * @throws {PageBuildError} in one sentence
 */
export async function buildPage(options: {
  readonly directory: string;
  /** Hears in words what takes a moment. */
  readonly tell: (words: string) => void;
  /** Default: the playground's own page. */
  readonly sources?: PageSources;
}): Promise<string> {
  const { directory, tell, sources = OWN_SOURCES } = options;
  try {
    const name = `page-${await hashOf(sources)}`;
    const folder = join(directory, name);
    if (!existsSync(join(folder, "index.html"))) {
      tell("building the page (once; it is kept for the next start)");
      await mkdir(directory, { recursive: true });
      await bundle({ page: sources.page, outDir: `${folder}.new` });
      await rm(folder, { recursive: true, force: true });
      await rename(`${folder}.new`, folder);
    }
    await removeOthers(directory, name);
    return folder;
  } catch (error) {
    throw new PageBuildError(
      `The page could not be built in ${directory}: ${firstLine(error)}; npx -y pnpm@12 install puts its parts in order.`,
      { cause: error },
    );
  }
}

function bundle(order: BundleOrder): Promise<void> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL("./bundle-page.ts", import.meta.url), {
      workerData: order,
      env: { ...process.env, NODE_ENV: "production" },
      execArgv: [],
    });
    thread.once("error", reject);
    thread.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`the bundler ended with ${code}`))));
  });
}

async function hashOf({ page, imported, lockfile }: PageSources): Promise<string> {
  const hash = createHash("sha256");
  for (const [index, root] of [page, ...imported].entries()) {
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    for (const file of files.filter((one) => !/\.test\.tsx?$/.test(one)).toSorted()) {
      hash.update(`${index}${file.slice(root.length)}\0`);
      hash.update(await readFile(file)).update("\0");
    }
  }
  hash.update(await readFile(lockfile));
  // How the page is bundled is part of what it is made from.
  hash.update(await readFile(here("./bundle-page.ts")));
  return hash.digest("hex").slice(0, 16);
}

async function removeOthers(directory: string, kept: string): Promise<void> {
  const others = (await readdir(directory)).filter((name) => BUILD_NAME.test(name) && name !== kept);
  await Promise.all(others.map((name) => rm(join(directory, name), { recursive: true, force: true })));
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split("\n").find((line) => line.trim() !== "") ?? "for no stated reason").trim().replace(/[.:]$/, "");
}
