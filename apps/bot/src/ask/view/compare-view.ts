import { buildLabel, type ComparedTest, type ComparisonKind, type Execution } from "@perfecto-bot/domain";
import type { AnsweredBuild, CompareAnswer } from "@perfecto-bot/pipeline";
import type { AnswerSetting } from "../answer-setting.ts";
import { comparedTests } from "../data/test-records.ts";
import { reportUrlOf } from "../report-url.ts";
import { plainLine } from "../terminal/plain-text.ts";
import { NONE, type Cell, type Row, type Table } from "../terminal/table.ts";
import { causeCell, testCell, textCell } from "./cells.ts";
import { grouped } from "./say-numbers.ts";
import { sayParts, signOf } from "./status-words.ts";
import { GAP_LINE, line, mainTable, type View } from "./view.ts";

const WORDS: Readonly<Record<ComparisonKind, { readonly word: string; readonly cell: Cell }>> = {
  newlyFailing: { word: "newly failing", cell: { text: "✗ newly failing", tone: "bad" } },
  stillFailing: { word: "still failing", cell: { text: "✗ still failing", tone: "bad" } },
  fixed: { word: "fixed", cell: { text: "✓ fixed", tone: "good" } },
  added: { word: "new", cell: { text: "+ new" } },
  missing: { word: "missing", cell: { text: "– missing" } },
  undecided: { word: "undecided", cell: { text: "? undecided" } },
  stillPassing: { word: "still passing", cell: { text: "✓ still passing", tone: "good" } },
};
const TOLD = ["newlyFailing", "stillFailing", "fixed", "added", "missing", "undecided"] as const;

/** `compare`: what became of each test on each platform; what passes in both builds is counted only. */
export function compareView(answer: CompareAnswer, setting: AnswerSetting): View {
  const { base, other, comparison } = answer;
  if (comparison === undefined || base === undefined || other === undefined) return { parts: [] };
  const tests = comparedTests(comparison).filter(({ kind }) => kind !== "stillPassing");
  const parts = TOLD.flatMap((kind) =>
    comparison[kind].length === 0 ? [] : [`${grouped(comparison[kind].length)} ${WORDS[kind].word}`],
  );
  const headline = parts.length === 0 ? "No difference" : parts.join(", ");
  const passing = `${grouped(comparison.stillPassing.length)} still passing`;
  const flaky = comparison.flaky.length === 0 ? "" : `, ${grouped(comparison.flaky.length)} flaky`;
  return {
    parts: [
      line(`${headline}; ${passing}${flaky}`, { tone: comparison.newlyFailing.length > 0 ? "bad" : "bold" }),
      line(`from ${told(base)}`),
      line(`to   ${told(other)}`),
      ...(tests.length === 0 ? [] : [GAP_LINE, mainTable(comparisonTable(tests, setting))]),
    ],
  };
}

/** One of the builds is there, the other is not. */
export function missingBuildWords({ base, other }: CompareAnswer): string | undefined {
  const found = other ?? base;
  return found === undefined ? undefined : `Only ${told(found)} was found: there is nothing to compare it with.`;
}

function told({ ref, counts }: AnsweredBuild): string {
  return `${plainLine(buildLabel(ref))} (${sayParts(counts) || "no execution"})`;
}

function comparisonTable(tests: readonly ComparedTest[], setting: AnswerSetting): Table {
  return {
    columns: [
      { title: "Change" },
      { title: "Test", least: 14 },
      { title: "Platform", least: 10, leaveOut: 1 },
      { title: "Was", leaveOut: 2 },
      { title: "Is", leaveOut: 3 },
      { title: "Flaky", leaveOut: 4 },
      { title: "Cause", least: 12, leaveOut: 5 },
    ],
    rows: tests.map((test) => comparedRow(test, setting)),
  };
}

function comparedRow({ kind, test, platform, base, other, flakyIn }: ComparedTest, setting: AnswerSetting): Row {
  const telling = other ?? base;
  const url = telling === undefined ? undefined : reportUrlOf(telling, setting);
  return {
    cells: [
      WORDS[kind].cell,
      telling === undefined ? textCell(test) : testCell(telling, setting, test),
      textCell(platform),
      { text: statusWord(base) },
      { text: statusWord(other) },
      { text: flakyIn.length > 0 ? "flaky" : "" },
      other === undefined ? { text: "" } : causeCell(other),
    ],
    ...(url === undefined ? {} : { url }),
  };
}

function statusWord(execution: Execution | undefined): string {
  return execution === undefined ? NONE : `${signOf(execution.status)} ${execution.status}`;
}
