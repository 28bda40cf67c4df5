import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { keepSnapshot, startRestored } from "./keep-snapshot.ts";

function open(take: () => object, directory = makeFolder()) {
  const file = join(directory, "slack.json");
  const onTrouble = vi.fn<(sentence: string) => void>();
  const kept = keepSnapshot({ file, take, everyMs: 300, onTrouble });
  onTestFinished(() => kept.stop());
  return { file, kept, onTrouble };
}

const readBack = (file: string): unknown => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined);

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "snapshot-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

it("is written after a change, once for many, and again after the next", async () => {
  let count = 0;
  const { file, kept } = open(() => ({ count: (count += 1) }));
  expect(readBack(file)).toBeUndefined();
  for (let change = 0; change < 100; change++) kept.changed();
  await vi.waitFor(() => expect(readBack(file)).toEqual({ count: 1 }));
  kept.changed();
  await vi.waitFor(() => expect(readBack(file)).toEqual({ count: 2 }));
});

it("is written at stop where something changed, and never afterwards", () => {
  let count = 0;
  const { file, kept } = open(() => ({ count: (count += 1) }));
  kept.changed();
  kept.stop();
  expect(readBack(file)).toEqual({ count: 1 });
  kept.changed();
  kept.note({ late: true });
  kept.stop();
  expect(readBack(file)).toEqual({ count: 1 });
});

it("tells once of a file that cannot be written", () => {
  const { kept, onTrouble } = open(() => ({}), "/nowhere/at/all");
  kept.changed();
  kept.stop();
  expect(onTrouble).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/slack\.json cannot be written: ENOENT/));
});

describe("startRestored", () => {
  const onTrouble = vi.fn<(sentence: string) => void>();
  const startWith = (file: string) =>
    startRestored(
      file,
      async (written) => {
        if (written === undefined) return "empty";
        const { v }: { readonly v: number } = JSON.parse(written.json);
        if (v === 2) throw new Error("it is of version 2");
        return [`with version ${v}`, ...written.notes].join(" and ");
      },
      onTrouble,
    );

  it.each([
    [undefined, "empty", []],
    ['{"v":1}', "with version 1", []],
    ['{"v":', "empty", [[expect.stringMatching(/slack\.json cannot be used, so its part begins empty: /)]]],
    ['{"v":2}', "empty", [[expect.stringMatching(/it is of version 2$/)]]],
  ])("with %s starts %s", async (content, started, sentences) => {
    onTrouble.mockClear();
    const file = join(makeFolder(), "slack.json");
    if (content !== undefined) writeFileSync(file, content);
    expect(await startWith(file)).toBe(started);
    expect(onTrouble.mock.calls).toEqual(sentences);
  });

  it("has every note since the last snapshot, and none before it", async () => {
    const { file, kept } = open(() => ({ v: 1 }));
    kept.note({ early: true });
    await vi.waitFor(() => expect(readBack(file)).toEqual({ v: 1 }));
    kept.note({ n: 1 });
    kept.note({ n: 2 });
    expect(await startWith(file)).toBe('with version 1 and {"n":1} and {"n":2}');
    appendFileSync(`${file}l`, '{"n":3');
    expect(await startWith(file)).toBe('with version 1 and {"n":1} and {"n":2}');
  });

  it("hides no failure that has nothing to do with a snapshot", async () => {
    const start = async (): Promise<never> => {
      throw new Error("no port");
    };
    await expect(startRestored(join(makeFolder(), "slack.json"), start, onTrouble)).rejects.toThrow("no port");
  });
});
