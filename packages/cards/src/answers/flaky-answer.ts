import type { FlakyFindings, FlakyPlatform, FlakyTest } from "@perfecto-bot/domain";
import type { Block, Card, Line } from "../card.ts";
import { link, text } from "../line.ts";
import { oneLine } from "../phrases.ts";
import { answerCard, type AnswerFrame } from "./answer-card.ts";
import { isWhole, sayPartly } from "./coverage.ts";
import { testName } from "./execution-words.ts";
import { percent, sayCount } from "./say-numbers.ts";

/** As many tests as one card lists. */
export const FLAKY_PER_PAGE = 10;
const PLATFORMS_NAMED = 2;

/** What the answer to `flaky` is made from. Tests lead to the `reportUrl` of their last failed execution. */
export interface FlakyAnswerInput extends AnswerFrame {
  readonly findings: FlakyFindings;
  /** How many tests stand before this page. */
  readonly skip?: number;
}

/** Tests that pass and fail by turns, each with how unstable it is, on what evidence and where. */
export function flakyAnswer(input: FlakyAnswerInput): Card {
  const { findings, coverage, skip = 0 } = input;
  const { tests, histories, tooFew } = findings;
  const shown = tests.slice(skip, skip + FLAKY_PER_PAGE);
  const rest = Math.max(0, tests.length - skip - shown.length);
  const judged = histories - tooFew;
  const list: Block = {
    kind: "list",
    rows: shown.map(flakyRow),
    ...(rest > 0 ? { more: { count: rest } } : {}),
    weight: "core",
  };
  const isCalm = isWhole(coverage) && judged > 0;
  const found = tests.length > 0 ? sayCount(tests.length, "flaky test") : noneWords(histories, judged);
  return answerCard(input, {
    status: tests.length > 0 ? "warning" : isCalm ? "passed" : "info",
    title: [text(`${found}${sayPartly(coverage)}`)],
    body: [...(shown.length === 0 ? [] : [list]), notes(findings)],
  });
}

function noneWords(histories: number, judged: number): string {
  if (judged > 0) return `No flaky test among ${sayCount(judged, "test on its platform", "tests on their platforms")}`;
  return histories === 0 ? "No test ran" : "Too few runs to call any test flaky";
}

/** A score (0 to 1) in words. */
function instabilityWord(score: number): "very unstable" | "unstable" | "now and then unstable" {
  if (score >= 0.5) return "very unstable";
  return score >= 0.2 ? "unstable" : "now and then unstable";
}

/** "Pay with card – very unstable (64 %): passed and failed in builds 12 and 15; 6 flips in 20 runs, on iPhone 15". */
function flakyRow({ test, score, platforms }: FlakyTest): Line {
  const [worst] = platforms;
  const evidence = worst === undefined ? "" : `: ${oneLine(worst.evidence, 160)}`;
  return [
    link(testName(test), worst?.lastFailed.reportUrl),
    text(` – ${instabilityWord(score)} (${percent(score)})${evidence}`),
    ...(platforms.length === 0 ? [] : [text(`, on ${placeWords(platforms)}`)]),
  ];
}

function placeWords(platforms: readonly FlakyPlatform[]): string {
  const labels = [...new Set(platforms.map(({ platform }) => platform))];
  const rest = labels.length - PLATFORMS_NAMED;
  const named = labels.slice(0, PLATFORMS_NAMED).map((label) => oneLine(label, 70));
  if (rest > 0) return `${named.join(", ")} and ${sayCount(rest, "other platform")}`;
  return named.join(" and ");
}

function notes({ tooFew, changedForGood }: FlakyFindings): Block {
  const words = [
    "Flaky: failed and passed in one build, or in turn from build to build.",
    ...(changedForGood > 0
      ? [`${sayCount(changedForGood, "other")} changed and stayed so: regressions and fixes, not flaky.`]
      : []),
    ...(tooFew > 0 ? [`${sayCount(tooFew, "other")} had fewer than 4 runs: too few to tell.`] : []),
  ];
  return { kind: "text", line: [text(words.join(" "))], subtle: true, weight: "core" };
}
