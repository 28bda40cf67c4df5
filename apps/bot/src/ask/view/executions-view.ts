import { countStatuses, countWrong, judgeHeatMap, type HeatMap } from "@perfecto-bot/domain";
import type { RunsAnswer } from "@perfecto-bot/pipeline";
import type { AnswerSetting } from "../answer-setting.ts";
import { textCell } from "./cells.ts";
import { COUNT_COLUMNS, countCells } from "./count-columns.ts";
import { executionTable } from "./execution-table.ts";
import { sayCount } from "./say-numbers.ts";
import { sayParts, signOf, statusOfCounts } from "./status-words.ts";
import { GAP_LINE, line, mainTable, sideTable, type View } from "./view.ts";
import { notAmongThese, whereTable } from "./where-table.ts";

/** `failures` and `runs`: executions one by one, or counted by a key. */
export function executionsView(answer: RunsAnswer, setting: AnswerSetting): View {
  const { rows, groups, question, counts, map } = answer;
  const head = line(headline(answer), { tone: countWrong(countStatuses(rows)) > 0 ? "bad" : "bold" });
  if (groups === undefined || question.by === undefined)
    return { parts: [head, GAP_LINE, mainTable(executionTable(rows, setting))] };
  const { by } = question;
  const table = {
    columns: [{ title: by, least: 12 }, ...COUNT_COLUMNS],
    rows: groups.map((group) => ({ cells: [textCell(group.key ?? `(no ${by})`), ...countCells(group)] })),
  };
  const sum = groups.reduce((all, group) => all + group.total, 0);
  const note = line(`One with several values of ${by} counts in each.`, { tone: "dim" });
  return { parts: [head, GAP_LINE, mainTable(table), ...(sum > counts.total ? [note] : []), ...whereParts(map)] };
}

function whereParts(map: HeatMap | undefined): View["parts"] {
  if (map === undefined || !judgeHeatMap(map).tells) return [];
  const rest = notAmongThese(map);
  return [GAP_LINE, sideTable(whereTable(map)), ...(rest === undefined ? [] : [line(rest, { tone: "dim" })])];
}

/** "✗ 37 failed, 2 could not run, in 412 executions". Only what went wrong decides the sign of failures. */
function headline({ verb, counts, total, rows }: RunsAnswer): string {
  const listed = countStatuses(rows);
  if (verb === "runs") return `${signOf(statusOfCounts(listed))} ${sayCount(total, "execution")}: ${sayParts(listed)}`;
  const among = counts.total > total ? `, in ${sayCount(counts.total, "execution")}` : "";
  return `${signOf(statusOfCounts(listed))} ${sayParts(listed)}${among}`;
}
