import type { Execution } from "@perfecto-bot/domain";
import type { AnswerSetting } from "../answer-setting.ts";
import { reportUrlOf } from "../report-url.ts";
import type { Column, Table } from "../terminal/table.ts";
import { causeCell, jobCell, platformCell, testCell, timeCell } from "./cells.ts";
import { statusCell } from "./status-words.ts";

const COLUMNS: readonly Column[] = [
  { title: "Status" },
  { title: "Test", least: 16 },
  { title: "Platform", least: 16, leaveOut: 1 },
  { title: "Started", leaveOut: 4 },
  { title: "Build", least: 10, leaveOut: 3 },
  { title: "Cause", least: 12, leaveOut: 2 },
];

/** Executions one by one. `withBuild`: they may belong to several builds. */
export function executionTable(executions: readonly Execution[], setting: AnswerSetting, withBuild = true): Table {
  return {
    columns: COLUMNS,
    rows: executions.map((execution) => {
      const url = reportUrlOf(execution, setting);
      return {
        cells: [
          statusCell(execution.status),
          testCell(execution, setting),
          platformCell(execution),
          timeCell(execution.startedAtMs, setting),
          withBuild ? jobCell(execution) : { text: "" },
          causeCell(execution),
        ],
        ...(url === undefined ? {} : { url }),
      };
    }),
  };
}
