import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { buildPage, type PageSources } from "./build-page.ts";

let root: string;
let told: string[];
let sources: PageSources;
const build = (directory = join(root, "data")) =>
  buildPage({ directory, tell: (words) => void told.push(words), sources });

/** A small page of its own: a folder with a component, and a wire folder that it imports from. */
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "build-page-"));
  const page = join(root, "src/page");
  const wire = join(root, "src/wire");
  await mkdir(page, { recursive: true });
  await mkdir(wire);
  await symlink(fileURLToPath(new URL("../node_modules", import.meta.url)), join(root, "node_modules"));
  await writeFile(join(page, "index.html"), '<div id="root"></div><script type="module" src="./main.tsx"></script>');
  await writeFile(
    join(page, "main.tsx"),
    `import { createRoot } from "react-dom/client"; import { WORD } from "../wire/word.ts";
     createRoot(document.getElementById("root")!).render(<p>{WORD}</p>);`,
  );
  await writeFile(join(wire, "word.ts"), 'export const WORD = "first word";');
  await writeFile(join(root, "lock.yaml"), "versions: 1");
  sources = { page, imported: [wire], lockfile: join(root, "lock.yaml") };
});
beforeEach(() => void (told = []));
afterAll(() => rm(root, { recursive: true, force: true }));

const scriptOf = async (folder: string) => {
  const [name = ""] = await readdir(join(folder, "assets"));
  return readFile(join(folder, "assets", name), "utf8");
};

test("builds once, is taken again, and is built anew for other sources", async () => {
  const first = await build();
  expect(await scriptOf(first)).toContain("first word");
  // The production code of React, whatever NODE_ENV is here.
  expect(await scriptOf(first)).not.toContain("jsxDEV");
  expect(await readFile(join(first, "index.html"), "utf8")).toContain("/assets/");
  expect(told).toHaveLength(1);

  expect(await build()).toBe(first);
  expect(told).toHaveLength(1);

  await writeFile(join(root, "src/wire/word.ts"), 'export const WORD = "second word";');
  const second = await build();
  expect(second).not.toBe(first);
  expect(await scriptOf(second)).toContain("second word");

  await writeFile(join(root, "lock.yaml"), "versions: 2");
  const third = await build();
  expect(third).not.toBe(second);
  expect(told).toHaveLength(3);
});

test("removes older builds and those that were broken off, and nothing else", async () => {
  const directory = join(root, "tidy");
  const folder = await build(directory);
  for (const name of ["page-0123456789abcdef", "page-0123456789abcdef.new", "page-notes", "redis"]) {
    await cp(folder, join(directory, name), { recursive: true });
  }
  await build(directory);
  expect((await readdir(directory)).toSorted()).toEqual([folder.slice(directory.length + 1), "page-notes", "redis"]);
});

test("says in one sentence what is wrong with the sources", async () => {
  const directory = join(root, "broken");
  await writeFile(join(root, "src/wire/word.ts"), 'export const WORD = "third');
  await expect(build(directory)).rejects.toMatchObject({
    name: "PageBuildError",
    message: expect.stringMatching(/^The page could not be built in .*broken: [^\n]+\.$/),
  });
  expect((await readdir(directory)).filter((name) => !name.endsWith(".new"))).toEqual([]);
});
