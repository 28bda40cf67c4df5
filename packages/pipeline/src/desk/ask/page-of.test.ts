import * as fc from "fast-check";
import { expect, it } from "vitest";
import { pageOf } from "./page-of.ts";

it("shows every row on exactly one page, in order", () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 20 }), (rows, size) => {
      const { of } = pageOf(rows, size, 1);
      const pages = Array.from({ length: of }, (_, index) => pageOf(rows, size, index + 1));
      expect(pages.flatMap((page) => page.rows)).toEqual(rows);
      let before = 0;
      for (const page of pages) {
        before += page.rows.length;
        expect(page.behind).toBe(rows.length - before);
      }
    }),
  );
});

it.each([-1, 0, 1, 1.5, 4, 99])("has a page for the number %d", (number) => {
  const page = pageOf([1, 2, 3, 4, 5], 2, number);
  expect(page.rows.length).toBeGreaterThan(0);
  expect(page.number).toBeGreaterThanOrEqual(1);
  expect(page.number).toBeLessThanOrEqual(page.of);
});

it("has one empty page for nothing", () => {
  expect(pageOf([], 10, 3)).toEqual({ rows: [], behind: 0, number: 1, of: 1 });
});
