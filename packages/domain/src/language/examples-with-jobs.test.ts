import { describe, expect, it } from "vitest";
import { examplesWithJobs } from "./examples-with-jobs.ts";
import { parseCommand } from "./parse-command.ts";
import { VERBS } from "./verbs.ts";

const context = { nowMs: Date.parse("2026-11-23T13:05:42Z"), timeZone: "Europe/Berlin" };
const verbs = Object.values(VERBS);

describe("examplesWithJobs", () => {
  it.each(verbs)("keeps the examples of $name where no job is known", (verb) => {
    expect(examplesWithJobs(verb, [], context)).toBe(verb.examples);
    expect(examplesWithJobs(verb, ["", "  ", "a*b", "x".repeat(61)], context)).toBe(verb.examples);
  });

  it.each([
    ["Checkout iOS", "build Checkout iOS 45"],
    ["Suite 2", 'build "Suite 2"'],
    ["smoke-web", "build smoke-web 45"],
    ['He said "go"', 'build "He said \\"go\\"" 45'],
    ["last 24h", 'build "last 24h" 45'],
    ["$& $1", "build $& $1 45"],
  ])("names the job %j", (job, expected) => {
    expect(examplesWithJobs(VERBS.build, [job], context).map(({ text }) => text)).toContain(expected);
  });

  it("names jobs that begin alike", () => {
    const texts = examplesWithJobs(VERBS.failures, ["smoke-web"], context).map(({ text }) => text);
    expect(texts).toContain("failures job:smoke* os:iOS since monday 9am");
  });

  it.each(
    verbs.flatMap((verb) =>
      ["Nightly", "a b", "#45", "-x", "job:1", "“q”", "🙂"].map((job) => [verb.name, job] as const),
    ),
  )("%s is still understood with the job %j", (name, job) => {
    for (const { text } of examplesWithJobs(VERBS[name], [job], context))
      expect(parseCommand(text, context)).toMatchObject({ kind: "understood", command: { verb: name } });
  });
});
