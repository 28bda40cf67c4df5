import { expect, it } from "vitest";
import { readableLogLine } from "./read-log-tail.ts";

it.each([
  ['{"level":30,"time":1,"msg":"stopping"}', "info: stopping"],
  ['{"level":50,"time":1,"lab":"demo","tries":[1,2],"msg":"no answer"}', "error: no answer (lab: demo, tries: [1,2])"],
  ['{"level":35,"msg":"odd"}', "35: odd"],
  ["SyntaxError: unexpected token", "SyntaxError: unexpected token"],
  ["null", "null"],
])("reads %s", (line, expected) => {
  expect(readableLogLine(line)).toBe(expected);
});
