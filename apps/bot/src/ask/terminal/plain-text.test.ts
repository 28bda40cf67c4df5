import { expect, test } from "vitest";
import { plainLine, plainText } from "./plain-text.ts";
import { safeUrl } from "./safe-url.ts";

test.each([
  ["a terminal's commands", "\u001B[2Jgone\u0007\u009B1m", " [2Jgone  1m"],
  ["text that turns its direction", "safe\u202Egnp.exe\u2066", "safegnp.exe"],
  ["line ends of any kind", "a\r\nb\rc\u2028d", "a\nb\nc\nd"],
  ["half a letter", "x\uD83D", "x\uFFFD"],
])("%s can do nothing", (_, foreign, plain) => {
  expect(plainText(foreign)).toBe(plain);
});

test("one line stays one line", () => {
  expect(plainLine(" a\n\t b\u001B[31m ")).toBe("a b [31m");
});

test.each([
  ["https://acme.example.com/test/1?a=b", "https://acme.example.com/test/1?a=b"],
  ["https://acme.example.com/\u001B]8;;x", "https://acme.example.com/%1B]8;;x"],
  ["javascript:alert(1)", undefined],
  ["file:///etc/passwd", undefined],
  ["no address", undefined],
  [undefined, undefined],
])("%j is printed as %j", (url, printed) => {
  expect(safeUrl(url)).toBe(printed);
});
