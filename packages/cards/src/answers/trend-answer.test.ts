import { passRates } from "@perfecto-bot/domain";
import { NINE } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import type { CardStatus } from "../card.ts";
import { aFrame } from "../testing/answers/a-frame.ts";
import { runsOf } from "../testing/answers/a-lab-history.ts";
import type { Coverage } from "./coverage.ts";
import { trendAnswer } from "./trend-answer.ts";

const whole: Coverage = { asOfMs: NINE };
const part: Coverage = { asOfMs: NINE, missing: [{ kind: "everything", lab: "other" }] };
const capped: Coverage = { asOfMs: NINE, cappedAt: 10_000 };
const reading: Coverage = { asOfMs: NINE, reading: { read: 10 } };

describe("the status of a trend", () => {
  it.each<[string, string, Coverage, CardStatus]>([
    ["all passed", "-++", whole, "passed"],
    ["all passed, a lab is missing", "-++", part, "warning"],
    ["all passed, there is more", "-++", capped, "warning"],
    ["all passed, more is on its way", "-++", reading, "running"],
    ["the latest failed", "++-", whole, "failed"],
    ["the latest failed, a lab is missing", "++-", part, "failed"],
    ["the latest was blocked, a lab is missing", "++b", part, "blocked"],
    ["the latest has no verdict", "++?", whole, "unknown"],
    ["no build", "", whole, "info"],
    ["no build, a lab is missing", "", part, "warning"],
    ["no build, more is on its way", "", reading, "running"],
  ])("%s", (_, results, coverage, status) => {
    const rates = passRates(runsOf("Pay", results, 45));
    const card = trendAnswer({
      ...aFrame("Trend", { coverage }),
      job: "Nightly",
      rates,
      buildUrls: new Map(),
    });
    expect(card.status).toBe(status);
  });
});

it("has its picture on the first screen alone", () => {
  const kinds = (number: number): readonly string[] =>
    trendAnswer({
      ...aFrame("Trend", { page: { number, of: 2 } }),
      job: "Nightly",
      rates: passRates(runsOf("Pay", "+-+-", 45)),
      buildUrls: new Map(),
    }).body.map(({ kind }) => kind);
  expect(kinds(1)).toContain("picture");
  expect(kinds(2)).not.toContain("picture");
});
