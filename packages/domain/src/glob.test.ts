import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalGlob, globOf, hasLiteralWildcard, isGlob, matchGlob, nameOf, spellingOf } from "./glob.ts";

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
    [String.raw`pays [\*]`, "Pays [*]", true],
    [String.raw`pays [\*]`, "pays [visa]", false],
    [String.raw`*\*`, "pays *", true],
    [String.raw`*\*`, "pays", false],
    [String.raw`what\?*`, "what? ever", true],
    [String.raw`what\?*`, "whats", false],
    [String.raw`App\\*`, String.raw`App\Tests`, true],
    [String.raw`App\\*`, "App*", false],
    [String.raw`App\T*`, String.raw`App\Tests`, true],
    ["a\\", "a\\", true],
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
    [String.raw`pays [\*]`, false],
    [String.raw`pays [\*] *`, true],
    [String.raw`App\\*`, true],
  ])("%j: %s", (pattern, expected) => {
    expect(isGlob(pattern)).toBe(expected);
  });
});

describe("globOf", () => {
  const anything = fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units));
  const name = fc.string({ unit: fc.constantFrom(..."*?\\[](),\"' aBß\n🙂\uD800".split("")), maxLength: 12 });

  // Halves of a character may join with what stands beside them.
  const whole = name.filter((one) => one.isWellFormed());

  it("matches its name in any case, and no other text", () => {
    fc.assert(
      fc.property(fc.oneof(name, anything), name, (given, other) => {
        const pattern = globOf(given);
        expect(nameOf(pattern)).toBe(given);
        expect(isGlob(pattern)).toBe(false);
        expect(matchGlob(pattern, given)).toBe(true);
        expect(matchGlob(pattern, other)).toBe(other.toLowerCase() === given.toLowerCase());
      }),
    );
  });

  it("is a part of a longer pattern", () => {
    fc.assert(
      fc.property(whole, whole, whole, (before, given, after) => {
        expect(matchGlob(`*${globOf(given)}*`, before + given + after)).toBe(true);
      }),
    );
  });

  it("gives back nothing for what matches several texts", () => {
    expect(nameOf("Night*")).toBeUndefined();
    expect(nameOf(String.raw`a\*b?`)).toBeUndefined();
  });
});

describe("canonicalGlob", () => {
  it.each([
    [String.raw`C:\dir`, String.raw`C:\\dir`],
    [String.raw`C:\\dir`, String.raw`C:\\dir`],
    [String.raw`pays [\*] *`, String.raw`pays [\*] *`],
    ["a\\", "a\\\\"],
  ])("writes %j as %j", (typed, canonical) => {
    expect(canonicalGlob(typed)).toBe(canonical);
  });

  it("changes no meaning, and nothing that is canonical", () => {
    const typed = fc.string({ unit: fc.constantFrom(..."*?\\ab".split("")), maxLength: 10 });
    fc.assert(
      fc.property(typed, typed, (pattern, text) => {
        const canonical = canonicalGlob(pattern);
        expect(matchGlob(canonical, text)).toBe(matchGlob(pattern, text));
        expect(canonicalGlob(canonical)).toBe(canonical);
        expect(canonicalGlob(globOf(pattern))).toBe(globOf(pattern));
        expect(spellingOf(globOf(pattern))).toBe(pattern);
      }),
    );
  });
});

describe("hasLiteralWildcard", () => {
  it.each([
    [globOf("pays [*]"), true],
    ["pays*", false],
    [String.raw`App\\*`, false],
    [String.raw`App\\\*`, true],
  ])("%j: %s", (pattern, expected) => {
    expect(hasLiteralWildcard(pattern)).toBe(expected);
  });
});
