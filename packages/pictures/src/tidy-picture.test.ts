import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbitraryPictures } from "./testing/arbitrary-pictures.ts";
import { namesIn, tidyPicture } from "./tidy-picture.ts";

describe("names", () => {
  test.for([
    ["Pay with card", "Pay with card"],
    [" two\nlines\t", "two lines"],
    ["", "(no name)"],
    ["\u0000\u202E", "(no name)"],
    ["half \uD800", "half □"],
    ["👨‍👩‍👧‍👦 party 🎉", "□ party □"],
    ["1 © 2 – no emoji", "1 © 2 – no emoji"],
    [`a${"\u0301".repeat(9)}b`, `a${"\u0301".repeat(3)}b`],
    [`${"a".repeat(300)}${"b".repeat(300)}`, `${"a".repeat(200)}…${"b".repeat(200)}`],
  ] as const)("%j is drawn as %j", ([name, drawn]) => {
    expect(namesIn(tidyPicture({ kind: "pass-rate", builds: [name], series: [{ label: name, rates: [] }] }))).toEqual([
      drawn,
      drawn,
    ]);
    expect(namesIn(tidyPicture({ kind: "heat-map", columns: [name], rows: [{ label: name, cells: [] }] }))).toEqual([
      drawn,
      drawn,
    ]);
  });
});

describe("numbers", () => {
  test.for([
    [undefined, undefined],
    [NaN, undefined],
    [-1, 0],
    [Infinity, 1],
    [0.3, 0.3],
  ] as const)("the rate %d is drawn as %d", ([rate, drawn]) => {
    expect(tidyPicture({ kind: "pass-rate", builds: ["#1"], series: [{ label: "all", rates: [rate] }] })).toMatchObject(
      { series: [{ rates: [drawn] }] },
    );
  });

  test("a missing cell did not run, and a total is no less than its parts", () => {
    const cells = [{ failed: 2, blocked: 1, total: 1 }];
    expect(tidyPicture({ kind: "heat-map", columns: ["a", "b"], rows: [{ label: "t", cells }] })).toMatchObject({
      rows: [
        {
          cells: [
            { failed: 2, blocked: 1, total: 3 },
            { failed: 0, blocked: 0, total: 0 },
          ],
        },
      ],
    });
  });

  test("builds and rates stay together when the oldest are left out", () => {
    const builds = Array.from({ length: 250 }, (_, at) => `#${at}`);
    const tidy = tidyPicture({
      kind: "pass-rate",
      builds,
      series: [{ label: "all", rates: builds.map((_, at) => at / 250) }],
    });
    expect(tidy).toMatchObject({
      builds: { length: 200, 0: "#50", 199: "#249" },
      series: [{ rates: { length: 200, 0: 0.2 } }],
    });
  });
});

test("tidying a tidy picture changes nothing", () => {
  fc.assert(
    fc.property(arbitraryPictures, (picture) => {
      const tidy = tidyPicture(picture);
      expect(tidyPicture(tidy)).toEqual(tidy);
    }),
  );
});
