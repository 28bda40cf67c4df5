import * as fc from "fast-check";
import { expect, it } from "vitest";
import { parseCursor, printCursor } from "./answer-cursor.ts";

it("is read back", () => {
  const id = fc.string({ minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(id, fc.integer({ min: 1, max: 100_000 }), (name, page) => {
      expect(parseCursor(printCursor({ id: name, page }))).toEqual({ id: name, page });
    }),
  );
});

it.each(["", "x", ".x", "1.", "0.x", "-1.x", "1000000.x", "1e3.x", `1.${"x".repeat(301)}`])("%j is none", (subject) => {
  expect(parseCursor(subject)).toBeUndefined();
});
