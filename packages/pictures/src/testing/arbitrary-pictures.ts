import type { HeatMapPicture, PassRatePicture, Picture } from "@perfecto-bot/cards";
import * as fc from "fast-check";

/** Names that are markup somewhere, or no proper text, or too long. */
const HOSTILE_NAMES = [
  "",
  "   ",
  "{a|b}",
  "{b}: {c} {d}%",
  "%s %d %",
  "</text><svg onload=alert(1)>",
  "&amp;&#0;&lt;",
  '"><script>',
  "]]>",
  "line\nbreak\r\n\u2028end",
  "\u0000\u0007\u001B[31mred",
  "\uD800 half \uDC00",
  "\uFFFE\uFFFF",
  "مرحبا بالعالم",
  "\u202Eturned\u2066",
  "日本語のテスト",
  "👨‍👩‍👧‍👦🎉",
  "e\u0301".repeat(3) + "x" + "\u0316".repeat(50),
  "x".repeat(200),
  "word ".repeat(60),
  "very.long.package.name.of.a.Test.thatChecks.everything".repeat(100),
  "constructor",
  "__proto__",
  "-",
  "1",
];

const names = fc.oneof(
  fc.constantFrom(...HOSTILE_NAMES),
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ maxLength: 250 }),
);

const rates = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
  { weight: 2, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, 0.5, -1, 2, NaN, Infinity, -Infinity, 1e-9, 1 - 1e-9) },
);

const counts = fc.oneof(
  { weight: 6, arbitrary: fc.nat(30) },
  { weight: 1, arbitrary: fc.constantFrom(999, 1000, 123_456, 10 ** 9, 10 ** 18, -3, 1.5, NaN, Infinity) },
);

const passRates: fc.Arbitrary<PassRatePicture> = fc.record({
  kind: fc.constant("pass-rate" as const),
  builds: fc.array(names, { maxLength: 110 }),
  series: fc.array(fc.record({ label: names, rates: fc.array(rates, { maxLength: 110 }) }), { maxLength: 7 }),
});

const heatMaps: fc.Arbitrary<HeatMapPicture> = fc.record({
  kind: fc.constant("heat-map" as const),
  columns: fc.array(names, { maxLength: 14 }),
  rows: fc.array(
    fc.record({
      label: names,
      cells: fc.array(fc.record({ failed: counts, blocked: counts, total: counts }), { maxLength: 14 }),
    }),
    { maxLength: 24 },
  ),
});

/** Pictures that no answer should ever ask for, and some that it may. */
export const arbitraryPictures: fc.Arbitrary<Picture> = fc.oneof(passRates, heatMaps);
