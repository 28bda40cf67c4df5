import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildLabels } from "./build-labels.ts";

/** Ten pixels a character. */
const measure = (text: string): number => 10 * text.length;

describe("buildLabels", () => {
  test.for([
    [[], 100, []],
    [["#1"], 340, ["#1"]],
    [["#1", "#2", "#3"], 34, ["#1", "#2", "#3"]],
    [["#1", "#2", "#3", "#4"], 33, ["", "#2", "", "#4"]],
    [["a name that is long", "#2"], 126, ["a name…long", "#2"]],
  ] as const)("%j with %d px each are labelled %j", ([builds, pxPerBuild, labels]) => {
    expect(buildLabels(builds, pxPerBuild, measure)).toEqual(labels);
  });

  test("shows the newest, and none so wide that it meets the next", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 200 }), (builds) => {
        const pxPerBuild = 340 / builds.length;
        const shown = [...buildLabels(builds, pxPerBuild, measure).entries()].filter(([, label]) => label !== "");
        expect(shown.at(-1)?.[0]).toBe(builds.length - 1);
        for (const [at, [index, label]] of shown.entries()) {
          const next = shown[at + 1];
          if (next === undefined) break;
          expect((measure(label) + measure(next[1])) / 2).toBeLessThan((next[0] - index) * pxPerBuild);
        }
      }),
    );
  });
});
