import { heatMap, type FilterKey } from "@perfecto-bot/domain";
import { describe, expect, it } from "vitest";
import { plainLine } from "../line.ts";
import { CHROME, GALAXY, runsOf } from "../testing/answers/a-lab-history.ts";
import { heatMapPicture } from "./heat-map-picture.ts";
import { columnNames, heatMapBlocks } from "./heat-map-words.ts";
import { plainBody } from "./plain-body.ts";

const everywhere = [
  ...runsOf("Pay", "--+-", 45),
  ...runsOf("Pay", "+b-+", 45, { platforms: [GALAXY] }),
  ...runsOf("Pay", "+", 45, { platforms: [CHROME] }),
  ...runsOf("Log in", "b", 45, { platforms: [GALAXY] }),
  ...runsOf("Log in", "++", 45, { platforms: [CHROME] }),
  ...runsOf("Search", "++", 45),
];
const IPHONE = "Apple iPhone 15 · iOS 17.5.1";
const OTHER = "Samsung Galaxy S23 · Android 14";

/** So many tests on so many platforms, of which all failed on all. */
function square(tests: number, platforms: number) {
  return Array.from({ length: tests }, (_, test) =>
    Array.from({ length: platforms }, (__, at) =>
      runsOf(`Test ${test + 1}`, "-", 45, { platforms: [{ kind: "device", model: `Phone ${at + 1}` }] }),
    ),
  ).flat(2);
}

function altOf(executions: Parameters<typeof heatMap>[0], key: FilterKey = "platform"): string {
  const picture = heatMapPicture(heatMap(executions, key));
  return picture.kind === "drawn" ? picture.block.alt : picture.reason;
}

describe("the picture of a heat map", () => {
  it("is not drawn where it would say no more than a line", () => {
    expect(altOf(runsOf("Pay", "--", 45))).toBe("one-test");
    expect(altOf(everywhere, "os")).not.toBe("one-column");
    expect(altOf(everywhere, "job")).toBe("one-column");
    expect(altOf([])).toBe("one-test");
  });

  it("shows the worst tests and columns first, and its worst cells in words", () => {
    const picture = heatMapPicture(heatMap(everywhere, "platform"));
    expect(picture).toMatchObject({
      kind: "drawn",
      block: {
        kind: "picture",
        weight: "detail",
        picture: {
          kind: "heat-map",
          columns: [OTHER, IPHONE, "Chrome 129 · Windows 10"],
          rows: [
            {
              label: "Pay",
              cells: [
                { failed: 1, blocked: 1, total: 4 },
                { failed: 3, blocked: 0, total: 4 },
                { failed: 0, blocked: 0, total: 1 },
              ],
            },
            { label: "Log in" },
          ],
        },
        alt: `Heat map of what went wrong: 2 tests × 3 platforms. Pay, ${IPHONE}: 3 of 4 failed; Pay, ${OTHER}: 1 of 4 failed, 1 could not run; Log in, ${OTHER}: could not run.`,
      },
    });
  });

  it("says what does not fit, within what a channel shows", () => {
    const alt = altOf(square(25, 14));
    expect(alt).toContain("20 tests × 12 platforms. The worst: Test 1, Phone 1: failed; ");
    expect(alt).toMatch(/ Not in the heat map: 5 more tests, 2 more platforms, with 110 executions that went wrong\.$/);
    const long = square(3, 3).map((each) => ({ ...each, name: `${each.name} ${"n".repeat(5_000)}` }));
    expect(altOf(long).length).toBeLessThanOrEqual(1_500);
  });
});

describe("the columns of a heat map", () => {
  it.each<[string, FilterKey, readonly (string | undefined)[], readonly string[]]>([
    ["builds of one job", "build", ["Nightly #45", "Nightly #44 (main)"], ["#45", "#44 (main)"]],
    ["builds of two jobs", "build", ["Nightly #45", "Weekly #44"], ["Nightly #45", "Weekly #44"]],
    ["builds without a number", "build", ["Nightly #45", undefined], ["Nightly #45", "Without a build"]],
    ["tags that look like builds", "tag", ["Nightly #45"], ["Nightly #45"]],
  ])("%s", (_, key, columns, names) => {
    expect(columnNames({ key, columns })).toEqual(names);
  });
});

describe("a heat map in words", () => {
  it("says of the worst tests where they went wrong, and where not", () => {
    const [list, ...others] = heatMapBlocks(heatMap(everywhere, "platform"));
    if (list?.kind !== "list") throw new TypeError(list?.kind);
    expect(list.title).toBe("Where tests went wrong, by platform");
    expect(list.rows.map(plainLine)).toEqual([
      `Pay – ${IPHONE}: 3 of 4 failed; ${OTHER}: 1 of 4 failed, 1 could not run; 1 platform without failure`,
      `Log in – ${OTHER}: could not run; 1 platform without failure`,
    ]);
    expect(others).toEqual([]);
  });

  it("counts the tests and columns that it does not name", () => {
    const words = plainBody(heatMapBlocks(heatMap(square(25, 14), "platform")));
    expect(words[1]).toBe("• Test 1 – Phone 1: failed; Phone 2: failed; Phone 3: failed; 9 more platforms");
    expect(words).toContain("and 19 more");
    expect(words.at(-1)).toBe(
      "Not in the heat map: 5 more tests, 2 more platforms, with 110 executions that went wrong.",
    );
  });

  it("does not call a test fine that went wrong in a column that is not shown", () => {
    const map = heatMap([...square(3, 1), ...runsOf("Elsewhere", "-", 45, { platforms: [GALAXY] })], "platform", {
      maxColumns: 1,
    });
    expect(plainBody(heatMapBlocks(map))).toContain("• Elsewhere – platforms that are not shown");
  });
});
