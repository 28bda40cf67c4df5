import type { QuestionVerbName } from "@perfecto-bot/domain";
import { describe, expect, it } from "vitest";
import { GOLDEN_ANSWERS } from "../testing/golden-answers.ts";

/** The samples of each verb; a verb without one does not compile. */
const SAMPLES: Readonly<Record<QuestionVerbName, readonly string[]>> = {
  failures: ["failures", "groups-by-platform"],
  runs: ["runs", "runs-by-build"],
  build: ["build"],
  builds: ["builds"],
  compare: ["compare"],
  test: ["test"],
  jobs: ["jobs"],
  flaky: ["flaky"],
  trend: ["trend", "trend-by-platform"],
};

describe("answers", () => {
  it.each(Object.entries(GOLDEN_ANSWERS))("%s", async (name, card) => {
    const printed = `${JSON.stringify(card, undefined, 2)}\n`;
    await expect(printed).toMatchFileSnapshot(`../__golden__/answer-${name}.json`);
  });

  it.each(Object.entries(SAMPLES))("to %s are among them", (_, names) => {
    for (const name of names) expect(GOLDEN_ANSWERS).toHaveProperty(name);
  });

  it.each(["groups-by-platform", "groups-by-test", "runs-by-build", "trend", "trend-by-platform"])(
    "%s has a picture, above what it says in words",
    (name) => {
      const kinds = GOLDEN_ANSWERS[name]?.body.map(({ kind }) => kind) ?? [];
      expect(kinds.filter((kind) => kind === "picture")).toHaveLength(1);
      expect(kinds.indexOf("picture")).toBeLessThan(kinds.indexOf("list"));
      expect(kinds.indexOf("picture")).toBeGreaterThan(kinds.indexOf("text"));
    },
  );
});
