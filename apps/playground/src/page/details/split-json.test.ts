import * as fc from "fast-check";
import { expect, test } from "vitest";
import { splitJson } from "./split-json.ts";

test("names, strings and other values are told apart", () => {
  const kinds = splitJson(JSON.stringify({ 'a "b": c': ["d: \\", -1.5e21, true, null] })).map(({ kind, text }) => [
    kind,
    text,
  ]);
  expect(kinds).toEqual([
    ["rest", "{"],
    ["name", '"a \\"b\\": c"'],
    ["rest", ":["],
    ["string", '"d: \\\\"'],
    ["rest", ","],
    ["word", "-1.5e+21"],
    ["rest", ","],
    ["word", "true"],
    ["rest", ","],
    ["word", "null"],
    ["rest", "]}"],
  ]);
});

test("nothing is lost, and no string is taken for anything else", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
      const json = JSON.stringify(value, null, indent);
      const pieces = splitJson(json);
      expect(pieces.map(({ text }) => text).join("")).toBe(json);
      const between = pieces.filter(({ kind }) => kind === "rest");
      expect(between.map(({ text }) => text).join("")).toMatch(/^[\s{}[\],:]*$/);
    }),
  );
});
