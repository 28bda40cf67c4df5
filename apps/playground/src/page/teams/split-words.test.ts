import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitWords } from "./split-words.ts";

describe("splitWords", () => {
  it.each([
    ["hello", [{ kind: "text", text: "hello" }]],
    [
      "<at>Perfecto</at> mute test:&quot;a &amp; b&quot;",
      [
        { kind: "mention", text: "Perfecto" },
        { kind: "text", text: ' mute test:"a & b"' },
      ],
    ],
    ['<at id="0">Perfecto</at>', [{ kind: "mention", text: "Perfecto" }]],
    [
      "see https://a.example/b?c=1&amp;d=2.",
      [
        { kind: "text", text: "see " },
        { kind: "link", text: "https://a.example/b?c=1&d=2", url: "https://a.example/b?c=1&d=2" },
        { kind: "text", text: "." },
      ],
    ],
    ["&amp;lt;b", [{ kind: "text", text: "&lt;b" }]],
    ["<b>x</b> javascript:alert(1)", [{ kind: "text", text: "<b>x</b> javascript:alert(1)" }]],
    ["http://", [{ kind: "text", text: "http://" }]],
    ["", []],
  ])("%j", (text, pieces) => {
    expect(splitWords(text)).toEqual(pieces);
  });

  it("loses nothing of a text without markup", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/[&<]/.test(text));
        expect(
          splitWords(text)
            .map((piece) => piece.text)
            .join(""),
        ).toBe(text);
      }),
    );
  });
});
