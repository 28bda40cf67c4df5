import { expect, it } from "vitest";
import { noonMs } from "../testing/wire-context.ts";
import { parseRetryAfter } from "./parse-retry-after.ts";

it.each([
  ["0", 0],
  ["120", 120_000],
  [" 3 ", 3_000],
  ["Fri, 20 Nov 2026 12:01:30 GMT", 90_000],
  ["Friday, 20-Nov-26 12:00:01 GMT", 1_000],
  ["Fri, 20 Nov 2026 11:00:00 GMT", 0],
  ["99999999999", 86_400_000],
  [undefined, undefined],
  ["", undefined],
  ["-1", undefined],
  ["1.5", undefined],
  ["soon", undefined],
  ["2026", 2_026_000],
  ["Mon", undefined],
])("reads %j as %j", (header, expected) => {
  expect(parseRetryAfter(header, noonMs)).toBe(expected);
});
