import { basename, dirname, join, sep } from "node:path";
import { expect, test } from "vitest";
import {
  packageOf,
  readFiles,
  readReferences,
  readWorkspaces,
  rootDependencies,
  workspaceOf,
  type SourceFile,
  type Workspace,
} from "./architecture/workspace.ts";

const CORE = ["domain", "cards", "pipeline"];
const ADAPTERS = ["perfecto", "store", "queues", "slack", "teams", "pictures"];

/** Which workspaces each may import; the direction is domain ◀ cards ◀ pipeline ◀ adapters ◀ apps. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  cards: ["domain"],
  pipeline: ["domain", "cards"],
  ...Object.fromEntries(ADAPTERS.map((adapter) => [adapter, CORE])),
  simulators: ["domain"],
  bot: [...CORE, ...ADAPTERS],
  playground: [...CORE, ...ADAPTERS, "simulators", "bot"],
};

/** What tests may import beyond that: stand-ins, and a Redis of their own. */
const FOR_TESTS =
  /^@perfecto-bot\/(?:simulators\/.+|.+\/testing|pipeline\/memory|pipeline\/conformance|store\/private-redis)$/;

/** Vendors' libraries and the only workspaces that know them. */
const VENDORS: readonly { readonly name: string; readonly library: RegExp; readonly only: readonly string[] }[] = [
  { name: "bullmq", library: /^bullmq$/, only: ["queues"] },
  { name: "@slack/*", library: /^@slack\//, only: ["slack"] },
  { name: "botbuilder*", library: /^botbuilder/, only: ["teams"] },
  { name: "undici", library: /^undici$/, only: ["perfecto", "slack"] },
  { name: "echarts", library: /^echarts/, only: ["pictures"] },
  { name: "ioredis", library: /^ioredis$/, only: ["store", "queues", "bot"] },
];

/** Workspaces without I/O, and the libraries they may use. */
const PURE: Readonly<Record<string, readonly string[]>> = { domain: ["luxon", "chrono-node"], cards: [] };

const TEST_TOOLS = ["vitest", "fast-check"];
const MOST_LINES = 400;
const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*\.tsx?$/;
const NO_NAME = /^(?:.+-)?(?:utils?|helpers?|commons?|shared|managers?)$/;

const workspaces = readWorkspaces();
const rootFiles = ["test", "bench"].flatMap((folder) => readFiles(folder));
const everything = [...workspaces.flatMap(({ files }) => files), ...rootFiles];

/** One line for each import that `isWrong`, so that a failure reads as a list of what to change. */
function wrongImports(isWrong: (specifier: string, file: SourceFile, workspace: Workspace) => boolean): string[] {
  return workspaces.flatMap((workspace) =>
    workspace.files.flatMap((file) =>
      file.imports
        .filter((specifier) => isWrong(specifier, file, workspace))
        .map((specifier) => `${file.path} imports ${specifier}`),
    ),
  );
}

function packagesOf(files: readonly SourceFile[]): ReadonlySet<string | undefined> {
  return new Set(files.flatMap(({ imports }) => imports.map((specifier) => packageOf(specifier))));
}

test("the sources are found", () => {
  expect(workspaces.map(({ name }) => name)).toEqual(expect.arrayContaining([...CORE, "simulators", "bot"]));
  expect(everything.length).toBeGreaterThan(200);
  expect(everything.filter(({ imports }) => imports.length > 0).length).toBeGreaterThan(150);
});

test("the tests run on the project's own Node 24, not on the machine's", () => {
  expect(process.versions.node).toMatch(/^24\./);
});

test("every workspace has a place in the direction of imports", () => {
  expect(workspaces.map(({ name }) => name).filter((name) => MAY_IMPORT[name] === undefined)).toEqual([]);
});

test("imports point from apps to adapters to the pipeline to cards to the domain, never back or across", () => {
  const wrong = wrongImports((specifier, { isTest }, { name }) => {
    const imported = workspaceOf(specifier);
    if (imported === undefined || (isTest && imported === name)) return false;
    return !(MAY_IMPORT[name] ?? []).includes(imported) && !(isTest && FOR_TESTS.test(specifier));
  });
  expect(wrong).toEqual([]);
});

test("memory fakes, conformance suites and samples are for tests alone", () => {
  const forTests = /^@perfecto-bot\/(?:pipeline\/.|.+\/testing$)/;
  expect(wrongImports((specifier, { isTest }) => !isTest && forTests.test(specifier))).toEqual([]);
});

test("a relative import stays inside its workspace and names the file", () => {
  const wrong = wrongImports((specifier, { path }, workspace) => {
    if (!specifier.startsWith(".")) return false;
    const target = join(dirname(path), specifier);
    return !target.startsWith(`${workspace.path}${sep}`) || !/\.(?:tsx?|json|css)$/.test(specifier);
  });
  expect(wrong).toEqual([]);
});

test.each(VENDORS)("$name is known to $only alone", ({ library, only }) => {
  expect(wrongImports((specifier, _file, { name }) => library.test(specifier) && !only.includes(name))).toEqual([]);
});

test.each(Object.entries(PURE))("%s is pure: no Node, no library but %j", (pure, libraries) => {
  const wrong = wrongImports((specifier, { isTest }, { name }) => {
    if (name !== pure || isTest) return false;
    if (specifier.startsWith("node:")) return true;
    const library = packageOf(specifier);
    return library !== undefined && workspaceOf(specifier) === undefined && !libraries.includes(library);
  });
  expect(wrong).toEqual([]);
});

test("only tests import test tools", () => {
  const wrong = wrongImports((specifier, { isTest }) => !isTest && TEST_TOOLS.includes(packageOf(specifier) ?? ""));
  expect(wrong).toEqual([]);
});

test("sources import no test file", () => {
  const wrong = wrongImports(
    (specifier, { isTest }) => !isTest && /\.test\.ts$|^\.{1,2}\/(?:.+\/)?testing\//.test(specifier),
  );
  expect(wrong).toEqual([]);
});

test("every imported package is declared: what runs under dependencies, what tests need at least under devDependencies", () => {
  const wrong = wrongImports((specifier, { isTest }, { name, dependencies, devDependencies }) => {
    const wanted = packageOf(specifier);
    if (wanted === undefined || workspaceOf(specifier) === name) return false;
    return !dependencies.includes(wanted) && !(isTest && devDependencies.includes(wanted));
  });
  const declared = rootDependencies();
  const wrongAtRoot = rootFiles.flatMap(({ path, imports }) =>
    imports
      .filter((specifier) => !declared.includes(packageOf(specifier) ?? declared[0] ?? ""))
      .map((specifier) => `${path} imports ${specifier}`),
  );
  expect([...wrong, ...wrongAtRoot]).toEqual([]);
});

/** Declared because a dependency wants it beside itself (a peer), and pinned so that every machine gets the same. */
const PEERS: readonly string[] = ["packages/slack: dependency undici"];

test("every declared package is imported, and one that only tests import is a devDependency", () => {
  const wrong = workspaces.flatMap(({ path, files, dependencies, devDependencies }) => {
    const running = packagesOf(files.filter(({ isTest }) => !isTest));
    const all = packagesOf(files);
    return [
      ...dependencies.filter((one) => !running.has(one)).map((one) => `${path}: dependency ${one}`),
      ...devDependencies
        .filter((one) => !all.has(one) && !one.startsWith("@types/"))
        .map((one) => `${path}: devDependency ${one}`),
    ];
  });
  expect(wrong.filter((one) => !PEERS.includes(one))).toEqual([]);
});

test("tsconfig references are exactly the workspace dependencies", () => {
  const references = Object.fromEntries(workspaces.map(({ path, references: all }) => [path, all.toSorted()]));
  const wanted = workspaces.map(({ path, dependencies, devDependencies }) => {
    const names = [...dependencies, ...devDependencies].map(workspaceOf).filter((name) => name !== undefined);
    return [path, names.toSorted()] as const;
  });
  expect(references).toEqual(Object.fromEntries(wanted));
});

test("the root tsconfig builds every workspace, the tests and the benches", () => {
  const wanted = [...workspaces.map(({ path }) => path), "test", "bench"];
  expect(readReferences(".").toSorted()).toEqual(wanted.toSorted());
});

test("no folder or file is named for being of use to everybody", () => {
  const wrong = everything.filter(({ path }) =>
    path.split(sep).some((part) => NO_NAME.test(part.replace(/(?:\.\w+)+$/, ""))),
  );
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test("source files are named in kebab-case", () => {
  const wrong = everything.filter(({ path, isTest }) => !isTest && !KEBAB.test(basename(path).replace(".setup.", ".")));
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test(`no source file is longer than ${MOST_LINES} lines`, () => {
  const long = everything.filter(({ lines }) => lines > MOST_LINES);
  expect(long.map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
});
