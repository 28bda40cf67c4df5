import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readWords } from "./read-words.ts";

test.each([
  ["", ""],
  ["  status  ", "status"],
  ["mention:<@U123|name>", "mention:@user:U123"],
  ["mention:<@U123>", "mention:@user:U123"],
  ["mention:<!subteam^S123|@qa>,<@W9>", "mention:@group:S123,@user:W9"],
  ["mention:<!subteam^S123>", "mention:@group:S123"],
  ["<!here> <!channel|channel> <!everyone>", "@here @channel @everyone"],
  ["build <https://x.example/?a=1&amp;b=2|the link>", "build https://x.example/?a=1&b=2"],
  ["<https://x.example/>", "https://x.example/"],
  ["<mailto:a@b.example|a@b.example>", "a@b.example"],
  ["in <#C1|news> and <#C2|>", "in #C1 and #C2"],
  ["a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"],
  ["since <!date^1^{date}|yesterday &amp; today>", "since yesterday & today"],
  ["test:\u201cA b\u201d\u00A0x\n y", "test:\u201cA b\u201d x y"],
  ["&amp;lt;@U1&amp;gt;", "&lt;@U1&gt;"],
  ["an open < and an empty <>", "an open < and an empty"],
])("%j is read as %j", (text, words) => {
  expect(readWords(text)).toBe(words);
});

test.each([
  ["<@UBOT> failures last 24h", "failures last 24h"],
  ["hey <@UBOT|perfecto>, status", "hey , status"],
  ["<@UBOT> mute mention:<@UBOT>", "mute mention:@user:UBOT"],
  ["<@UBOTTER> <@UBOT> help", "@user:UBOTTER help"],
  ["help", "help"],
])("called by %j, the bot hears %j", (text, words) => {
  expect(readWords(text, "UBOT")).toBe(words);
});

test("text that Slack escaped is read as it was written", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (written) => {
      const escaped = written.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
      expect(readWords(escaped, "UBOT")).toBe(written.replaceAll(/[\s\u00A0]+/gu, " ").trim());
    }),
  );
});

test("nothing that arrives makes it throw", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("<", ">", "|", "@", "!", "#", "&", "amp;", "U", " ", "^") }),
      (text) => {
        expect(readWords(text, "U")).toBeTypeOf("string");
      },
    ),
  );
});
