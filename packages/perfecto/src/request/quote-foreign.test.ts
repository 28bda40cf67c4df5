import { expect, it } from "vitest";
import { quoteForeign } from "./quote-foreign.ts";

const token = "eyJhbGciOiJIUzI1NiJ9.eyJqdGkiOiJlYjY0In0.sig-nature";

it.each([
  ["the token", `no ${token}, no`, "no [secret], no"],
  ["another token", "no eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0., no", "no [secret], no"],
  ["the first part of a token alone", "no eyJhbGciOiJub25lIn0", "no [secret]"],
  ["lines and controls", "a\r\n\tb\u0000\u202ec", "a b c"],
  ["what is short", "Time period is not in supported range", "Time period is not in supported range"],
])("handles %s", (_name, text, expected) => {
  expect(quoteForeign(text, token)).toBe(expected);
});

it("hides the token before it cuts", () => {
  const shown = quoteForeign(`${"x".repeat(230)}${token}`, token);
  expect(shown).not.toContain("eyJ");
  expect(shown).toHaveLength(238);
});

it("cuts long text", () => {
  expect(quoteForeign("x".repeat(1_000), token)).toBe(`${"x".repeat(240)}…`);
});

it("survives an empty token", () => {
  expect(quoteForeign("abc", "")).toBe("abc");
});
