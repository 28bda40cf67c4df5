import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markedText } from "./marked-text.ts";
import { tokenize } from "./tokenize.ts";
import type { Token } from "./token.ts";

/** Tokens in short: words as their text, quoted ones in single quotes, terms with their values in brackets. */
function sketch(tokens: readonly Token[]): readonly string[] {
  return tokens.map((token) => {
    const minus = token.negated ? "-" : "";
    if (token.kind === "word") return token.quoted ? `${minus}'${token.text}'` : minus + token.text;
    const values = token.values.map((value) => (value.quoted ? `'${value.text}'` : value.text));
    return `${minus}${token.key.text}[${values.join("|")}]`;
  });
}
const anything = fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units));

describe("tokenize", () => {
  it.each<[string, readonly string[]]>([
    ["", []],
    [" \t\n\u00A0\u200B ", []],
    ["one two", ["one", "two"]],
    ["  one\u00A0two\u200Bthree ", ["one", "two", "three"]],
    ["naïve テスト 🙂", ["naïve", "テスト", "🙂"]],
    ['"Nightly A" x', ["'Nightly A'", "x"]],
    ["'Nightly A'", ["'Nightly A'"]],
    ["“Nightly A” „Nacht B“ ”Natt C” ‘D E’ ‚F G‘", ["'Nightly A'", "'Nacht B'", "'Natt C'", "'D E'", "'F G'"]],
    ["« Nuit A » »Nacht B« ‹C D›", ["'Nuit A'", "'Nacht B'", "'C D'"]],
    ['“half phone"', ["'half phone'"]],
    ['""', ["''"]],
    [String.raw`"say \"hi\" \\ C:\dir"`, [String.raw`'say "hi" \ C:\dir'`]],
    [String.raw`“a \” b”`, ["'a ” b'"]],
    ["'Don't stop' it", ["'Don't stop'", "it"]],
    ["‘Don’t stop’", ["'Don’t stop'"]],
    ["Don't stop", ["Don't", "stop"]],
    ['5" screen', ['5"', "screen"]],
    ["-login -“a b” –c —d −e", ["-login", "-'a b'", "-c", "-d", "-e"]],
    ["--login", ["-login"]],
    ["Nightly - iOS -- x –", ["Nightly", "-", "iOS", "--", "x", "–"]],
    ["iOS-17", ["iOS-17"]],
    ["job:A", ["job[A]"]],
    ["-job:A –Tag:b", ["-job[A]", "-Tag[b]"]],
    ["job:A,B,C", ["job[A|B|C]"]],
    ['job:"Nightly A","Nightly B" x', ["job['Nightly A'|'Nightly B']", "x"]],
    ["job:“A, B”,c", ["job['A, B'|c]"]],
    ["test:Don't,isn't", ["test[Don't|isn't]"]],
    ["on: failures", ["on[]", "failures"]],
    ["job:,a,", ["job[|a|]"]],
    ["mention:@user:29:1a,@here", ["mention[@user:29:1a|@here]"]],
    [
      "https://a.example/x?y=1,2 Suite::test 12:30 :ios:",
      ["https://a.example/x?y=1,2", "Suite::test", "12:30", ":ios:"],
    ],
    ["a,b, c", ["a,b,", "c"]],
  ])("reads %j", (text, expected) => {
    const { tokens, mistakes } = tokenize(text);
    expect(mistakes).toEqual([]);
    expect(sketch(tokens)).toEqual(expected);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ['⟦"⟧open word', ['the quote `"` is never closed'], ["open", "word"]],
    ["x ⟦“⟧", ["the quote `“` is never closed"], ["x", "“"]],
    ["⟦«⟧a ⟦«⟧b", ["the quote `«` is never closed", "the quote `«` is never closed"], ["a", "b"]],
    ['job:⟦"⟧a b', ['the quote `"` is never closed'], ["job[a]", "b"]],
    ['"a"⟦b⟧ c', ["`b` stands right behind a closing quote"], ["'a'", "c"]],
    ['job:"a"⟦b⟧,c', ["`b` stands right behind a closing quote"], ["job['a'|c]"]],
    [String.raw`⟦"⟧never\"`, ['the quote `"` is never closed'], [String.raw`never\"`]],
  ])("finds the mistakes in %j", (marked, messages, expected) => {
    const { text, places } = markedText(marked);
    const { tokens, mistakes } = tokenize(text);
    expect(mistakes).toEqual(places.map((place, index) => ({ ...place, message: messages[index] })));
    expect(mistakes).toHaveLength(messages.length);
    expect(sketch(tokens)).toEqual(expected);
  });

  it("gives places in code units of the whole text", () => {
    const text = '🙂 -job:"a b",c “d”';
    const { tokens } = tokenize(text, 2);
    const [term, word] = tokens;
    if (term?.kind !== "term") throw new Error("no term");
    const cut = ({ at, length }: { at: number; length: number }) => text.slice(at, at + length);
    expect([term, term.key, ...term.values].map(cut)).toEqual(['-job:"a b",c', "job", '"a b"', "c"]);
    expect(word && cut(word)).toBe("“d”");
  });

  it("leaves out nothing but blanks, and no token overlaps another, whatever the text", () => {
    const quotes = fc.constantFrom(..."\"'“”„‘’«»\\-–:, \tajob".split(""));
    fc.assert(
      fc.property(fc.oneof(anything, fc.string({ unit: quotes, maxLength: 60 })), (text) => {
        const { tokens, mistakes } = tokenize(text);
        const stray = mistakes.filter(({ message }) => message.includes("right behind"));
        const left = text.split("");
        for (const { at, length } of [...tokens, ...stray]) left.fill(" ", at, at + length);
        expect(left.join("")).toMatch(/^[\s\u200B]*$/);
        const ends = tokens.map(({ at, length }) => at + length);
        expect(ends.every((end) => end <= text.length)).toBe(true);
        expect(tokens.every(({ at }, index) => at >= (ends[index - 1] ?? 0))).toBe(true);
      }),
    );
  });
});
