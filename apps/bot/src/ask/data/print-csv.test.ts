import { expect, test } from "vitest";
import { printCsv } from "./print-csv.ts";
import type { Value } from "./records.ts";

const cell = (value: Value): string => printCsv({ columns: ["x"], records: [{ x: value }] }).slice("x\r\n".length, -2);

test("lines end with CRLF, and the head line stands alone where nothing was found", () => {
  expect(printCsv({ columns: ["a", "b"], records: [{ a: 1, b: null }] })).toBe("a,b\r\n1,\r\n");
  expect(printCsv({ columns: ["a", "b"], records: [] })).toBe("a,b\r\n");
});

test.each<readonly [Value, string]>([
  ["plain", "plain"],
  ["a,b", '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ["two\nlines", '"two\nlines"'],
  ["two\r\nlines", '"two\nlines"'],
  [" padded", '" padded"'],
  [["a", "b"], '"a, b"'],
  [
    [
      { name: "card", value: "visa" },
      { name: "country", value: "DE" },
    ],
    '"card: visa, country: DE"',
  ],
  [-5, "-5"],
  [true, "true"],
  ["\u001B[2Jx", '" [2Jx"'],
])("%j is written as %s", (value, written) => {
  expect(cell(value)).toBe(written);
});

test.each<readonly [string, string]>([
  ["=1+1", "'=1+1"],
  ["+1", "'+1"],
  ["-1", "'-1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["＝1+1", "'＝1+1"],
  ["  =1+1", "'  =1+1"],
  ["\t=1", "'\t=1"],
  ['=HYPERLINK("http://evil","x")', '"\'=HYPERLINK(""http://evil"",""x"")"'],
  ["\n=1", '"\'\n=1"'],
])("%j runs nowhere as a formula", (value, written) => {
  expect(cell(value)).toBe(written);
});

test("tags are guarded, too", () => {
  expect(cell(["=cmd", "b"])).toBe(`"'=cmd, b"`);
});
