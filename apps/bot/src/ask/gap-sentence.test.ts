import type { TimeWindow } from "@perfecto-bot/domain";
import { LabError, type Gap, type LabErrorKind } from "@perfecto-bot/pipeline";
import { expect, test } from "vitest";
import { gapSentence } from "./gap-sentence.ts";

const setting = { timeZone: "Europe/Berlin", nowMs: Date.UTC(2026, 10, 23, 13, 5) };
const known = { fromMs: Date.UTC(2026, 10, 23, 13), toMs: setting.nowMs };
const failed = (
  kind: LabErrorKind,
  more: { readonly known?: TimeWindow; readonly missing?: TimeWindow } = {},
): Gap => ({
  kind: "lab-failed",
  lab: "acme",
  error: new LabError(kind, "acme", "Do\u001B[2J something."),
  ...more,
});

test.each<readonly [Gap, string]>([
  [failed("unreachable"), "Lab acme does not answer: everything of it is missing. Do [2J something."],
  [failed("token-refused"), "Lab acme refused the security token: everything of it is missing. Do [2J something."],
  [
    failed("rate-limited", { known }),
    "Lab acme takes no more requests for now: what began there before 23 Nov 14:00 is missing. Do [2J something.",
  ],
  [
    failed("unreachable", { missing: known }),
    "Lab acme does not answer: what began there from 23 Nov 14:00 to 23 Nov 14:05 is missing. Do [2J something.",
  ],
  [
    { kind: "cap", cap: 10_000, fromMs: known.fromMs },
    "Only the newest 10,000 are here, back to 23 Nov 14:00: narrow the window or the filter.",
  ],
  [
    { kind: "ask-limit", lab: "acme", known },
    "Lab acme was asked as often as one question may: what began there before 23 Nov 14:00 is missing. Narrow the window.",
  ],
  [{ kind: "cancelled", lab: "acme" }, "Reading lab acme was broken off: everything of it is missing."],
  [
    { kind: "too-dense", lab: "acme", window: known },
    "More began in lab acme between 23 Nov 14:00 and 23 Nov 14:05 than it gives out: some of it is missing.",
  ],
])("%j", (gap, sentence) => {
  expect(gapSentence(gap, setting)).toBe(sentence);
});
