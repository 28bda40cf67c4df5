import { expect, test } from "vitest";
import { joinWords } from "./join-words.ts";

const context = { nowMs: Date.UTC(2026, 10, 23, 13, 5), timeZone: "Europe/Berlin" };

test.each<readonly [readonly string[], string]>([
  [["failures last 24h by:platform"], "failures last 24h by:platform"],
  [["failures", "last", "24h", "by:platform"], "failures last 24h by:platform"],
  [["failures", "-status:blocked"], "failures -status:blocked"],
  [["failures", "job:Nightly Regression", "last", "24h"], 'failures job:"Nightly Regression" last 24h'],
  [["failures", "-job:Nightly Regression"], 'failures -job:"Nightly Regression"'],
  [["failures", "last 24h", "Login with card"], 'failures last 24h "Login with card"'],
  [["failures", "since monday 9am"], "failures since monday 9am"],
  [["failures", "lsat 24h"], "failures lsat 24h"],
  [["failures", "job:Nightly by:os"], "failures job:Nightly by:os"],
  [["failures", "job:Nightly Regression by:os"], "failures job:Nightly Regression by:os"],
  [["failures", 'job:"Nightly Regression" by:os'], 'failures job:"Nightly Regression" by:os'],
  [["build", "Nightly Regression", "45"], 'build "Nightly Regression" 45'],
  [["failures", "job:back\\slash here"], 'failures job:"back\\\\slash here"'],
])("%j means %s", (words, text) => {
  expect(joinWords(words, context)).toBe(text);
});
