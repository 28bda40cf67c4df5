import { parseQuestion } from "@perfecto-bot/domain";
import { expect, test } from "vitest";
import { mistakesText } from "./mistakes-text.ts";
import { textWidth } from "./terminal/text-width.ts";

const context = { nowMs: Date.UTC(2026, 10, 23, 13, 5), timeZone: "Europe/Berlin" };
const LOOKS = { columns: 80, isDecorated: false };

function complain(text: string, looks: Partial<typeof LOOKS> = {}): string {
  const reading = parseQuestion(text, context);
  return reading.kind === "understood" ? "" : mistakesText(text, reading.mistakes, { ...LOOKS, ...looks });
}

test("every mistake is underlined, with its suggestion", () => {
  expect(`\n${complain("failures plattform:iOS lsat 24h")}`).toMatchInlineSnapshot(`
    "
    The question has 2 mistakes:

      failures plattform:iOS lsat 24h
               ^^^^^^^^^
      unknown key \`plattform\`: did you mean \`platform\`?

      failures plattform:iOS lsat 24h
                             ^^^^^^^^
      \`lsat 24h\` is no window: did you mean \`last 24h\`?
    "
  `);
});

test("what is missing is pointed at", () => {
  expect(`\n${complain("build")}`).toMatchInlineSnapshot(`
    "
    The question has a mistake:

      build
           ^
      the job is missing: name one, in quotes if it looks like something else
    "
  `);
});

test("wide characters count as they are drawn, and line ends do not break the line", () => {
  expect(`\n${complain("failures 漢字\nplattform:iOS")}`).toMatchInlineSnapshot(`
    "
    The question has a mistake:

      failures 漢字 plattform:iOS
                    ^^^^^^^^^
      unknown key \`plattform\`: did you mean \`platform\`?
    "
  `);
});

test.each([20, 40, 80])("in %d columns, long texts are shown around the place", (columns) => {
  const text = `failures ${"word ".repeat(40)}plattform:iOS ${"more ".repeat(40)}`;
  const lines = complain(text, { columns }).split("\n");
  expect(lines[2]).toContain("plattform"[0]);
  for (const line of lines.slice(2, 4)) expect(textWidth(line)).toBeLessThanOrEqual(columns);
  expect(lines[2]?.slice(lines[3]?.indexOf("^"))).toMatch(/^plat/);
});

test("decorated, only the carets have a colour", () => {
  expect(complain("failures plattform:iOS", { isDecorated: true })).toContain("\u001B[31m^^^^^^^^^");
});
