import { QUESTION_VERBS } from "@perfecto-bot/domain";
import { expect, test } from "vitest";
import { helpText } from "./help-text.ts";

test("every verb is there, with every example", () => {
  const text = helpText();
  for (const { usage, summary, examples } of Object.values(QUESTION_VERBS)) {
    expect(text).toContain(usage);
    expect(text).toContain(summary);
    for (const example of examples) expect(text).toContain(example.text);
  }
});

test("help of one verb is about that verb", () => {
  expect(helpText("flaky")).toContain("flaky job:Nightly*");
  expect(helpText("flaky")).not.toContain("failures");
  expect(helpText("flakes")).toBe(helpText("flaky"));
});
