const STATIC = /^(?:import|export)\b[^;"']*?\bfrom\s*["']([^"']+)["']/gm;
const BARE = /^import\s*["']([^"']+)["']/gm;
const DYNAMIC = /\b(?:import|require|import\.meta\.resolve)\(\s*["']([^"']+)["']/g;
const COMMENT_LINE = /^\s*(?:\/\/|\/?\*).*$/gm;

/** The module specifiers a source imports or re-exports from, statically or dynamically, types included; each once. */
export function readImports(source: string): readonly string[] {
  const code = source.replace(COMMENT_LINE, "");
  const found = [STATIC, BARE, DYNAMIC].flatMap((pattern) =>
    [...code.matchAll(pattern)].map((match) => match[1] ?? ""),
  );
  return [...new Set(found)];
}
