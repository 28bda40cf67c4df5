import { buildKey, type BuildRate, type PassRate, type RateSeries } from "@perfecto-bot/domain";
import type { TrendAnswer } from "@perfecto-bot/pipeline";
import type { AnswerSetting } from "../answer-setting.ts";
import { safeUrl } from "../terminal/safe-url.ts";
import { NONE, type Cell, type Column, type Row, type Table } from "../terminal/table.ts";
import { buildCell, textCell, timeCell } from "./cells.ts";
import { COUNT_COLUMNS, countCells } from "./count-columns.ts";
import { percent, sayCount } from "./say-numbers.ts";
import { GAP_LINE, line, mainTable, sideTable, type View } from "./view.ts";

const BAR_CELLS = 10;

const RATE_COLUMNS: readonly Column[] = [
  { title: "", leaveOut: 1 },
  { title: "Rate", align: "right" },
];

/** `trend`: the pass rate of each build, newest first, and of each part where it was asked to split. */
export function trendView(answer: TrendAnswer, setting: AnswerSetting): View {
  const { rates, question, buildUrls } = answer;
  const newest = rates.builds.toReversed();
  const withJob = new Set(newest.map(({ ref }) => JSON.stringify([ref.lab, ref.job]))).size > 1;
  const builds: Table = {
    columns: [
      { title: "Build", least: 6 },
      { title: "Branch", least: 6, leaveOut: 4 },
      { title: "Started", leaveOut: 5 },
      ...RATE_COLUMNS,
      ...COUNT_COLUMNS,
    ],
    rows: newest.map((build): Row => {
      const url = buildUrls.get(buildKey(build.ref));
      const href = safeUrl(url);
      return {
        cells: [
          buildCell(build.ref, withJob, url),
          textCell(build.branch),
          timeCell(build.startMs, setting),
          ...rateCells(build),
          ...countCells(build),
        ],
        ...(href === undefined ? {} : { url: href }),
      };
    }),
  };
  const { by } = question;
  return {
    parts: [
      line(headline(rates.all, rates.builds), { tone: "bold" }),
      GAP_LINE,
      mainTable(builds),
      ...(by === undefined || rates.series.length === 0 ? [] : [GAP_LINE, sideTable(seriesTable(rates.series, by))]),
    ],
  };
}

/** "94.1 % passed over 20 builds, 12 points down since #38". */
function headline({ passRate }: PassRate, builds: readonly BuildRate[]): string {
  const over = sayCount(builds.length, "build");
  if (passRate === undefined) return `${over}, none with a verdict`;
  const decided = builds.filter((build) => build.passRate !== undefined);
  const [first, last] = [decided[0], decided.at(-1)];
  const words = `${percent(passRate)} passed over ${over}`;
  if (first?.passRate === undefined || last?.passRate === undefined || first === last) return words;
  const points = Math.round((last.passRate - first.passRate) * 100);
  if (points === 0) return words;
  const change = `${sayCount(Math.abs(points), "point")} ${points > 0 ? "up" : "down"}`;
  return `${words}, ${change} since ${buildCell(first.ref, false).text}`;
}

function rateCells({ passRate }: PassRate): readonly Cell[] {
  if (passRate === undefined) return [{ text: "" }, { text: NONE }];
  const full = passRate >= 1 ? BAR_CELLS : Math.min(BAR_CELLS - 1, Math.round(passRate * BAR_CELLS));
  return [{ text: "█".repeat(full) + "░".repeat(BAR_CELLS - full) }, { text: percent(passRate) }];
}

function seriesTable(series: readonly RateSeries[], by: string): Table {
  return {
    columns: [{ title: by, least: 12 }, ...RATE_COLUMNS, ...COUNT_COLUMNS],
    rows: series.map(({ kind, label, values, all }) => ({
      cells: [
        textCell(kind === "rest" ? sayCount(values, "other") : (label ?? `(no ${by})`)),
        ...rateCells(all),
        ...countCells(all),
      ],
    })),
  };
}
