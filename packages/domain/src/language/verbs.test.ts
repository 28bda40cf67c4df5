import { describe, expect, it } from "vitest";
import { parseCommand } from "./parse-command.ts";
import { VERBS } from "./verbs.ts";

const context = { nowMs: Date.parse("2026-11-23T13:05:42Z"), timeZone: "Europe/Berlin" };
const verbs = Object.entries(VERBS);

describe("VERBS", () => {
  it.each(verbs)("%s explains itself", (name, verb) => {
    expect(verb.name).toBe(name);
    expect(verb.usage.split(" ")[0]).toBe(name);
    expect(verb.summary).toMatch(/^[^.\n]+$/);
    expect(verb.examples.length).toBeGreaterThanOrEqual(2);
    expect(verb.examples.length).toBeLessThanOrEqual(4);
  });

  it.each(verbs.flatMap(([name, { examples }]) => examples.map(({ text }) => [text, name])))(
    "the example %j is understood",
    (text, name) => {
      expect(parseCommand(text, context)).toMatchObject({ kind: "understood", command: { verb: name } });
    },
  );

  it("has no word twice", () => {
    const words = verbs.flatMap(([name, { aliases }]) => [name, ...aliases]);
    expect(new Set(words).size).toBe(words.length);
  });
});
