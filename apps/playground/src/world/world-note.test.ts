import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { readWorldNote, writeWorldNote } from "./world-note.ts";

function noteFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "world-note-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "world.json");
}

it("reads what it wrote", () => {
  const file = noteFile();
  expect(readWorldNote(file)).toBeUndefined();
  const note = { v: 1, ports: { lab: 40_001, service: 40_002 }, begun: true } as const;
  writeWorldNote(file, note);
  expect(readWorldNote(file)).toEqual(note);
});

it.each(["{", "null", "[]", '{"v":2,"ports":{},"begun":true}', '{"v":1,"ports":{"lab":"80"},"begun":true}', '{"v":1}'])(
  "takes %s for no note",
  (content) => {
    const file = noteFile();
    writeFileSync(file, content);
    expect(readWorldNote(file)).toBeUndefined();
  },
);
