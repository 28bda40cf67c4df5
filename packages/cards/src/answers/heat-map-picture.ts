import { countWrong, judgeHeatMap, type HeatMap, type HeatMapWorth } from "@perfecto-bot/domain";
import { clampText } from "../fit/clean-text.ts";
import type { AnswerPicture } from "./answer-picture.ts";
import { testName } from "./execution-words.ts";
import { cellWords, columnCount, columnNames, leftOutWords } from "./heat-map-words.ts";
import { sayCount } from "./say-numbers.ts";

/** Every channel shows so much. */
const LONGEST_ALT = 1_500;
const CELLS_TOLD = 6;

/** Why a heat map is not drawn. */
export type NoHeatMap = Extract<HeatMapWorth, { readonly tells: false }>["reason"];

/** A heat map as a picture with its worst cells in words, where it is worth one: see {@link judgeHeatMap}. */
export function heatMapPicture(map: HeatMap): AnswerPicture<NoHeatMap> {
  const worth = judgeHeatMap(map);
  if (!worth.tells) return { kind: "none", reason: worth.reason };
  return {
    kind: "drawn",
    block: {
      kind: "picture",
      picture: {
        kind: "heat-map",
        columns: columnNames(map),
        rows: map.rows.map(({ test, cells }) => ({ label: testName(test), cells })),
      },
      alt: clampText(altText(map), LONGEST_ALT),
      weight: "detail",
    },
  };
}

/** "Heat map of what went wrong: 3 tests × 2 platforms. The worst: Pay, Galaxy S23: 3 of 4 failed; … ." */
function altText(map: HeatMap): string {
  const names = columnNames(map);
  const wrong = map.rows
    .flatMap(({ test, cells }) => cells.map((cell, at) => ({ test, cell, column: names[at] ?? "" })))
    .filter(({ cell }) => countWrong(cell) > 0)
    .toSorted((a, b) => countWrong(b.cell) - countWrong(a.cell));
  const told = wrong
    .slice(0, CELLS_TOLD)
    .map(({ test, column, cell }) => `${testName(test)}, ${column}: ${cellWords(cell)}`);
  const size = `${sayCount(map.rows.length, "test")} × ${columnCount(map, map.columns.length)}`;
  return [
    `Heat map of what went wrong: ${size}.`,
    ...(told.length === 0 ? [] : [`${wrong.length > told.length ? "The worst: " : ""}${told.join("; ")}.`]),
    leftOutWords(map) ?? "",
  ]
    .join(" ")
    .trim();
}
