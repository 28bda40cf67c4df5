import { cleanLineText } from "@perfecto-bot/cards";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { LIMITS } from "./limits.ts";
import { joinNameValues, nameValue, readNameValue, readNameValues, readTypedName } from "./name-value.ts";

test.each([
  ["Nightly", "Nightly"],
  ["a, b", "a%2C b"],
  ["100% of 5%2C", "100%25 of 5%252C"],
  ['say "hi" and “hi”', 'say "hi" and “hi”'],
  ["🚀 ship-it, 数", "🚀 ship-it%2C 数"],
  ["Nightly-*?", "Nightly-*?"],
  [`x,${"y".repeat(300)}`, `x%2C${"y".repeat(300)}`],
])("%j is carried as %j and read again", (name, value) => {
  expect(nameValue(name)).toBe(value);
  expect(readNameValue(value)).toEqual([name]);
  expect(readNameValues(joinNameValues([value, "other"]))).toEqual([name, "other"]);
});

test.each([
  [""],
  [" "],
  ["\u0000"],
  ["half \uD83D"],
  ["x".repeat(LIMITS.inputValue + 1)],
  [",".repeat(LIMITS.inputValue)],
])("%j can be no choice", (name) => {
  expect(nameValue(name)).toBeUndefined();
});

test("any names come back as they are shown, each once", () => {
  const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(fc.array(name, { maxLength: 20 }), (names) => {
      const values = names.flatMap((each) => nameValue(each) ?? []);
      const kept = names.filter((each) => nameValue(each) !== undefined).map((each) => cleanLineText(each).trim());
      expect(readNameValues(joinNameValues(values))).toEqual([...new Set(kept)]);
    }),
  );
});

test("what a client sends otherwise is read as far as it can be", () => {
  expect(readNameValue("")).toEqual([]);
  expect(readNameValue("a,b")).toEqual(["a,b"]);
  expect(readNameValues(" a ,,b,a, ")).toEqual(["a", "b"]);
  expect(readNameValue("50%")).toEqual(["50%"]);
  expect(readNameValue("a%2cb%zz")).toEqual(["a,b%zz"]);
  expect(readTypedName(" 100%25, all ")).toEqual(["100%25, all"]);
  expect(readTypedName(" ")).toEqual([]);
});

test("any value is read without trouble", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (value) => {
      expect(readNameValue(value).length).toBeLessThanOrEqual(1);
      for (const name of [...readNameValue(value), ...readNameValues(value), ...readTypedName(value)])
        expect(name.isWellFormed() && name !== "").toBe(true);
    }),
  );
});
