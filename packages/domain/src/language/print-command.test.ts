import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FILTER_KEYS, RESULT_MARKS, type Filter, type FilterTerm } from "../filter.ts";
import { jobNameProblem } from "../job-name.ts";
import { canonicalGlob, globOf } from "../glob.ts";
import type { Mention, SubscriptionOptions } from "../subscription.ts";
import { type ChatCommand, DEFAULT_MUTE_MS } from "./chat-command.ts";
import { parseCommand } from "./parse-command.ts";
import { parseFilter } from "./parse-filter.ts";
import { printCommand } from "./print-command.ts";
import { printFilter } from "./print-filter.ts";
import { tokenize } from "./tokenize.ts";

const context = { nowMs: Date.parse("2026-11-23T13:05:42Z"), timeZone: "Europe/Berlin" };

const anything = fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units));

/** Texts that are hard to print: quotes, blanks, dashes, globs, durations, verbs, keys. None is blank. */
function arbitraryText(): fc.Arbitrary<string> {
  const hard = fc.constantFrom(
    ..."\"'“”«»\\-–—:,/*?@# \t\nabZ9é🙂\u200B\uD800".split(""),
    "job:",
    "2h",
    "for",
    "until",
    "://",
  );
  return fc
    .oneof(fc.string({ unit: hard, minLength: 1, maxLength: 12 }), anything)
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
    return fc.record({
      key: fc.constant(key),
      negated: fc.boolean(),
      values: fc.array(value, { minLength: 1, maxLength: 3 }),
    });
  });
}

/** Filters as parsing makes them. */
function arbitraryFilter(): fc.Arbitrary<Filter> {
  return fc.array(arbitraryTerm(), { maxLength: 4 });
}

function arbitraryMention(): fc.Arbitrary<Mention> {
  const id = arbitraryText().filter((text) => /^\S/.test(text));
  const somebody = fc.record({ kind: fc.constantFrom("user" as const, "group" as const), id });
  return fc.oneof(somebody, fc.constant({ kind: "here" as const, id: "" }));
}

function arbitraryOptions(): fc.Arbitrary<Partial<SubscriptionOptions>> {
  return fc.record(
    {
      on: fc.constantFrom("failures" as const, "all" as const, "changes" as const),
      post: fc.constantFrom("build" as const, "test" as const),
      thread: fc.constantFrom("on" as const, "off" as const, "broadcast" as const),
      mention: fc.uniqueArray(arbitraryMention(), { maxLength: 3, selector: ({ kind, id }) => `${kind} ${id}` }),
    },
    { requiredKeys: [] },
  );
}

function verb<Name extends ChatCommand["verb"]>(name: Name): { readonly verb: fc.Arbitrary<Name> } {
  return { verb: fc.constant(name) };
}

/** Every command as parsing makes it. */
function arbitraryCommand(): fc.Arbitrary<ChatCommand> {
  const text = arbitraryText();
  const pattern = arbitraryPattern();
  const about = fc.constantFrom("help" as const, "subscribe" as const, "mute" as const, "why" as const);
  const narrowing = arbitraryFilter().map((filter) =>
    filter.filter(({ key, negated }) => key !== "lab" && (key !== "job" || negated)),
  );
  const filter = arbitraryFilter().filter((terms) => terms.length > 0);
  const seconds = fc.integer({ min: 60, max: 90 * 86_400 });
  return fc.oneof(
    fc.constant<ChatCommand>({ verb: "help", bare: true }),
    fc.record({ ...verb("help"), bare: fc.constant(false), about }, { requiredKeys: ["verb", "bare"] }),
    fc.constant<ChatCommand>({ verb: "subscribe", form: true }),
    fc.record(
      {
        ...verb("subscribe"),
        form: fc.constant(false as const),
        job: pattern.filter((name) => jobNameProblem(name) === undefined),
        lab: text,
        filter: narrowing,
        options: arbitraryOptions(),
      },
      { requiredKeys: ["verb", "form", "job", "filter", "options"] },
    ),
    fc.record({ ...verb("unsubscribe"), target: pattern }),
    fc.constant<ChatCommand>({ verb: "subscriptions" }),
    fc.record({
      ...verb("mute"),
      filter,
      durationMs: seconds.map((count) => count * 1000),
      durationWasDefaulted: fc.constant(false),
    }),
    fc.record({
      ...verb("mute"),
      filter,
      durationMs: fc.constant(DEFAULT_MUTE_MS),
      durationWasDefaulted: fc.constant(true),
    }),
    fc.record({ ...verb("unmute"), target: pattern }, { requiredKeys: ["verb"] }),
    fc.constant<ChatCommand>({ verb: "status" }),
    fc.record({ ...verb("why"), about: text.map((typed) => typed.trim()) }),
  );
}

describe("printCommand", () => {
  it.each<[string, ChatCommand]>([
    ["", { verb: "help", bare: true }],
    ["help mute", { verb: "help", bare: false, about: "mute" }],
    ["subscribe", { verb: "subscribe", form: true }],
    [
      'subscribe "Nightly A" lab:acme -tag:slow on:failures post:test thread:off mention:@user:U1,@here',
      {
        verb: "subscribe",
        form: false,
        job: "Nightly A",
        lab: "acme",
        filter: [{ key: "tag", negated: true, values: ["slow"] }],
        options: {
          on: "failures",
          post: "test",
          thread: "off",
          mention: [
            { kind: "user", id: "U1" },
            { kind: "here", id: "" },
          ],
        },
      },
    ],
    ["subscribe x mention:none", { verb: "subscribe", form: false, job: "x", filter: [], options: { mention: [] } }],
    [
      'mute job:"Suite 2" 2h30m',
      {
        verb: "mute",
        filter: [{ key: "job", negated: false, values: ["Suite 2"] }],
        durationMs: 9_000_000,
        durationWasDefaulted: false,
      },
    ],
    ["unmute", { verb: "unmute" }],
    [String.raw`unsubscribe "pays [\*]"`, { verb: "unsubscribe", target: globOf("pays [*]") }],
    ["why Nightly #45", { verb: "why", about: "Nightly #45" }],
  ])("prints %j", (text, command) => {
    expect(printCommand(command, context)).toBe(text);
    expect(parseCommand(text, context)).toEqual({ kind: "understood", command });
  });

  it("is read back as the same command", () => {
    fc.assert(
      fc.property(arbitraryCommand(), (command) => {
        expect(parseCommand(printCommand(command, context), context)).toEqual({ kind: "understood", command });
      }),
      { numRuns: 500 },
    );
  });
});

describe("printFilter", () => {
  it("is read back as the same filter", () => {
    fc.assert(
      fc.property(arbitraryFilter(), (filter) => {
        expect(parseFilter(tokenize(printFilter(filter)).tokens)).toEqual({ filter, mistakes: [] });
      }),
      { numRuns: 300 },
    );
  });
});
