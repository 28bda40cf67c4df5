import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COUNTED_KEYS, FILTER_KEYS, RESULT_MARKS, type Filter, type FilterTerm } from "../filter.ts";
import { canonicalGlob, globOf, isGlob } from "../glob.ts";
import { parseQuestion } from "./parse-question.ts";
import { printQuestion } from "./print-question.ts";
import type { AskContext, Question } from "./question.ts";
import { understoodAs } from "./understood-as.ts";

const DAY_MS = 86_400_000;
const ZONES = [
  "Europe/Berlin",
  "America/New_York",
  "America/St_Johns",
  "Australia/Lord_Howe",
  "Pacific/Kiritimati",
  "Pacific/Niue",
  "Asia/Kathmandu",
  "Africa/Casablanca",
  "UTC",
  "No/Where",
];
const anything = fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units));
/** Words that mean something on their own in some place. */
const meaningful = fc.constantFrom(
  ..."last since from to on by today yesterday latest lsat sicne Sine this week 24h 45 #45 44..45 with monday noon past job:x by:os ago may".split(
    " ",
  ),
);

function arbitraryText(): fc.Arbitrary<string> {
  const hard = fc.constantFrom(
    ..."\"'“”«»\\-–—:,/*?@#. \t\nabZ9é🙂\u200B\uD800".split(""),
    "job:",
    "last 2h",
    "..",
    "://",
  );
  return fc
    .oneof(fc.string({ unit: hard, minLength: 1, maxLength: 12 }), anything, meaningful)
    .filter((text) => text.trim() !== "");
}

/** Patterns as parsing makes them: any text as it would be typed, and any text as a name. */
function arbitraryPattern(): fc.Arbitrary<string> {
  return fc.oneof(arbitraryText().map(canonicalGlob), arbitraryText().map(globOf));
}

function arbitraryTerm(): fc.Arbitrary<FilterTerm> {
  return fc.constantFrom(...FILTER_KEYS).chain((key) => {
    const value =
      key === "status"
        ? fc.constantFrom("passed", "failed", "blocked", "unknown")
        : key === "build"
          ? fc.string({ unit: fc.constantFrom(..."0123456789*?".split("")), minLength: 1 })
          : key === "is"
            ? fc.constantFrom(...RESULT_MARKS)
            : arbitraryPattern();
    const values = fc.array(value, { minLength: 1, maxLength: 3 });
    return fc.record({ key: fc.constant(key), negated: fc.boolean(), values });
  });
}

const wholeSecond = (leastMs: number, mostMs: number): fc.Arbitrary<number> =>
  fc.integer({ min: leastMs / 1000, max: mostMs / 1000 }).map((seconds) => seconds * 1000);

/** Questions as parsing makes them in a context. */
function arbitraryQuestion({ nowMs }: AskContext): fc.Arbitrary<Question> {
  const cutMs = Math.floor(nowMs / 1000) * 1000;
  const filter: fc.Arbitrary<Filter> = fc.array(arbitraryTerm(), { maxLength: 3 });
  const ofJob = filter.map((terms) => terms.filter(({ key, negated }) => key !== "job" || negated));
  const ofBuild = ofJob.map((terms) => terms.filter(({ key }) => key !== "build"));
  const window = wholeSecond(Date.UTC(2000, 0, 3), cutMs).chain((fromMs) =>
    wholeSecond(fromMs, fromMs + 400 * DAY_MS).map((toMs) => ({ fromMs, toMs })),
  );
  const windowed = (days: number) =>
    fc.oneof(
      fc.record({ window, windowWasDefaulted: fc.constant(false) }),
      fc.constant({ window: { fromMs: cutMs - days * DAY_MS, toMs: cutMs }, windowWasDefaulted: true }),
    );
  const by = fc.oneof(
    fc.constant({}),
    fc.constantFrom(...COUNTED_KEYS).map((key) => ({ by: key })),
  );
  const job = arbitraryPattern();
  const number = fc.integer({ min: 0, max: 99_999 }).map(String);
  const executions = fc
    .tuple(fc.constantFrom("failures" as const, "runs" as const), filter, windowed(1), by)
    .map(([verb, terms, said, counted]): Question => ({ verb, filter: terms, ...said, ...counted }));
  return fc.oneof(
    executions,
    fc.record(
      { verb: fc.constant("build" as const), job, number, filter: ofBuild },
      { requiredKeys: ["verb", "job", "filter"] },
    ),
    fc.record({ verb: fc.constant("builds" as const), job, last: fc.integer({ min: 1, max: 50 }), filter: ofJob }),
    fc.record(
      { verb: fc.constant("compare" as const), job, other: number, filter: ofBuild },
      { requiredKeys: ["verb", "job", "filter"] },
    ),
    fc
      .record({ verb: fc.constant("compare" as const), job, base: number, other: number, filter: ofBuild })
      .filter(({ base, other }) => base !== other),
    fc.record({ verb: fc.constant("test" as const), about: arbitraryPattern() }),
    fc.record(
      { verb: fc.constant("jobs" as const), pattern: arbitraryPattern().filter(isGlob) },
      { requiredKeys: ["verb"] },
    ),
    fc.tuple(filter, windowed(7)).map(([terms, said]): Question => ({ verb: "flaky", filter: terms, ...said })),
    fc.tuple(job, ofJob, windowed(14), by).map(([name, terms, said, counted]): Question => ({
      verb: "trend",
      job: name,
      filter: terms,
      ...said,
      ...counted,
    })),
  );
}

const context: fc.Arbitrary<AskContext> = fc.record({
  nowMs: fc.integer({ min: Date.UTC(2001, 0, 1), max: Date.UTC(2090, 0, 1) }),
  timeZone: fc.constantFrom(...ZONES),
});
const asked = context.chain((where) => arbitraryQuestion(where).map((question) => ({ where, question })));

describe("printQuestion", () => {
  const berlin: AskContext = { nowMs: Date.parse("2026-11-23T13:05:42.500Z"), timeZone: "Europe/Berlin" };
  it.each([
    ["fails Login last 24h by:os", "failures test:*Login* by:os 2026-11-22T14:05:42+01:00..2026-11-23T14:05:42+01:00"],
    ["flaky", "flaky"],
    ["builds Nightly", "builds Nightly last 10"],
    ["build 'Suite 2' #45 tag:x", 'build "Suite 2" 45 tag:x'],
    ["compare Nightly 44..45", "compare Nightly 44 45"],
    ["trend Nightly yesterday", "trend Nightly 2026-11-22T00:00:00+01:00..2026-11-23T00:00:00+01:00"],
    ["trend 'today'", 'trend "today"'],
    ["jobs nightly", "jobs *nightly*"],
    ["test 'Login works'", "test Login works"],
    [String.raw`test "pays [\*]"`, String.raw`test "pays [\*]"`],
    ["test pays [*]", "test pays [*]"],
    [String.raw`test C:\*`, String.raw`test C:\*`],
    [String.raw`trend "pays [\*]"`, String.raw`trend "pays [\*]"`],
  ])("prints %s", (typed, canonical) => {
    const reading = parseQuestion(typed, berlin);
    if (reading.kind === "mistaken") throw new Error(reading.mistakes[0]?.message);
    expect(printQuestion(reading.command, berlin)).toBe(canonical);
    expect(parseQuestion(canonical, berlin)).toMatchObject({
      command: { ...reading.command, ...("window" in reading.command && { window: reading.command.window }) },
    });
  });

  it("is read back as the same question", () => {
    fc.assert(
      fc.property(asked, ({ where, question }) => {
        expect(parseQuestion(printQuestion(question, where), where)).toEqual({ kind: "understood", command: question });
      }),
      { numRuns: 1000 },
    );
  });

  it("goes with one line that says how it was understood", () => {
    fc.assert(
      fc.property(asked, ({ where, question }) => {
        const line = understoodAs(question, where);
        expect(line).not.toMatch(/[\r\n]/);
        const excluded = "filter" in question ? question.filter.filter(({ negated }) => negated).length : 0;
        const counted = "by" in question && question.by ? `counted by ${question.by}` : "";
        expect(line.split("without ").length - 1).toBeGreaterThanOrEqual(excluded);
        expect(line).toContain(counted);
      }),
    );
  });
});
