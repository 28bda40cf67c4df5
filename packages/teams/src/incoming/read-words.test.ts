import { assert, property, string } from "fast-check";
import { expect, test } from "vitest";
import type { ActivityMention } from "./activity.ts";
import { readWords } from "./read-words.ts";

const BOT = "28:bot";
const bot: ActivityMention = { text: "<at>Perfecto</at>", id: BOT, name: "Perfecto" };
const ann: ActivityMention = { text: "<at>Ann</at>", id: "29:ann", name: "Ann" };
const bob: ActivityMention = { text: "<at>Bob Ray</at>", id: "29:bob", aadObjectId: "b-0", name: "Bob Ray" };
const tag: ActivityMention = { text: "<at>qa-team</at>", id: "29:1abcdef", name: "qa-team", isPlace: true };
const news: ActivityMention = { text: "<at>News</at>", id: "19:news@thread.tacv2", name: "News" };

test.each<readonly [string, readonly ActivityMention[], string]>([
  ["<at>Perfecto</at> failures last 24h", [bot], "failures last 24h"],
  ["<at>Perfecto</at>&nbsp;status", [bot], "status"],
  ["<at>Perfecto</at>\u00A0status\n", [bot], "status"],
  ["status <at>Perfecto</at>", [bot], "status"],
  ["subscribe <at>Perfecto</at> Nightly  Regression", [bot], "subscribe Nightly Regression"],
  ["<at>Perfecto</at> subscribe x mention:<at>Ann</at>", [bot, ann], "subscribe x mention:@user:29:ann"],
  [
    "<at>Perfecto</at> subscribe x mention:<at>Bob Ray</at>,<at>Ann</at>",
    [bot, ann, bob],
    "subscribe x mention:@user:b-0,@user:29:ann",
  ],
  ["<at>Perfecto</at> subscribe <at>Perfecto</at>", [bot, bot], "subscribe Perfecto"],
  ["<at>Perfecto</at> mention:<at>News</at>", [bot, news], "mention:News"],
  ["<at>Perfecto</at> mention:<at>qa-team</at>", [bot, tag], "mention:qa-team"],
  ['<at id="0">Perfecto</at> status <at id="1">Ann</at>', [bot, ann], "status @user:29:ann"],
  ["<at>Nobody</at> status", [], "Nobody status"],
  ['<at id="0">Nobody</at> status', [], "Nobody status"],
  ["subscribe &quot;A &amp; B&quot; &lt;x&gt; &#39;y&#x27;", [], "subscribe \"A & B\" <x> 'y'"],
  ["&amp;lt;at&amp;gt;", [], "&lt;at&gt;"],
  ["why &lt;at&gt;Ann&lt;/at&gt;", [ann], "why <at>Ann</at>"],
  ["&unknown; &#0; &#xD800;", [], "&unknown; &#0; &#xD800;"],
  ['why <a href="https://x.example/r?a=1&amp;b=2" title="t">the report</a>', [], "why https://x.example/r?a=1&b=2"],
  ["<p>subscribe</p><br/>x", [], "subscribe x"],
  ["subscribe a<b -c>d", [], "subscribe a<b -c>d"],
  ["", [], ""],
])("%j with %j is %j", (text, mentions, words) => {
  expect(readWords(text, mentions, BOT).words).toBe(words);
});

test("only the bot's own id calls the bot, whatever the name", () => {
  expect(readWords("<at>Perfecto</at> status", [bot], BOT).calledBot).toBe(true);
  const impostor = { ...ann, text: "<at>Perfecto</at>", name: "Perfecto" };
  expect(readWords("<at>Perfecto</at> status", [impostor], BOT)).toEqual({
    words: "@user:29:ann status",
    calledBot: false,
  });
});

test("any text is read without trouble and into tidy words", () => {
  assert(
    property(string({ unit: "grapheme" }), (text) => {
      const { words } = readWords(`<at>Perfecto</at>${text}`, [bot], BOT);
      expect(words).toBe(words.trim());
      expect(words).not.toMatch(/\s\s/u);
    }),
  );
});
