import { cleanLineText, type HeatMapPicture, type PassRatePicture, type Picture } from "@perfecto-bot/cards";
import type { HeatCell } from "@perfecto-bot/domain";
import { PART_LOOKS } from "./look.ts";

/** Each has a pixel and a half at least. */
const MOST_BUILDS = 200;
/** What a phone shows legibly. */
const MOST_ROWS = 20;
const MOST_COLUMNS = 12;
/** Far more than fits; its ends are kept. */
const MOST_NAME_UNITS = 400;
/** More than any script stacks; longer piles would reach into other rows. */
const MARK_PILES = /(\p{M}{3})\p{M}+/gu;

/** What no font of ours has and resvg cannot draw from any other: emoji, and what stands for half a character. */
const NOT_DRAWABLE = /\p{RGI_Emoji}|\uFFFD/gv;
const IN_ITS_PLACE = "□";

/** Makes any picture drawable: clean names, rates and counts that are possible, as much of it as is legible. */
export function tidyPicture(picture: Picture): Picture {
  switch (picture.kind) {
    case "pass-rate":
      return tidyPassRate(picture);
    case "heat-map":
      return tidyHeatMap(picture);
  }
}

/** All names in a picture. */
export function namesIn(picture: Picture): readonly string[] {
  switch (picture.kind) {
    case "pass-rate":
      return [...picture.builds, ...picture.series.map(({ label }) => label)];
    case "heat-map":
      return [...picture.columns, ...picture.rows.map(({ label }) => label)];
  }
}

function tidyPassRate({ kind, builds, series }: PassRatePicture): PassRatePicture {
  const first = Math.max(0, builds.length - MOST_BUILDS);
  return {
    kind,
    builds: builds.slice(first).map(tidyName),
    series: series.slice(0, 1 + PART_LOOKS.length).map(({ label, rates }) => ({
      label: tidyName(label),
      rates: builds.slice(first).map((_, index) => tidyRate(rates[first + index])),
    })),
  };
}

function tidyHeatMap({ kind, columns, rows }: HeatMapPicture): HeatMapPicture {
  const shown = columns.slice(0, MOST_COLUMNS);
  return {
    kind,
    columns: shown.map(tidyName),
    rows: rows.slice(0, MOST_ROWS).map(({ label, cells }) => ({
      label: tidyName(label),
      cells: shown.map((_, index) => tidyCell(cells[index])),
    })),
  };
}

function tidyName(name: string): string {
  const half = MOST_NAME_UNITS / 2;
  const ends = name.length > MOST_NAME_UNITS ? `${name.slice(0, half)}…${name.slice(-half)}` : name;
  return cleanLineText(ends).replace(NOT_DRAWABLE, IN_ITS_PLACE).replace(MARK_PILES, "$1").trim() || "(no name)";
}

function tidyRate(rate: number | undefined): number | undefined {
  return rate === undefined || Number.isNaN(rate) ? undefined : Math.min(1, Math.max(0, rate));
}

function tidyCell(cell: HeatCell | undefined): HeatCell {
  const [failed, blocked] = [tidyCount(cell?.failed), tidyCount(cell?.blocked)];
  return { failed, blocked, total: Math.max(tidyCount(cell?.total), failed + blocked) };
}

function tidyCount(count: number | undefined): number {
  return count === undefined || Number.isNaN(count)
    ? 0
    : Math.min(Number.MAX_SAFE_INTEGER, Math.max(0, Math.round(count)));
}
