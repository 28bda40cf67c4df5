import { describe, expect, it } from "vitest";
import { COUNTED_KEYS } from "../filter.ts";
import { markedText } from "../language/marked-text.ts";
import { parseQuestion } from "./parse-question.ts";
import type { AskContext } from "./question.ts";

const context: AskContext = { nowMs: Date.parse("2026-11-23T13:05:42.500Z"), timeZone: "Europe/Berlin" };
const VERBS = "`failures`, `runs`, `build`, `builds`, `compare`, `test`, `jobs`, `flaky` or `trend`";
const SUCH_AS = "write such as `monday 9am`, `yesterday noon` or `2026-11-22`";
const QUOTES = `${SUCH_AS}, or put a name in quotes`;
const ISO = "write such as `2026-11-22` or `2026-11-22T14:05`";
const ZONE = "write one such as `2026-11-22T09:00+01:00`";
const NO_JOB = "the job is missing: name one, in quotes if it looks like something else";
const ALONE = "alone is no window, and no part of a test's name without quotes";
const LAST_WHAT = "`last` what? Write `last 24h` or `last week`, or put a name that has it in quotes";

/** A message that ends with its suggestion. */
function meant(message: string, suggestion: string): [string, string] {
  return [`${message}: did you mean \`${suggestion}\`?`, suggestion];
}

describe("parseQuestion", () => {
  it.each<[string, readonly (string | [string, string])[]]>([
    ["⟦⟧", [`a question starts with ${VERBS}`]],
    ["⟦failurs⟧ x", [meant("`failurs` is not a command", "failures")]],
    ['⟦frobnicate⟧ ⟦"⟧x', [`\`frobnicate\` is not a command: start with ${VERBS}`, 'the quote `"` is never closed']],
    ["failures ⟦lsat 24h⟧", [meant("`lsat 24h` is no window", "last 24h")]],
    ["failures ⟦lat 3 days⟧ Login", [meant("`lat 3 days` is no window", "last 3 days")]],
    ["failures ⟦sicne monday⟧", [meant("`sicne monday` is no window", "since monday")]],
    ["failures ⟦form 8:00⟧ to 10:00", [meant("`form 8:00` is no window", "from 8:00")]],
    ["failures ⟦yesteday⟧", [meant("`yesteday` is no window", "yesterday")]],
    ["failures ⟦tody⟧", [meant("`tody` is no window", "today")]],
    ["failures last ⟦24⟧", [meant("`24` of what", "24h")]],
    ["failures last ⟦24⟧ Login", [meant("`24` of what", "24h")]],
    ["failures last ⟦5 fortnights⟧", [meant("`5 fortnights` has no exact length", "10 weeks")]],
    ["failures last ⟦2 months⟧", [meant("`2 months` has no exact length", "60 days")]],
    ["failures last ⟦6months⟧", [meant("`6months` has no exact length", "180 days")]],
    ["failures last ⟦year⟧", [meant("`year` has no exact length", "365 days")]],
    ["failures last 2 ⟦dayz⟧", [meant("`dayz` is no unit of time", "days")]],
    ["failures last 2⟦dyas⟧", [meant("`dyas` is no unit of time", "days")]],
    ["failures last ⟦2x⟧", ["`2x` is no duration: write one such as `24h` or `3 days`"]],
    ["failures last ⟦0h⟧", [["that is too short: at least `1s`", "1s"]]],
    ["failures last ⟦100000 days⟧", [["that is too long: at most `3660d`", "3660d"]]],
    ["failures ⟦last⟧", [LAST_WHAT]],
    ["failures ⟦last⟧ Login", [LAST_WHAT]],
    ["failures ⟦last night⟧", [meant("`last night` is no stretch of time", "since last night")]],
    ["failures ⟦this morning⟧", [meant("`this morning` is no stretch of time", "since this morning")]],
    ["failures ⟦24h⟧", [meant(`\`24h\` ${ALONE}`, "last 24h")]],
    ["failures ⟦monday⟧", [meant(`\`monday\` ${ALONE}`, "on monday")]],
    ["runs tag:a ⟦2026-11-22⟧", [meant(`\`2026-11-22\` ${ALONE}`, "on 2026-11-22")]],
    ["flaky ⟦3d⟧", [meant(`\`3d\` ${ALONE}`, "last 3d")]],
    ["failures since⟦⟧", [`a time is missing: ${SUCH_AS}`]],
    ["failures since⟦⟧ tag:x", [`a time is missing: ${SUCH_AS}`]],
    ["failures since ⟦login⟧", [`\`login\` is no time: ${QUOTES}`]],
    ["failures since ⟦mondy⟧ 9am", [meant("`mondy` is no time", "monday")]],
    ["failures since ⟦9⟧", [meant("`9` is no time", "9:00")]],
    ["failures since ⟦3 days⟧", [meant("`3 days` is how long, not when", "3 days ago")]],
    ["failures since ⟦3/4⟧", ["`3/4` can be read two ways: write `2026-04-03` or `2026-03-04`"]],
    ["failures since ⟦3/4/26 9am⟧ Login", ["`3/4/26` can be read two ways: write `2026-04-03` or `2026-03-04`"]],
    ["failures since ⟦03-04-2026⟧", ["`03-04-2026` can be read two ways: write `2026-04-03` or `2026-03-04`"]],
    ["failures since ⟦2026-02-30⟧", ["the calendar has no `2026-02-30`"]],
    ["failures since ⟦2027-02-29⟧", ["the calendar has no `2027-02-29`"]],
    ["failures since ⟦30 feb⟧", [`\`30 feb\` is no time: ${QUOTES}`]],
    ["failures since 9am ⟦CET⟧", [`times are in your own zone, not in \`CET\`: ${ZONE}`]],
    ["failures ⟦since tomorrow⟧", ["this is in the future"]],
    ["failures ⟦since next friday⟧", ["this is in the future"]],
    ["failures ⟦since 1999-12-31⟧", ["this is too long ago: begin in the year 2000 or later"]],
    ["failures on ⟦iOS⟧", [`\`iOS\` is no time: ${QUOTES}`]],
    ["failures ⟦on monday 9am⟧", [meant("`on` takes a whole day, not a time", "since monday 9am")]],
    ["failures ⟦on tomorrow⟧", ["this is in the future"]],
    ["failures ⟦from⟧ monday 9am", [meant("`from` goes with `to`", "since")]],
    ["failures from ⟦login⟧", [`\`login\` is no time: ${QUOTES}`]],
    ["failures from⟦⟧ to⟦⟧", [`a time is missing: ${SUCH_AS}`, `a time is missing: ${SUCH_AS}`]],
    ["failures from ⟦lunch⟧ to 10:00", [`\`lunch\` is no time: ${QUOTES}`]],
    ["failures from 10:00 to ⟦lunch⟧ tag:x", [`\`lunch\` is no time: ${QUOTES}`]],
    ["failures from 8am ⟦est⟧ to 9am", [`times are in your own zone, not in \`est\`: ${ZONE}`]],
    ["failures ⟦from 2026-11-22 to 2026-11-20⟧", ["this ends before it begins"]],
    ["failures ⟦2026-11-22..2026-11-20⟧", [meant("this ends before it begins", "2026-11-20..2026-11-22")]],
    ["failures ⟦2027-01-01..2027-01-02⟧", ["this is in the future"]],
    ["failures ⟦2026-11-20..⟧", [meant("this range has no end", "since 2026-11-20")]],
    ["failures ⟦..2026-11-20⟧", ["this range has no beginning"]],
    ["failures ⟦2026-02-30⟧..⟦99⟧", ["the calendar has no `2026-02-30`", `\`99\` is no date or time: ${ISO}`]],
    ["failures today ⟦yesterday⟧", ["this is a second window: a question has one"]],
    ["failures last 24h tag:x ⟦since monday⟧", ["this is a second window: a question has one"]],
    ["failures ⟦last:24h⟧", [meant("a window has no colon behind `last`", "last 24h")]],
    ["failures ⟦by platform⟧", [meant("a key to count by stands behind a colon", "by:platform")]],
    ["failures by:⟦plattform⟧", [meant("`by:` cannot count by `plattform`", "platform")]],
    ["failures by:⟦colour⟧", [`\`by:\` cannot count by \`colour\`: keys are ${COUNTED_KEYS.join(", ")}`]],
    ["failures by⟦:⟧ os", ["`by:` has no value: write it right after the colon, without a space"]],
    [
      "failures ⟦-⟧by:os,⟦test⟧ ⟦by⟧:tag",
      ["`by:` is an option and cannot be excluded: leave out the minus", "`by:` takes one key", "`by:` is said twice"],
    ],
    [
      "failures ⟦plattform⟧:x ⟦lsat 24h⟧ status:⟦red⟧ ⟦“⟧a",
      [
        meant("unknown key `plattform`", "platform"),
        meant("`lsat 24h` is no window", "last 24h"),
        meant("a status is `passed`, `failed`, `blocked` or `unknown`, not `red`", "failed"),
        "the quote `“` is never closed",
      ],
    ],
    ["flaky ⟦by:os⟧", ["`flaky` lists tests and counts by nothing else"]],
    ["trend⟦⟧", [NO_JOB]],
    ["trend tag:x last 24h⟦⟧", [NO_JOB]],
    ['trend ⟦""⟧', ["these quotes are empty"]],
    ["trend job⟦:⟧", ["`job:` has no value: write it right after the colon, without a space"]],
    ["trend job:A,⟦B⟧", ["one question is about one job: use `*` and `?` for several"]],
    [
      "trend A job:⟦B⟧ ⟦teg⟧:x",
      ["one question is about one job: use `*` and `?` for several", meant("unknown key `teg`", "tag")],
    ],
    ["build⟦⟧ ", [NO_JOB]],
    ["build 45⟦⟧", [NO_JOB]],
    [
      "build Nightly ⟦last 24h⟧",
      ["`build` takes no window: name builds by number, or put a name that has this in quotes"],
    ],
    ["build Nightly ⟦build:45⟧", [meant("builds are named by their number alone, right behind the job", "45")]],
    ["build Nightly ⟦#44⟧ #45", ["this is one build number too many"]],
    [
      "builds Nightly ⟦yesterday⟧",
      ["`builds` takes no window: name builds by number, or put a name that has this in quotes"],
    ],
    ["builds Nightly ⟦99⟧", [meant("`99` is no number of builds from 1 to 50", "50")]],
    ["builds Nightly last ⟦0⟧", [meant("`0` is no number of builds from 1 to 50", "1")]],
    ["builds Nightly last 20 last ⟦30⟧", ["this is a second number of builds"]],
    ["compare Nightly ⟦45 #45⟧", ["these are the same build"]],
    ["compare 44 45⟦⟧", [NO_JOB]],
    ["compare Nightly ⟦#43⟧ #44 #45", ["this is one build number too many"]],
    ["test⟦⟧ ", ["an id, a report link or a test's name is missing"]],
    ["test ⟦“ ”⟧", ["these quotes are empty"]],
    ["jobs a ⟦tag:x⟧", ["`tag:x` has no meaning here: name one id or one job, in quotes if need be"]],
  ])("finds every mistake in %j", (marked, expected) => {
    const { text, places } = markedText(marked);
    const mistakes = expected.map((each, index) => {
      const [message, suggestion] = typeof each === "string" ? [each] : each;
      return { ...places[index], message, ...(suggestion === undefined ? {} : { suggestion }) };
    });
    expect(places).toHaveLength(expected.length);
    expect(parseQuestion(text, context)).toEqual({ kind: "mistaken", mistakes });
  });

  it("reads better once its suggestions are taken", () => {
    for (const [text, expected] of [
      ["failurs", "failures"],
      ["failures lsat 24h by:plattform", "failures last 24h by:platform"],
      ["failures last 5 fortnights", "failures last 10 weeks"],
      ["failures since mondy 9am", "failures since monday 9am"],
      ["failures 2026-11-22..2026-11-20", "failures 2026-11-20..2026-11-22"],
      ["builds Nightly 99", "builds Nightly 50"],
    ] as const) {
      const parsed = parseQuestion(text, context);
      if (parsed.kind !== "mistaken") throw new Error(`${text} was understood`);
      const taken = parsed.mistakes.reduceRight(
        (rest, { at, length, suggestion }) =>
          suggestion === undefined ? rest : rest.slice(0, at) + suggestion + rest.slice(at + length),
        text as string,
      );
      expect(taken).toBe(expected);
      expect(parseQuestion(taken, context).kind).toBe("understood");
    }
  });
});
