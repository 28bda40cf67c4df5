import { parseQuestion, type AskContext, type Question } from "@perfecto-bot/domain";
import { NINE } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import type { Card } from "../card.ts";
import { libraryLinkCard } from "./library-link-card.ts";
import { nothingFoundAnswer } from "./nothing-found-answer.ts";
import { perfectoAlone } from "./perfecto-alone.ts";
import { progressAnswer } from "./progress-answer.ts";
import { aRun, LAB } from "./testing/a-lab-history.ts";
import {
  aFrame,
  BUILD_ANSWERS,
  COMPARE_ANSWERS,
  EXECUTION_ANSWERS,
  GROUP_ANSWERS,
  LONG_ANSWERS,
  TEST_ANSWERS,
} from "./testing/answer-samples.ts";

const context: AskContext = { nowMs: NINE, timeZone: "Europe/Berlin" };
const searched = { labs: ["acme"], executions: 3_412 };

function asked(words: string): Question {
  const reading = parseQuestion(words, context);
  if (reading.kind === "mistaken") throw new Error(reading.mistakes.map(({ message }) => message).join("; "));
  return reading.command;
}

function nothing(words: string, nearestJob?: string): Card {
  return nothingFoundAnswer({
    ...aFrame(`Understood: ${words}`, { actions: {} }),
    question: asked(words),
    context,
    searched: words.startsWith("jobs") ? { labs: ["acme", "other"], executions: 0 } : searched,
    ...(nearestJob === undefined ? {} : { nearestJob }),
    prefix: "/perfecto",
  });
}

const onTheWay = { understoodAs: "FAILED or BLOCKED executions, 20 Nov", asOfMs: NINE };

const OTHERS: Readonly<Record<string, Card>> = {
  "nothing-filtered": nothing("failures job:Nightly os:iOS tag:smoke last 24h by:test"),
  "nothing-nearest-job": nothing("trend Nigtly", "Nightly"),
  "nothing-jobs": nothing("jobs nope-*"),
  "progress-begun": progressAnswer({ ...onTheWay, read: 0, matching: 0 }),
  "progress-halfway": progressAnswer({ ...onTheWay, read: 3_200, matching: 12, share: 0.5, labs: 2 }),
  alone: perfectoAlone({ failures: "q1", prefix: "/perfecto" }),
  "alone-without-lab": perfectoAlone({ prefix: "@Perfecto" }),
  "link-to-test": libraryLinkCard({
    kind: "execution",
    execution: aRun("Pay with card", "FAILED", 45),
    build: "Nightly Regression #45",
  }),
  "link-to-build": libraryLinkCard({
    kind: "build",
    label: "Nightly Regression #45",
    build: {
      ref: { kind: "job", lab: "acme", job: "Nightly Regression", number: 45 },
      counts: { total: 120, passed: 116, failed: 3, blocked: 1, unknown: 0 },
      isRunning: false,
      startMs: NINE,
      durationMs: 513_000,
      url: `${LAB}/reporting/library?job=45`,
    },
  }),
};

describe("answers", () => {
  it.each<[string, Card]>([
    ...Object.entries(EXECUTION_ANSWERS),
    ...Object.entries(GROUP_ANSWERS),
    ...Object.entries(BUILD_ANSWERS),
    ...Object.entries(COMPARE_ANSWERS),
    ...Object.entries(TEST_ANSWERS),
    ...Object.entries(LONG_ANSWERS),
    ...Object.entries(OTHERS),
  ])("%s", async (name, card) => {
    const printed = `${JSON.stringify(card, undefined, 2)}\n`;
    await expect(printed).toMatchFileSnapshot(`../__golden__/answer-${name}.json`);
  });
});
