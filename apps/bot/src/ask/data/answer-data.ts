import type { Mistake } from "@perfecto-bot/domain";
import type { Answer } from "@perfecto-bot/pipeline";
import type { AnswerSetting } from "../answer-setting.ts";
import { gapSentence } from "../gap-sentence.ts";
import { isoStamp } from "../local-stamp.ts";
import { buildRecords, jobRecords, rateRecords } from "./build-records.ts";
import { executionRecords } from "./execution-records.ts";
import type { DataRecord, Records } from "./records.ts";
import {
  commandRecords,
  comparedTests,
  comparisonRecords,
  flakyRecords,
  groupRecords,
  seriesRecords,
} from "./test-records.ts";

/** An answer as one object, for JSON. Lists that are not the verb's are empty or absent. */
export interface AnswerData {
  /** How the question was understood; null where it was not. */
  readonly question: string | null;
  readonly window: { readonly from: string; readonly to: string } | null;
  /** How many there are, listed or not. */
  readonly total: number;
  /** Nothing is missing. */
  readonly complete: boolean;
  /** What is missing and why, in sentences. */
  readonly missing: readonly string[];
  /** Executions. */
  readonly rows: readonly DataRecord[];
  /** With `by:`. */
  readonly groups: readonly DataRecord[];
  readonly mistakes: readonly Mistake[];
  /** What only some verbs have, such as `builds`, `comparison`, `jobs`. */
  readonly [more: string]: unknown;
}

/** An answer as data, and its main list, which is what CSV holds. */
export interface DataOfAnswer {
  readonly data: AnswerData;
  readonly main: Records;
}

/** A question that was not understood, or not answered at all. */
export function noAnswer({
  mistakes = [],
  missing = [],
}: Partial<Pick<AnswerData, "mistakes" | "missing">>): AnswerData {
  return { question: null, window: null, total: 0, complete: false, missing, rows: [], groups: [], mistakes };
}

/** An answer as data; each of its lists has at most `limit` entries. */
export function dataOfAnswer(answer: Answer, setting: AnswerSetting, limit: number): DataOfAnswer {
  const { main, total, lists } = contentOf(answer, setting);
  const cut = (records: readonly DataRecord[]): readonly DataRecord[] => records.slice(0, limit);
  const { question, understoodAs, coverage } = answer;
  const window = "window" in question ? question.window : undefined;
  const data: AnswerData = {
    question: understoodAs,
    window: window === undefined ? null : stamps(window, setting),
    total,
    complete: coverage.complete,
    missing: coverage.gaps.map((gap) => gapSentence(gap, setting)),
    rows: [],
    groups: [],
    ...Object.fromEntries(Object.entries(lists).map(([name, { records }]) => [name, cut(records)])),
    mistakes: [],
  };
  return { data, main: { ...main, records: cut(main.records) } };
}

interface Content {
  readonly main: Records;
  readonly total: number;
  readonly lists: Readonly<Record<string, Records>>;
}

function contentOf(answer: Answer, setting: AnswerSetting): Content {
  switch (answer.verb) {
    case "failures":
    case "runs": {
      const rows = executionRecords(answer.rows, setting);
      const groups = groupRecords(answer.groups ?? []);
      return { main: answer.groups === undefined ? rows : groups, total: answer.total, lists: { rows, groups } };
    }
    case "build": {
      const builds = buildRecords(answer.build === undefined ? [] : [answer.build], setting);
      const rows = executionRecords(answer.build?.executions ?? [], setting);
      return { main: rows, total: rows.records.length, lists: { rows, builds } };
    }
    case "builds": {
      const builds = buildRecords(answer.builds, setting);
      return { main: builds, total: builds.records.length, lists: { builds } };
    }
    case "compare": {
      const { base, other } = answer;
      const builds = buildRecords(
        [base, other].filter((build) => build !== undefined),
        setting,
      );
      const tests = answer.comparison === undefined ? [] : comparedTests(answer.comparison);
      const comparison = comparisonRecords(tests, setting);
      return { main: comparison, total: tests.length, lists: { builds, comparison } };
    }
    case "test": {
      const { execution, history, commands = [], others } = answer;
      const rows = executionRecords(execution === undefined ? [] : [execution], setting);
      const past = executionRecords(history, setting);
      const total = execution === undefined ? 0 : 1 + others;
      return {
        main: history.length > 0 ? past : rows,
        total,
        lists: { rows, commands: commandRecords(commands, setting), history: past },
      };
    }
    case "jobs": {
      const jobs = jobRecords(answer.jobs, setting);
      return { main: jobs, total: jobs.records.length, lists: { jobs } };
    }
    case "flaky": {
      const flaky = flakyRecords(answer.findings.tests, setting);
      return { main: flaky, total: answer.findings.tests.length, lists: { flaky } };
    }
    case "trend": {
      const { rates, buildUrls } = answer;
      const builds = rateRecords(rates.builds.toReversed(), buildUrls, setting);
      return { main: builds, total: rates.builds.length, lists: { builds, groups: seriesRecords(rates.series) } };
    }
  }
}

function stamps(
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  { timeZone }: AnswerSetting,
): { readonly from: string; readonly to: string } {
  return { from: isoStamp(fromMs, timeZone), to: isoStamp(toMs, timeZone) };
}
