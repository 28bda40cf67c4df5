import { parseQuestion, type AskContext, type Question } from "@perfecto-bot/domain";
import { NINE } from "@perfecto-bot/domain/testing";
import { libraryLinkCard } from "../../answers/library-link-card.ts";
import { nothingFoundAnswer } from "../../answers/nothing-found-answer.ts";
import { perfectoAlone } from "../../answers/perfecto-alone.ts";
import { progressAnswer } from "../../answers/progress-answer.ts";
import type { Card } from "../../card.ts";
import { aFrame } from "./a-frame.ts";
import { aRun, LAB } from "./a-lab-history.ts";

const context: AskContext = { nowMs: NINE, timeZone: "Europe/Berlin" };
const onTheWay = { understoodAs: "FAILED or BLOCKED executions, 20 Nov", asOfMs: NINE };

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
    searched: words.startsWith("jobs")
      ? { labs: ["acme", "other"], executions: 0 }
      : { labs: ["acme"], executions: 3_412 },
    ...(nearestJob === undefined ? {} : { nearestJob }),
    prefix: "/perfecto",
  });
}

/** Nothing found, an answer that is on its way, the bare command, and links to the report library. */
export const OTHER_ANSWERS: Readonly<Record<string, Card>> = {
  "nothing-filtered": nothing("failures job:Nightly os:iOS tag:smoke last 24h by:test"),
  "nothing-nearest-job": nothing("trend Nigtly", "Nightly"),
  "nothing-job-read-as-test": nothing("flaky Nightly Regression", "Nightly Regression"),
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
