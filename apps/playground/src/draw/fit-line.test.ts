import { describe, expect, it } from "vitest";
import { type DrawnLine, line, plainText, span } from "./drawn-line.ts";
import { fitLine } from "./fit-line.ts";

const rows = (drawn: DrawnLine, width: number) =>
  fitLine(drawn, width).map(({ spans }) => spans.map(({ text }) => text).join(""));

it.each<[DrawnLine, number, readonly string[]]>([
  [line(""), 10, [""]],
  [line("one two three"), 20, ["one two three"]],
  [line("one two three"), 8, ["one two", "three"]],
  [line("one", span(" two", "bold"), " three"), 8, ["one two", "three"]],
  [line("un", span("broken", "bold"), " word"), 8, ["unbroken", "word"]],
  [line("ab unbroken"), 6, ["ab", "unbrok", "en"]],
  [{ ...line("one two three"), prefix: "• " }, 8, ["• one", "  two", "  three"]],
  [{ ...line("one two"), prefix: span("✓ ", "green") }, 5, ["✓ one", "  two"]],
  [line("日本語"), 4, ["日本", "語"]],
  [line("❌❌"), 1, ["❌", "❌"]],
  [{ ...line("one two three"), cut: true }, 8, ["one two…"]],
  [{ ...line("one", span(" two", "dim")), cut: true }, 6, ["one t…"]],
  [{ ...line("日本語"), cut: true }, 4, ["日…"]],
])("fits %j into %i columns", (drawn, width, expected) => {
  expect(rows(drawn, width)).toEqual(expected);
});

describe("any width", () => {
  const drawn = {
    ...line("❌ ", span("Checkout: voucher", "bold"), " failed on iPhone-15 Pro · 日本語テスト"),
    prefix: "  ",
  };

  it.each(Array.from({ length: 60 }, (_, index) => index + 5))(
    "%i columns are kept, and no letter is lost",
    (width) => {
      for (const fitted of fitLine(drawn, width)) expect(fitted.width).toBeLessThanOrEqual(width);
      expect(rows(drawn, width).join("").replace(/\s/gu, "")).toBe(plainText(drawn).replace(/\s/gu, ""));
    },
  );
});

it("keeps the looks of what it breaks", () => {
  const [, second] = fitLine(line(span("one two", "bold")), 4);
  expect(second?.spans).toEqual([{ text: "two", tones: ["bold"] }]);
});
