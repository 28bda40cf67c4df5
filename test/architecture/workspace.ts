import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { readImports } from "./read-imports.ts";

/** The repository's root. */
const ROOT = resolve(import.meta.dirname, "../..");

/** A source file. Paths are relative to the repository. */
export interface SourceFile {
  readonly path: string;
  /** A test, or what only tests use: `*.test.ts`, and what lies in a folder `testing` or `conformance`. */
  readonly isTest: boolean;
  readonly lines: number;
  readonly imports: readonly string[];
}

/** A package or an app of this repository. */
export interface Workspace {
  /** Without the scope: "domain". */
  readonly name: string;
  readonly path: string;
  readonly isApp: boolean;
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
  /** The names of the workspaces its `tsconfig.json` refers to. */
  readonly references: readonly string[];
  readonly files: readonly SourceFile[];
}

const SCOPE = "@perfecto-bot/";
const SKIPPED = new Set(["node_modules", ".tsc"]);
const TEST_FOLDERS = /\/src\/(?:.+\/)?(?:testing|conformance)\//;

/** The parts of `package.json` and `tsconfig.json` that matter here. */
interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly references?: readonly { readonly path: string }[];
}

function readManifest(path: string): Manifest {
  return JSON.parse(readFileSync(join(ROOT, path), "utf8"));
}

/** What the root's `package.json` declares. */
export function rootDependencies(): readonly string[] {
  const { dependencies, devDependencies } = readManifest("package.json");
  return Object.keys({ ...dependencies, ...devDependencies });
}

/** The paths a `tsconfig.json` refers to, relative to the repository. */
export function readReferences(folder: string): readonly string[] {
  const { references = [] } = readManifest(join(folder, "tsconfig.json"));
  return references.map(({ path }) => relative(ROOT, resolve(ROOT, folder, path)));
}

/** Every package and app. */
export function readWorkspaces(): readonly Workspace[] {
  const folders = ["packages", "apps"].flatMap((parent) =>
    readdirSync(join(ROOT, parent), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(parent, entry.name)),
  );
  return folders.map((path): Workspace => {
    const { dependencies = {}, devDependencies = {} } = readManifest(join(path, "package.json"));
    return {
      name: basename(path),
      path,
      isApp: dirname(path) === "apps",
      dependencies: Object.keys(dependencies),
      devDependencies: Object.keys(devDependencies),
      references: readReferences(path).map((reference) => basename(reference)),
      files: readFiles(path),
    };
  });
}

/** The TypeScript files below a folder. */
export function readFiles(folder: string): readonly SourceFile[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry): readonly SourceFile[] => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : readFiles(path);
    if (!/\.tsx?$/.test(entry.name)) return [];
    const source = readFileSync(join(ROOT, path), "utf8");
    return [
      {
        path,
        isTest: /\.test\.tsx?$/.test(path) || TEST_FOLDERS.test(path),
        lines: source.split("\n").length - (source.endsWith("\n") ? 1 : 0),
        imports: readImports(source),
      },
    ];
  });
}

/** The workspace a specifier names: "@perfecto-bot/store/private-redis" is of "store". Undefined for everything else. */
export function workspaceOf(specifier: string): string | undefined {
  return specifier.startsWith(SCOPE) ? specifier.slice(SCOPE.length).split("/")[0] : undefined;
}

/** The package a specifier names: "@slack/bolt/x" is of "@slack/bolt". Undefined for files and for Node's own modules. */
export function packageOf(specifier: string): string | undefined {
  if (specifier.startsWith(".") || specifier.startsWith("node:")) return undefined;
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}
