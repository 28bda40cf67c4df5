import * as fc from "fast-check";
import { expect, test } from "vitest";
import { compareLines } from "./compare-lines.ts";

const rows: readonly [string, string, string][] = [
  ["", "", ""],
  ["ab", "ab", ""],
  ["", "a", "+a"],
  ["a", "", "-a"],
  ["a1c", "a2c", "-1+2"],
  ["abc", "bcd", "-a+d"],
  ["ab", "ba", "-a+a"],
];
const written = (before: string, after: string) =>
  compareLines(before.split(""), after.split(""))
    .map(({ kind, line }) => (kind === "added" ? "+" : "-") + line)
    .join("");

test.each(rows)("%j to %j is %j", (before, after, changes) => {
  expect(written(before, after)).toBe(changes);
});

test("the changes, applied, turn the one into the other", () => {
  const lines = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 12 });
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const changes = compareLines(before, after);
      const of = (kind: string) => changes.filter((change) => change.kind === kind).map(({ line }) => line);
      const without = (whole: readonly string[], some: readonly string[]) => {
        const rest = [...whole];
        for (const line of some) rest.splice(rest.indexOf(line), 1);
        return rest.toSorted();
      };
      expect(without(before, of("removed"))).toEqual(without(after, of("added")));
      expect(compareLines(after, after)).toEqual([]);
    }),
  );
});
