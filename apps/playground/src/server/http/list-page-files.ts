import { readdir } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";

/** A file of the built page. */
export interface PageFile {
  readonly file: string;
  readonly contentType: string;
  readonly cacheControl: string;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};

/**
 * The files of a folder by the path under which they are served; `index.html` also as `/`. Nothing else is ever served,
 * whatever a request's path says. Files in `assets` have a hash of what they hold in their names and may be kept.
 */
export async function listPageFiles(page: string): Promise<ReadonlyMap<string, PageFile>> {
  const entries = await readdir(page, { recursive: true, withFileTypes: true });
  const files = new Map<string, PageFile>();
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/${relative(page, file).split(sep).join("/")}`;
    files.set(path, {
      file,
      contentType: TYPES[extname(file).toLowerCase()] ?? "application/octet-stream",
      cacheControl: path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
    });
  }
  const index = files.get("/index.html");
  if (index !== undefined) files.set("/", index);
  return files;
}
