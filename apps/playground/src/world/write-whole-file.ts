import { renameSync, writeFileSync } from "node:fs";

/** Writes a file in one step: whoever reads it finds the old or the new content, never a part. Readable by its owner alone. */
export function writeWholeFile(file: string, content: string): void {
  writeFileSync(`${file}.new`, content, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
