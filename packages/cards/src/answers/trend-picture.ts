import type { PassRates, RateSeries } from "@perfecto-bot/domain";
import { clampText } from "../fit/clean-text.ts";
import { oneLine } from "../phrases.ts";
import type { PassRateSeries } from "../picture.ts";
import type { AnswerPicture } from "./answer-picture.ts";
import { grouped, percent, sayCount } from "./say-numbers.ts";

/** Fewer are said in a line. */
const FEWEST_BUILDS = 4;
/** What a phone shows legibly. */
const MOST_BUILDS = 30;
const MOST_SERIES = 4;
/** Every channel shows so much. */
const LONGEST_ALT = 1_500;

/** A trend to be drawn. */
export interface TrendPictureInput {
  /** As it was asked for: a name, or a pattern. */
  readonly job: string;
  readonly rates: PassRates;
  /** The names of `rates.builds`, in their order. */
  readonly names: readonly string[];
  readonly seriesName: (series: RateSeries) => string;
}

/**
 * The pass rate over the newest thirty builds as a picture, the oldest first, with at most four parts that it is split
 * into; with where it began, where it is and how low it was in words. At least four builds must have a verdict.
 */
export function trendPicture(input: TrendPictureInput): AnswerPicture<"few-builds"> {
  const { rates, names, seriesName } = input;
  const from = Math.max(0, rates.builds.length - MOST_BUILDS);
  const all = { label: "All", rates: rates.builds.slice(from).map(({ passRate }) => passRate) };
  if (all.rates.filter((rate) => rate !== undefined).length < FEWEST_BUILDS)
    return { kind: "none", reason: "few-builds" };
  const parts = rates.series
    .filter(({ kind }) => kind === "value")
    .map((series) => ({ label: seriesName(series), rates: series.points.slice(from).map(({ passRate }) => passRate) }))
    .filter((series) => series.rates.some((rate) => rate !== undefined))
    .slice(0, MOST_SERIES);
  const builds = names.slice(from);
  return {
    kind: "drawn",
    block: {
      kind: "picture",
      picture: { kind: "pass-rate", builds, series: [all, ...parts] },
      alt: clampText(altText(input, builds, [all, ...parts]), LONGEST_ALT),
      weight: "detail",
    },
  };
}

/** "Line chart of the pass rate of Nightly over 12 builds. All: from 92 % in #34 to 80 % in #45, the lowest 75 % in #40. …" */
function altText(
  { job, rates }: TrendPictureInput,
  builds: readonly string[],
  series: readonly PassRateSeries[],
): string {
  const all = rates.builds.length;
  const over = builds.length < all ? `the latest ${builds.length} of ${grouped(all)} builds` : sayCount(all, "build");
  return [
    `Line chart of the pass rate of ${oneLine(job, 120)} over ${over}.`,
    ...series.map((one) => seriesWords(one, builds)),
  ].join(" ");
}

/** "iOS 17.4: from 92 % in #34 to 80 % in #45, the lowest 75 % in #40." */
function seriesWords({ label, rates }: PassRateSeries, builds: readonly string[]): string {
  const known = rates.flatMap((rate, at) => (rate === undefined ? [] : [{ rate, build: builds[at] ?? "" }]));
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return "";
  const point = ({ rate, build }: typeof first): string => `${percent(rate)} in ${build}`;
  if (first === last) return `${label}: ${point(first)}.`;
  // Of equally low ones the latest matters most.
  const lowest = known.reduce((low, one) => (one.rate <= low.rate ? one : low));
  const low = lowest === first || lowest === last ? "" : `, the lowest ${point(lowest)}`;
  return `${label}: from ${point(first)} to ${point(last)}${low}.`;
}
