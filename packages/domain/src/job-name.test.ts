import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jobNameProblem, LONGEST_ENCODED_JOB_NAME } from "./job-name.ts";

describe("jobNameProblem", () => {
  it.each([
    ["Nightly Regression"],
    ["nightly-*"],
    ["Regressão noturna 名 🚀"],
    ["x".repeat(500)],
    ["🚀".repeat(125)],
    ["名".repeat(166)],
  ])("%s can be asked for", (name) => {
    expect(jobNameProblem(name)).toBeUndefined();
  });

  it.each([
    ["a long one", "x".repeat(501), "has 501 characters: a job's name has at most 500"],
    ["170 emoji", "🚀".repeat(170), "takes 2040 characters in the address"],
    ["500 letters of Chinese", "名".repeat(500), "takes 4500 characters in the address"],
    ["half an emoji", "🚀".slice(0, 1), "control characters, or halves of others"],
    ["a bell", "Night\u0007ly", "control characters, or halves of others"],
  ])("%s cannot, and it says why", (_what, name, problem) => {
    expect(jobNameProblem(name)).toContain(problem);
  });

  it("lets no name through that fits into no address", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 600 }), (name) => {
        if (jobNameProblem(name) !== undefined) return;
        expect(encodeURIComponent(name).length).toBeLessThanOrEqual(LONGEST_ENCODED_JOB_NAME);
      }),
    );
  });
});
