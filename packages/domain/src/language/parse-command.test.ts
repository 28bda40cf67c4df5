import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FilterTerm } from "../filter.ts";
import type { ChatCommand, MuteCommand, SubscribeToCommand, VerbName } from "./chat-command.ts";
import { markedText } from "./marked-text.ts";
import { parseCommand } from "./parse-command.ts";

const HOUR_MS = 3_600_000;
const ALL_VERBS = "`help` lists what can be said";
const context = { nowMs: Date.parse("2026-11-23T13:05:42Z"), timeZone: "Europe/Berlin" };

function subscribe(job: string, said: Partial<SubscribeToCommand> = {}): ChatCommand {
  return { verb: "subscribe", form: false, job, filter: [], options: {}, ...said };
}

function mute(hours: number | undefined, ...filter: MuteCommand["filter"]): ChatCommand {
  const durationMs = (hours ?? 1) * HOUR_MS;
  return { verb: "mute", filter, durationMs, durationWasDefaulted: hours === undefined };
}

function term(key: FilterTerm["key"], ...values: readonly string[]): FilterTerm {
  return { key, negated: false, values };
}

const login = term("test", "*Login*");
const anything = fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units));

describe("parseCommand", () => {
  it.each<[string, ChatCommand]>([
    ["", { verb: "help", bare: true }],
    [" \n\u200B", { verb: "help", bare: true }],
    ["help", { verb: "help", bare: false }],
    ["?", { verb: "help", bare: false }],
    ["  HELP  Mute ", { verb: "help", bare: false, about: "mute" }],
    ["help sub", { verb: "help", bare: false, about: "subscribe" }],
    ["subscribe", { verb: "subscribe", form: true }],
    ["Sub ", { verb: "subscribe", form: true }],
    ["subscribe Nightly", subscribe("Nightly")],
    ["subscribe nightly-*", subscribe("nightly-*")],
    ["subscribe  Nightly   Regression", subscribe("Nightly Regression")],
    ["subscribe Nightly - iOS", subscribe("Nightly - iOS")],
    ["subscribe Nightly 2h", subscribe("Nightly 2h")],
    ["subscribe Nightly Regression on:failures", subscribe("Nightly Regression", { options: { on: "failures" } })],
    ["subscribe Nightly on:failures Login", subscribe("Nightly", { options: { on: "failures" }, filter: [login] })],
    ['subscribe "Nightly A" Login', subscribe("Nightly A", { filter: [login] })],
    ['subscribe Nightly "Login"', subscribe("Nightly", { filter: [login] })],
    ["subscribe Nightly -Login", subscribe("Nightly", { filter: [{ ...login, negated: true }] })],
    ["subscribe “Team: A”", subscribe("Team: A")],
    ['subscribe -"A b" job:x', subscribe("x", { filter: [{ ...term("test", "*A b*"), negated: true }] })],
    ["subscribe job:Nightly Login", subscribe("Nightly", { filter: [login] })],
    ["subscribe status:failed job:x", subscribe("x", { filter: [term("status", "failed")] })],
    ["subscribe n-* -job:n-slow", subscribe("n-*", { filter: [{ ...term("job", "n-slow"), negated: true }] })],
    ["subscribe A lab:acme tag:x", subscribe("A", { lab: "acme", filter: [term("tag", "x")] })],
    [
      "subscribe A On:ALL Post:Test thread:OFF",
      subscribe("A", { options: { on: "all", post: "test", thread: "off" } }),
    ],
    ["subscribe A on:changes thread:broadcast", subscribe("A", { options: { on: "changes", thread: "broadcast" } })],
    [
      "subscribe A mention:@user:U1,@group:S1,@here,@user:U1",
      subscribe("A", {
        options: {
          mention: [
            { kind: "user", id: "U1" },
            { kind: "group", id: "S1" },
            { kind: "here", id: "" },
          ],
        },
      }),
    ],
    ["subscribe A mention:None", subscribe("A", { options: { mention: [] } })],
    ["unsubscribe Nightly Regression", { verb: "unsubscribe", target: "Nightly Regression" }],
    ['unsub "Nightly: A"', { verb: "unsubscribe", target: "Nightly: A" }],
    ["unsubscribe job:Nightly", { verb: "unsubscribe", target: "Nightly" }],
    ["subscriptions", { verb: "subscriptions" }],
    ["subs\u00A0", { verb: "subscriptions" }],
    ["mute Nightly 2h", mute(2, term("job", "Nightly"))],
    ["mute Nightly Regression 1h30m", mute(1.5, term("job", "Nightly Regression"))],
    ["mute Nightly 1 h 30 min", mute(1.5, term("job", "Nightly"))],
    ["mute Nightly for 1 day and 4 hours", mute(28, term("job", "Nightly"))],
    ["mute test:Login* 3 days", mute(72, term("test", "Login*"))],
    ["mute Suite 2 2h", mute(2, term("job", "Suite 2"))],
    ['mute "Suite 2"', mute(undefined, term("job", "Suite 2"))],
    ['mute "Soak 24h"', mute(undefined, term("job", "Soak 24h"))],
    ["mute Soak 24h iOS", mute(undefined, term("job", "Soak 24h iOS"))],
    ["mute 24h Soak", mute(24, term("job", "Soak"))],
    ["mute for 24h Soak", mute(24, term("job", "Soak"))],
    ["mute 24h Soak 2h", mute(2, term("job", "24h Soak"))],
    ["mute 2h tag:x", mute(2, term("tag", "x"))],
    ["mute Nightly 2h test:x", mute(2, term("job", "Nightly"), term("test", "x"))],
    ["mute Nightly tag:x Login 2h", mute(2, term("job", "Nightly"), term("tag", "x"), login)],
    ["mute Nightly", mute(undefined, term("job", "Nightly"))],
    ["mute Nightly 2nd", mute(undefined, term("job", "Nightly 2nd"))],
    ["mute -tag:slow", mute(undefined, { ...term("tag", "slow"), negated: true })],
    ["mute job:A,B 2h", mute(2, term("job", "A", "B"))],
    ["mute * 1w", mute(168, term("job", "*"))],
    ["unmute", { verb: "unmute" }],
    ["unmute Nightly A", { verb: "unmute", target: "Nightly A" }],
    ["status", { verb: "status" }],
    ["STATUS ", { verb: "status" }],
    ["why Nightly #45", { verb: "why", about: "Nightly #45" }],
    ["why  https://a.example/x?y='z ", { verb: "why", about: "https://a.example/x?y='z" }],
    ["why \"Don't: -x", { verb: "why", about: "\"Don't: -x" }],
  ])("understands %j", (text, command) => {
    expect(parseCommand(text, context)).toEqual({ kind: "understood", command });
  });

  it.each<[string, VerbName | undefined, readonly (string | [string, string])[]]>([
    ["⟦subcribe⟧ x", undefined, [["`subcribe` is not a command: did you mean `subscribe`?", "subscribe"]]],
    ["⟦stats⟧", undefined, [["`stats` is not a command: did you mean `status`?", "status"]]],
    [
      '⟦frobnicate⟧ ⟦"⟧x',
      undefined,
      [`\`frobnicate\` is not a command: ${ALL_VERBS}`, 'the quote `"` is never closed'],
    ],
    ["⟦job:Nightly⟧ on:x", undefined, [`\`job:Nightly\` is not a command: ${ALL_VERBS}`]],
    ["⟦constructor⟧", undefined, [`\`constructor\` is not a command: ${ALL_VERBS}`]],
    ["help ⟦mut⟧", "help", [["`mut` is not a command: did you mean `mute`?", "mute"]]],
    ["help mute ⟦and more⟧ ", "help", ["`help` explains one verb at a time"]],
    ["status ⟦now please⟧ ", "status", ["`status` takes nothing after it"]],
    ["subs ⟦Nightly⟧", "subscriptions", ["`subscriptions` takes nothing after it"]],
    ["subscribe status:failed⟦⟧", "subscribe", ["the job is missing: name one, or write `*` for every job"]],
    ['subscribe ⟦""⟧', "subscribe", ["these quotes are empty"]],
    ["subscribe job⟦:⟧", "subscribe", ["`job:` has no value: write it right after the colon, without a space"]],
    [
      "subscribe A job:⟦B⟧",
      "subscribe",
      ["a subscription is for one job: use `*` and `?` for several, or subscribe once more"],
    ],
    [
      "subscribe job:A,⟦B⟧",
      "subscribe",
      ["a subscription is for one job: use `*` and `?` for several, or subscribe once more"],
    ],
    ["subscribe A lab:x lab:⟦y⟧", "subscribe", ["a subscription is for one lab: subscribe once more for another"]],
    ["subscribe A ⟦-lab:x⟧", "subscribe", ["a lab cannot be excluded: name the one lab that is meant"]],
    ["subscribe A lab:⟦x*⟧", "subscribe", ["`x*` is no lab: write its whole name"]],
    [
      "subscribe A on:⟦falures⟧",
      "subscribe",
      [["`on:` takes `failures`, `all` or `changes`, not `falures`: did you mean `failures`?", "failures"]],
    ],
    [
      "subscribe A on:⟦fail⟧",
      "subscribe",
      [["`on:` takes `failures`, `all` or `changes`, not `fail`: did you mean `failures`?", "failures"]],
    ],
    ["subscribe A post:⟦never⟧", "subscribe", ["`post:` takes `build` or `test`, not `never`"]],
    [
      "subscribe A thread:⟦offf⟧",
      "subscribe",
      [["`thread:` takes `on`, `off` or `broadcast`, not `offf`: did you mean `off`?", "off"]],
    ],
    ["subscribe A on:all,⟦failures⟧", "subscribe", ["`on:` takes one value"]],
    ["subscribe A on:all ⟦On⟧:failures", "subscribe", ["`on:` is said twice"]],
    ["subscribe A ⟦-⟧on:all", "subscribe", ["`on:` is an option and cannot be excluded: leave out the minus"]],
    ["subscribe A ⟦--⟧thread:off", "subscribe", ["`thread:` is an option and cannot be excluded: leave out the minus"]],
    [
      "subscribe A on⟦:⟧ failures",
      "subscribe",
      ["`on:` has no value: write it right after the colon, without a space"],
    ],
    [
      "subscribe A mention:⟦@qa⟧",
      "subscribe",
      ["`@qa` is nobody I can mention: type @ and pick a person or group from the list, or write `@here`"],
    ],
    ["subscribe A mention:⟦here⟧", "subscribe", [["`here` is nobody I can mention: did you mean `@here`?", "@here"]]],
    [
      "subscribe A mention:⟦user:U1⟧,@here",
      "subscribe",
      [["`user:U1` is nobody I can mention: did you mean `@user:U1`?", "@user:U1"]],
    ],
    ["subscribe A mention:@here,⟦none⟧", "subscribe", ["`none` stands alone or not at all"]],
    [
      "subscribe A mention:@here⟦,⟧ @user:U1",
      "subscribe",
      ["`mention:` has no value after a comma: write its values without spaces between them"],
    ],
    ["subscribe A ⟦thraed⟧:on", "subscribe", [["unknown key `thraed`: did you mean `thread`?", "thread"]]],
    [
      "subscribe A ⟦page⟧:primary",
      "subscribe",
      [
        "unknown key `page`: keys are job, build, branch, test, status, platform, os, device, model, browser, tag, owner, project, reason, lab, is, on, post, thread, mention; put text that holds a colon in quotes",
      ],
    ],
    [
      "subscribe ⟦“⟧A on:⟦al⟧ ⟦plattform⟧:x status:⟦red⟧ job⟦:⟧",
      "subscribe",
      [
        "the quote `“` is never closed",
        ["`on:` takes `failures`, `all` or `changes`, not `al`: did you mean `all`?", "all"],
        ["unknown key `plattform`: did you mean `platform`?", "platform"],
        ["a status is `passed`, `failed`, `blocked` or `unknown`, not `red`: did you mean `failed`?", "failed"],
        "`job:` has no value: write it right after the colon, without a space",
      ],
    ],
    [
      `subscribe ⟦${"🚀".repeat(170)}⟧ on:all`,
      "subscribe",
      [
        `\`${"🚀".repeat(30)}…\` takes 2040 characters in the address by which the lab is asked, where emoji and letters such as é or 名 take 6 to 12 each: at most 1500 fit`,
      ],
    ],
    [
      `subscribe job:⟦${"x".repeat(501)}⟧`,
      "subscribe",
      [`\`${"x".repeat(60)}…\` has 501 characters: a job's name has at most 500`],
    ],
    ["unsubscribe⟦⟧ ", "unsubscribe", ["the subscription is missing: name its id or its job"]],
    ['unsubscribe ⟦""⟧', "unsubscribe", ["these quotes are empty"]],
    [
      "unsubscribe A ⟦on:all⟧",
      "unsubscribe",
      ["`on:all` has no meaning here: name one id or one job, in quotes if need be"],
    ],
    ['unsubscribe "A" ⟦B⟧', "unsubscribe", ["`B` has no meaning here: name one id or one job, in quotes if need be"]],
    [
      "unsubscribe ⟦job:A,B⟧",
      "unsubscribe",
      ["`job:A,B` has no meaning here: name one id or one job, in quotes if need be"],
    ],
    ["unsubscribe job⟦:⟧", "unsubscribe", ["`job:` has no value: write it right after the colon, without a space"]],
    ["unmute ⟦-A⟧", "unmute", ["`-A` has no meaning here: name one id or one job, in quotes if need be"]],
    ["mute⟦⟧", "mute", ["what to mute is missing: name a job or filter, or write `*` for everything"]],
    ["mute 2h⟦⟧", "mute", ["what to mute is missing: name a job or filter, or write `*` for everything"]],
    ['mute ⟦""⟧ 2h', "mute", ["these quotes are empty"]],
    ["mute A ⟦30s⟧", "mute", [["that is too short: at least `1m`", "1m"]]],
    ["mute A for ⟦14 weeks⟧", "mute", [["that is too long: at most `90d`", "90d"]]],
    ["mute A ⟦30⟧", "mute", [["`30` has no unit, or belongs to a name that needs quotes: did you mean `30m`?", "30m"]]],
    ["mute A 2⟦hurs⟧", "mute", [["`hurs` is no unit of time: did you mean `hours`?", "hours"]]],
    ["mute A 2 ⟦dayz⟧", "mute", [["`dayz` is no unit of time: did you mean `days`?", "days"]]],
    ["mute A ⟦until⟧ tomorrow", "mute", ["a mute takes a duration, not `until`: write one such as `2h`"]],
    ["mute A ⟦forever⟧", "mute", ["a mute takes a duration, not `forever`: write one such as `2h`"]],
    ["mute A 2h tag:x ⟦3h⟧", "mute", ["this is a second duration"]],
    [
      "mute A ⟦plattform⟧:x ⟦5s⟧",
      "mute",
      [
        ["unknown key `plattform`: did you mean `platform`?", "platform"],
        ["that is too short: at least `1m`", "1m"],
      ],
    ],
    ["why⟦⟧ ", "why", ["a link, build or test is missing, such as `why Nightly #45`"]],
  ])("finds every mistake in %j", (marked, verb, expected) => {
    const { text, places } = markedText(marked);
    const mistakes = expected.map((each, index) => {
      const [message, suggestion] = typeof each === "string" ? [each] : each;
      return { ...places[index], message, ...(suggestion === undefined ? {} : { suggestion }) };
    });
    expect(places).toHaveLength(expected.length);
    expect(parseCommand(text, context)).toEqual({ kind: "mistaken", ...(verb && { verb }), mistakes });
  });

  it("reads better once its suggestions are taken", () => {
    const fixed = new Map([
      ["subcribe A", "subscribe A"],
      [
        "subscribe A on:falures plattform:x status:red mention:here",
        "subscribe A on:failures platform:x status:failed mention:@here",
      ],
      ["mute A 2 dayz", "mute A 2 days"],
      ["mute A 30", "mute A 30m"],
      ["mute A 100 days", "mute A 90d"],
    ]);
    for (const [text, expected] of fixed) {
      const parsed = parseCommand(text, context);
      if (parsed.kind !== "mistaken") throw new Error(`${text} was understood`);
      const taken = parsed.mistakes.reduceRight(
        (rest, { at, length, suggestion }) =>
          suggestion === undefined ? rest : rest.slice(0, at) + suggestion + rest.slice(at + length),
        text,
      );
      expect(taken).toBe(expected);
      expect(parseCommand(taken, context).kind).toBe("understood");
    }
  });

  it("never throws, and its mistakes lie in the text in order, whatever is typed", () => {
    const verb = fc.constantFrom("subscribe", "mute", "unmute", "unsubscribe", "help", "why", "status", "");
    const word = fc.constantFrom(
      "job:",
      "on:",
      "mention:",
      "status:",
      "lab:",
      "-",
      ",",
      '"',
      "“",
      "«",
      "\\",
      "2h",
      "for",
      "30",
      " ",
      "*",
      "@here",
      "x",
    );
    const hostile = fc
      .tuple(verb, fc.array(word, { maxLength: 20 }))
      .map(([first, words]) => `${first} ${words.join("")}`);
    fc.assert(
      fc.property(fc.oneof(anything, hostile), (text) => {
        const parsed = parseCommand(text, context);
        if (parsed.kind === "understood") return;
        expect(parsed.mistakes.length).toBeGreaterThan(0);
        let last = 0;
        for (const { at, length, message } of parsed.mistakes) {
          expect(at).toBeGreaterThanOrEqual(last);
          expect(at + length).toBeLessThanOrEqual(text.length);
          expect(message).not.toBe("");
          last = at;
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    "a",
    "-",
    '"',
    "«a ",
    "“a ” ",
    "'a",
    "\\",
    'x:"\\',
    "a:b ",
    "a:,",
    ":",
    "2h ",
    "2 ",
    "for ",
    "1.",
    "until ",
    "on:x ",
    "job:a ",
    "lab:* ",
    "mention:@user:U1,",
    " ",
    "\uD83D",
  ])("reads 100,000 characters of %j to the end", (piece) => {
    const long = piece.repeat(100_000 / piece.length);
    for (const start of ["", "subscribe ", "mute ", "unmute ", "help ", "why ", "status "])
      expect(["understood", "mistaken"]).toContain(parseCommand(start + long, context).kind);
  });

  it.each([
    "subscribe job:",
    "subscribe A on:",
    "subscribe A mention:",
    "subscribe A lab:",
    "mute tag:",
    "unsubscribe job:",
  ])("reads %s with 100,000 values, there or missing, to the end", (start) => {
    const values = Array.from({ length: 100_000 }, (_, index) => `@user:${index}`);
    expect(["understood", "mistaken"]).toContain(parseCommand(start + values.join(","), context).kind);
    expect(parseCommand(start + ",".repeat(100_000), context)).toMatchObject({ kind: "mistaken" });
  });
});
