import { expect, test } from "vitest";
import { drawTable } from "./draw-table.ts";
import type { Table } from "./table.ts";
import { textWidth } from "./text-width.ts";

const TABLE: Table = {
  columns: [
    { title: "Status" },
    { title: "Test", least: 8 },
    { title: "Platform", least: 6, leaveOut: 1 },
    { title: "Empty" },
    { title: "Cause", least: 6, leaveOut: 2 },
    { title: "Runs", align: "right" },
  ],
  rows: [
    {
      cells: [
        { text: "✗ FAILED", tone: "bad" },
        { text: "漢字テスト with a long name", url: "https://acme.example.com/1" },
        { text: "Apple iPhone 15" },
        { text: "" },
        { text: "Element not found" },
        { text: "1,200" },
      ],
      url: "https://acme.example.com/1",
    },
    {
      cells: [{ text: "✓ PASSED" }, { text: "Log in" }, { text: "Pixel 8" }, { text: "" }, { text: "" }, { text: "7" }],
    },
  ],
};
const PLAIN = { isDecorated: false, withLinks: false };
const draw = (columns: number) => `\n${drawTable(TABLE, { ...PLAIN, columns }).join("\n")}\n`;

test("what fits is drawn whole, without columns that hold nothing", () => {
  expect(draw(100)).toMatchInlineSnapshot(`
    "
    STATUS    TEST                         PLATFORM         CAUSE               RUNS
    ✗ FAILED  漢字テスト with a long name  Apple iPhone 15  Element not found  1,200
    ✓ PASSED  Log in                       Pixel 8                                 7
    "
  `);
});

test("where it does not fit, the widest columns give way", () => {
  expect(draw(60)).toMatchInlineSnapshot(`
    "
    STATUS    TEST           PLATFORM       CAUSE           RUNS
    ✗ FAILED  漢字テスト w…  Apple iPhone…  Element not…   1,200
    ✓ PASSED  Log in         Pixel 8                           7
    "
  `);
});

test("where that is not enough, columns are left out", () => {
  expect(draw(34)).toMatchInlineSnapshot(`
    "
    STATUS    TEST      PLATFO…   RUNS
    ✗ FAILED  漢字テ…   Apple…   1,200
    ✓ PASSED  Log in    Pixel 8      7
    "
  `);
});

test.each([10, 20, 25, 30, 40, 50, 60, 80, 120, 200])("in %d columns no line is wider", (columns) => {
  for (const line of drawTable(TABLE, { ...PLAIN, columns })) expect(textWidth(line)).toBeLessThanOrEqual(columns);
});

test("addresses below rows are never cut", () => {
  expect(drawTable(TABLE, { ...PLAIN, columns: 20, withLinks: true })[2]).toBe("  https://acme.example.com/1");
});

test("decorated, statuses have colours and tests can be clicked; the words stay", () => {
  const [head = "", first = ""] = drawTable(TABLE, { columns: 100, isDecorated: true, withLinks: false });
  expect(head).toContain("\u001B[1mSTATUS\u001B[22m");
  expect(first).toContain("\u001B[31m✗ FAILED\u001B[39m");
  expect(first).toContain("\u001B]8;;https://acme.example.com/1\u001B\\漢字テスト with a long name\u001B]8;;\u001B\\");
});
