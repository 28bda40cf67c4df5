import type { FlakyAnswer } from "@perfecto-bot/pipeline";
import type { AnswerSetting } from "../answer-setting.ts";
import { reportUrlOf } from "../report-url.ts";
import type { Table } from "../terminal/table.ts";
import { testCell, textCell } from "./cells.ts";
import { percent, sayCount } from "./say-numbers.ts";
import { GAP_LINE, line, mainTable, type View } from "./view.ts";

/** `flaky`: tests with their platforms, the most unstable first. */
export function flakyView({ findings, examined }: FlakyAnswer, setting: AnswerSetting): View {
  const { tests, tooFew, changedForGood } = findings;
  const table: Table = {
    columns: [
      { title: "Flaky", align: "right" },
      { title: "Test", least: 14 },
      { title: "Platform", least: 10, leaveOut: 1 },
      { title: "Job", least: 8, leaveOut: 2 },
      { title: "Evidence", least: 16, leaveOut: 3 },
    ],
    rows: tests.flatMap(({ test, platforms }) =>
      platforms.map(({ score, platform, job, evidence, lastFailed }) => {
        const url = reportUrlOf(lastFailed, setting);
        const cells = [
          { text: percent(score) },
          testCell(lastFailed, setting, test),
          textCell(platform),
          textCell(job),
          textCell(evidence),
        ];
        return { cells, ...(url === undefined ? {} : { url }) };
      }),
    ),
  };
  const notes = [
    "Flaky: failed and passed in one build, or in turn from build to build.",
    ...(changedForGood > 0 ? [`${sayCount(changedForGood, "other")} changed and stayed so.`] : []),
    ...(tooFew > 0 ? [`${sayCount(tooFew, "other")} had fewer than 4 runs: too few to tell.`] : []),
  ];
  return {
    parts: [
      line(`${sayCount(tests.length, "flaky test")} in ${sayCount(examined, "execution")}`, { tone: "bold" }),
      GAP_LINE,
      mainTable(table),
      GAP_LINE,
      line(notes.join(" "), { tone: "dim" }),
    ],
  };
}
