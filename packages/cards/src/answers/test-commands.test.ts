import type { Command } from "@perfecto-bot/domain";
import { describe, expect, it } from "vitest";
import { plainLine } from "../line.ts";
import { commandList } from "./test-commands.ts";

function commands(count: number, failing: number): readonly Command[] {
  return Array.from({ length: count }, (_, index) => ({
    name: "tap",
    status: index + 1 === failing ? "FAILURE" : "SUCCESS",
    screenshots: [],
  }));
}

/** Which commands are shown: "1-15 … 88-92 …". */
function shown(all: readonly Command[]): string {
  const rows = commandList(all)?.rows.map(plainLine) ?? [];
  const ranges: string[] = [];
  let from = 0;
  let last = 0;
  const close = (): void => {
    if (from > 0) ranges.push(`${from}-${last}`);
    from = 0;
  };
  for (const row of rows) {
    const number = Number(/^\d+/.exec(row)?.[0] ?? 0);
    if (number === 0) {
      close();
      ranges.push(/\d[\d,]*/.exec(row)?.[0] ?? "?");
      continue;
    }
    if (from > 0 && number !== last + 1) close();
    if (from === 0) from = number;
    last = number;
  }
  close();
  return ranges.join(" ");
}

describe("commands of a test", () => {
  it.each([
    [0, 0, ""],
    [20, 5, "1-20"],
    [21, 5, "1-15 1 17-21"],
    [140, 0, "1-15 120 136-140"],
    [140, 7, "1-15 120 136-140"],
    [140, 16, "1-20 120"],
    [140, 90, "1-15 72 88-92 48"],
    [140, 140, "1-15 120 136-140"],
    [1_400, 90, "1-15 72 88-92 1,308"],
  ])("of %d, where number %d failed, shows %s", (count, failing, expected) => {
    expect(shown(commands(count, failing))).toBe(expected);
  });

  it("strikes secrets, and says how long each took where that is known", () => {
    const list = commandList([
      { name: "Type password=hunter2", status: "SUCCESS", startedAtMs: 0, endedAtMs: 1_234, screenshots: [] },
      { name: "\n", status: "UNKNOWN", startedAtMs: 5_000, endedAtMs: 4_000, screenshots: [] },
      { name: "Wait", status: "FAILURE", startedAtMs: 0, endedAtMs: 61_000, screenshots: [] },
    ]);
    expect(list?.title).toBe("Commands (3, 1 failed)");
    expect(list?.rows.map(plainLine)).toEqual([
      "1 ✓ Type password=[struck out] · 1.2 s",
      "2 ? Unnamed command",
      "3 ✗ Wait · 1 min 1 s",
    ]);
  });
});
