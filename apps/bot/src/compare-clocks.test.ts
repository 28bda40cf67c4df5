import { expect, test } from "vitest";
import { compareClocks } from "./compare-clocks.ts";

const HOUR_MS = 3_600_000;

test("a clock that is wrong is told of once, and once when it is right again", async () => {
  const said: string[] = [];
  const note = (_fields: unknown, line?: string): void => void said.push(line ?? "");
  const readings = [0, HOUR_MS, HOUR_MS, 10, 0, -HOUR_MS];
  const measure = async () => ({ aheadMs: readings.shift() ?? 0, withinMs: 1 });
  const compare = compareClocks({ measure }, { warn: note, info: note });
  while (readings.length > 0) await compare();
  expect(said).toEqual([
    expect.stringContaining("3600 s ahead of that of Redis"),
    expect.stringContaining("agree again"),
    expect.stringContaining("3600 s behind that of Redis"),
  ]);
});
