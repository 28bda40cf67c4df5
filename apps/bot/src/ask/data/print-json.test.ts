import { expect, test } from "vitest";
import { printJson } from "./print-json.ts";

test("what terminals obey is escaped, and reads back the same", () => {
  const value = { name: "\u009B31m\u001B[1m\u007F\u2028\u202E漢" };
  const text = printJson(value);
  expect(text).toMatch(/^[\n\x20-\x7E漢]*$/u);
  expect(JSON.parse(text)).toEqual(value);
  expect(text.endsWith("}\n")).toBe(true);
});
