import { expect, it } from "vitest";
import { noonMs, wireContext } from "../testing/wire-context.ts";
import { normaliseStamp } from "./normalise-stamp.ts";

const dayMs = 86_400_000;

it.each([
  ["milliseconds", 1523858478650, 1523858478650],
  ["milliseconds as text", "1452419076769", 1452419076769],
  ["10 digits are seconds", 1523845681, 1523845681000],
  ["seconds as text", "1523845681", 1523845681000],
  ["a fraction", 1523858478650.9, 1523858478650],
  ["a day from now", noonMs + dayMs, noonMs + dayMs],
])("reads %s", (_name, value, expected) => {
  const context = wireContext();
  expect(normaliseStamp(value, context)).toBe(expected);
  expect(context.noted).toEqual([]);
});

it.each([[undefined], [null], [0], ["0"], [""]])("takes %j as no stamp at all", (value) => {
  const context = wireContext();
  expect(normaliseStamp(value, context)).toBeUndefined();
  expect(context.noted).toEqual([]);
});

it.each([
  ["12 digits", 152385888894],
  ["14 digits", 15238557905579],
  ["before 2010", Date.UTC(2009, 11, 31)],
  ["seconds before 2010", 1_000_000_000],
  ["the day after tomorrow", noonMs + dayMs + 1],
  ["a negative number", -1523858478650],
  ["a date as text", "2026-11-20T12:00:00Z"],
  ["an object", {}],
  ["a boolean", true],
])("leaves out and notes %s", (_name, value) => {
  const context = wireContext();
  expect(normaliseStamp(value, context)).toBeUndefined();
  expect(context.noted).toEqual(["stamp"]);
});
