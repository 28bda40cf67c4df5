import * as fc from "fast-check";
import type { Picture } from "../picture.ts";

/** Any picture, whose names are as hostile and as many as they are given. */
export function drawingsOf(
  text: fc.Arbitrary<string>,
  many: <T>(one: fc.Arbitrary<T>) => fc.Arbitrary<readonly T[]>,
): fc.Arbitrary<Picture> {
  return fc.oneof(
    fc.record({
      kind: fc.constant("pass-rate" as const),
      builds: many(text),
      series: fc.array(fc.record({ label: text, rates: fc.array(fc.constantFrom(0, 0.5, 1, undefined)) }), {
        maxLength: 2,
      }),
    }),
    fc.record({
      kind: fc.constant("heat-map" as const),
      columns: many(text),
      rows: many(fc.record({ label: text, cells: fc.constant([{ failed: 1, blocked: 0, total: 2 }]) })),
    }),
  );
}
