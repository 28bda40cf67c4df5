import { expect, test } from "vitest";
import type { WorldView } from "../../wire/world-state.ts";
import { describeReality } from "./describe-reality.ts";

const rows: readonly [WorldView["real"], string][] = [
  [[], "Everything here is simulated: the lab, Slack, Teams and the people. Only perfecto-bot is real."],
  [["lab"], "Simulated: Slack, Teams and the people. Real: the lab and perfecto-bot."],
  [
    ["Slack"],
    "Simulated: the lab, Teams and the people. Real: Slack and perfecto-bot. What the bot posts there is seen by everybody there.",
  ],
  [
    ["lab", "Slack", "Teams"],
    "Nothing here is simulated. Real: the lab, Slack, Teams and perfecto-bot. What the bot posts there is seen by everybody there.",
  ],
];

test.each(rows)("with %j real", (real, words) => {
  expect(describeReality(real)).toBe(words);
});
