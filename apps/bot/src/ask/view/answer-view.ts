import type { Answer } from "@perfecto-bot/pipeline";
import type { AnswerSetting } from "../answer-setting.ts";
import { shortStamp } from "../local-stamp.ts";
import { plainLine } from "../terminal/plain-text.ts";
import { buildsView, buildView, jobsView } from "./builds-view.ts";
import { compareView, missingBuildWords } from "./compare-view.ts";
import { executionsView } from "./executions-view.ts";
import { flakyView } from "./flaky-view.ts";
import { sayCount } from "./say-numbers.ts";
import { testView } from "./test-view.ts";
import { trendView } from "./trend-view.ts";
import { GAP_LINE, line, type View, type ViewLine } from "./view.ts";

/** An answer for people: how it was understood, what was found, and when that was true. */
export function answerView(answer: Answer, setting: AnswerSetting): View {
  const found = isFound(answer);
  const { asOfMs } = answer.coverage;
  return {
    parts: [
      line(plainLine(answer.understoodAs), { tone: "dim" }),
      ...(found ? verbView(answer, setting).parts : nothingLines(answer)),
      GAP_LINE,
      line(`As of ${shortStamp(asOfMs, setting.timeZone, setting.nowMs)}.`, { tone: "dim" }),
    ],
  };
}

/** Whether anything was found that was asked for. */
export function isFound(answer: Answer): boolean {
  switch (answer.verb) {
    case "failures":
    case "runs":
      return answer.rows.length > 0;
    case "build":
      return answer.build !== undefined;
    case "builds":
      return answer.builds.length > 0;
    case "compare":
      return answer.comparison !== undefined;
    case "test":
      return answer.execution !== undefined;
    case "jobs":
      return answer.jobs.length > 0;
    case "flaky":
      return answer.findings.tests.length > 0;
    case "trend":
      return answer.rates.builds.length > 0;
  }
}

function verbView(answer: Answer, setting: AnswerSetting): View {
  switch (answer.verb) {
    case "failures":
    case "runs":
      return executionsView(answer, setting);
    case "build":
      return buildView(answer, setting);
    case "builds":
      return buildsView(answer, setting);
    case "compare":
      return compareView(answer, setting);
    case "test":
      return testView(answer, setting);
    case "jobs":
      return jobsView(answer, setting);
    case "flaky":
      return flakyView(answer, setting);
    case "trend":
      return trendView(answer, setting);
  }
}

/** Nothing: how much was looked at, and what may have been meant. Where not all was read, it says no more than it knows. */
function nothingLines(answer: Answer): readonly ViewLine[] {
  if (answer.labs.length === 0) return [line("No lab that is configured is called so.", { tone: "bold" })];
  const examined = answer.examined === 0 ? "" : `, in ${sayCount(answer.examined, "execution")} read`;
  if (!answer.coverage.complete && answer.examined === 0) return [line("Nothing could be read.", { tone: "bold" })];
  const partly = answer.coverage.complete ? "" : " in what could be read";
  const one = answer.verb === "compare" ? missingBuildWords(answer) : undefined;
  const { nearestJob } = answer;
  return [
    line(one ?? `Nothing found${partly || examined}.`, { tone: "bold" }),
    ...(nearestJob === undefined ? [] : [line(`Did you mean the job "${plainLine(nearestJob)}"?`)]),
  ];
}
