import { countWrong, type FilterKey, type HeatCell, type HeatMap } from "@perfecto-bot/domain";
import type { Block, Line } from "../card.ts";
import { bold, text } from "../line.ts";
import { testName } from "./execution-words.ts";
import { KEY_WORDS, valueLabel } from "./key-words.ts";
import { grouped, sayCount } from "./say-numbers.ts";
import { COULD_NOT_RUN } from "./say-statuses.ts";

const MOST_TESTS = 6;
const MOST_CELLS = 3;
/** "Nightly #45 (main)" without its job. */
const BUILD_NUMBER = /^(.*) (#\d+(?: \(.*\))?)$/s;

/** What a heat map shows, in words: the worst tests with where they went wrong, and what is in none of its cells. */
export function heatMapBlocks(map: HeatMap): readonly Extract<Block, { readonly kind: "list" | "text" }>[] {
  const rest = map.rows.length - Math.min(map.rows.length, MOST_TESTS) + map.leftOut.tests;
  const leftOut = leftOutWords(map);
  return [
    {
      kind: "list",
      title: `Where tests went wrong, by ${KEY_WORDS[map.key][0]}`,
      rows: map.rows
        .slice(0, MOST_TESTS)
        .map((row): Line => [bold(testName(row.test)), text(` – ${rowWords(row, map)}`)]),
      ...(rest > 0 ? { more: { count: rest } } : {}),
      weight: "detail",
    },
    ...(leftOut === undefined
      ? []
      : [{ kind: "text" as const, line: [text(leftOut)], subtle: true, weight: "detail" as const }]),
  ];
}

/** "3 of 4 failed, 1 could not run", "2 of 2 could not run"; of what ran there once, "failed". */
export function cellWords({ failed, blocked, total }: HeatCell): string {
  if (total === 1) return failed > 0 ? "failed" : COULD_NOT_RUN;
  const [first, word] = failed > 0 ? [failed, "failed"] : [blocked, COULD_NOT_RUN];
  const others = failed > 0 && blocked > 0 ? `, ${grouped(blocked)} ${COULD_NOT_RUN}` : "";
  return `${grouped(first)} of ${grouped(total)} ${word}${others}`;
}

/** The names of a heat map's columns, in their order; builds of one job without its name. */
export function columnNames({ key, columns }: Pick<HeatMap, "key" | "columns">): readonly string[] {
  const names = columns.map((label) => valueLabel(label, key));
  const builds = key === "build" ? names.map((name) => BUILD_NUMBER.exec(name)) : [];
  const jobs = new Set(builds.map((build) => build?.[1]));
  const numbers = builds.flatMap((build) => build?.[2] ?? []);
  return jobs.size === 1 && numbers.length === names.length ? numbers : names;
}

/** "2 platforms". */
export function columnCount({ key }: Pick<HeatMap, "key">, count: number): string {
  return sayCount(count, ...KEY_WORDS[key]);
}

/** "Not in the heat map: 12 more tests, 3 more platforms, with 40 executions that went wrong."; undefined where all are. */
export function leftOutWords(map: HeatMap): string | undefined {
  const { tests, columns, wrong } = map.leftOut;
  if (tests === 0 && columns === 0) return undefined;
  const parts = [
    ...(tests > 0 ? [moreOf(tests, "test")] : []),
    ...(columns > 0 ? [moreOf(columns, map.key)] : []),
    ...(wrong > 0 ? [`with ${sayCount(wrong, "execution")} that went wrong`] : []),
  ];
  return `Not in the heat map: ${parts.join(", ")}.`;
}

function moreOf(count: number, key: FilterKey): string {
  return `${grouped(count)} more ${KEY_WORDS[key][count === 1 ? 0 : 1]}`;
}

/** "Galaxy S23: 3 of 4 failed; iPhone 15: failed; 2 platforms without failure". */
function rowWords({ cells }: HeatMap["rows"][number], map: HeatMap): string {
  const names = columnNames(map);
  const ran = cells.flatMap((cell, at) => (cell.total > 0 ? [{ cell, column: names[at] ?? "" }] : []));
  const wrong = ran
    .filter(({ cell }) => countWrong(cell) > 0)
    .toSorted((a, b) => countWrong(b.cell) - countWrong(a.cell));
  const fine = ran.length - wrong.length;
  const untold = wrong.length - Math.min(wrong.length, MOST_CELLS);
  return [
    ...(wrong.length === 0 ? [`${KEY_WORDS[map.key][1]} that are not shown`] : []),
    ...wrong.slice(0, MOST_CELLS).map(({ cell, column }) => `${column}: ${cellWords(cell)}`),
    ...(untold > 0 ? [moreOf(untold, map.key)] : []),
    ...(fine > 0 ? [`${columnCount(map, fine)} without failure`] : []),
  ].join("; ");
}
