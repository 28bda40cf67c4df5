import { describe, expect, it } from "vitest";
import { VERBS } from "../language/verbs.ts";
import { parseQuestion } from "./parse-question.ts";
import { QUESTION_VERBS } from "./question-verbs.ts";

const verbs = Object.entries(QUESTION_VERBS);
const context = { nowMs: Date.parse("2026-11-23T13:05:42Z"), timeZone: "Europe/Berlin" };

describe("QUESTION_VERBS", () => {
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
      expect(parseQuestion(text, context)).toMatchObject({ kind: "understood", command: { verb: name } });
    },
  );

  it.each(verbs)("%s is a command, too", (name, verb) => {
    expect(VERBS).toHaveProperty(name, verb);
    expect(verb.group).toBe("ask");
  });
});
