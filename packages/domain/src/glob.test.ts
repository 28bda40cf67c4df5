import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isGlob, matchGlob } from "./glob.ts";

/** The definition itself, to compare with; exponential at worst. */
function slowMatch(pattern: readonly string[], text: readonly string[]): boolean {
  const [first, ...others] = pattern;
  if (first === undefined) return text.length === 0;
  if (first === "*") return slowMatch(others, text) || (text.length > 0 && slowMatch(pattern, text.slice(1)));
  return text.length > 0 && (first === "?" || first === text[0]) && slowMatch(others, text.slice(1));
}

describe("matchGlob", () => {
  it.each([
    ["", "", true],
    ["", "a", false],
    ["*", "", true],
    ["*", "anything at all", true],
    ["?", "", false],
    ["?", "🙂", true],
    ["??", "🙂", false],
    ["nightly-*", "Nightly-iOS", true],
    ["nightly-*", "my-nightly-iOS", false],
    ["*login*", "User LOGIN works", true],
    ["a*b*c", "a-b-b-c", true],
    ["a*b*c", "a-c-b", false],
    ["*ab", "aab", true],
    ["a**b", "ab", true],
    ["a?c", "abc", true],
    ["a?c", "ac", false],
    ["a.c", "abc", false],
    ["[a]", "a", false],
    ["ÄÖ*", "äöü", true],
    ["Nightly", "Nightly ", false],
  ])("%j describes %j: %s", (pattern, text, expected) => {
    expect(matchGlob(pattern, text)).toBe(expected);
  });

  it("agrees with the definition", () => {
    const pattern = fc.string({ unit: fc.constantFrom("a", "B", "*", "?", "🙂"), maxLength: 8 });
    const text = fc.string({ unit: fc.constantFrom("A", "b", "🙂"), maxLength: 8 });
    fc.assert(
      fc.property(pattern, text, (wanted, given) => {
        expect(matchGlob(wanted, given)).toBe(
          slowMatch(Array.from(wanted.toLowerCase()), Array.from(given.toLowerCase())),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it("finishes on patterns that stall a backtracking matcher", () => {
    expect(matchGlob(`${"*a".repeat(50)}b`, "a".repeat(20_000))).toBe(false);
  });
});

describe("isGlob", () => {
  it.each([
    ["Nightly", false],
    ["night*", true],
    ["n?ghtly", true],
    ["", false],
  ])("%j: %s", (pattern, expected) => {
    expect(isGlob(pattern)).toBe(expected);
  });
});
