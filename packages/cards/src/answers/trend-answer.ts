import {
  buildKey,
  tellingTimeMs,
  type BuildKey,
  type BuildRate,
  type FilterKey,
  type PassRates,
  type RateSeries,
} from "@perfecto-bot/domain";
import type { Block, Card, CardStatus, Line } from "../card.ts";
import { text, time } from "../line.ts";
import { oneLine } from "../phrases.ts";
import { answerCard, type AnswerFrame } from "./answer-card.ts";
import { pictureBlocks } from "./answer-picture.ts";
import { isWhole, sayPartly, type Coverage } from "./coverage.ts";
import { answerStatus } from "./executions-answer.ts";
import { valueLabel } from "./key-words.ts";
import { linkBuilds, nameBuilds } from "./name-builds.ts";
import { bar, percent, sayCount } from "./say-numbers.ts";
import { sayOutcome } from "./say-statuses.ts";
import { trendPicture } from "./trend-picture.ts";

const MOST_BUILDS_SHOWN = 15;
const MOST_SERIES = 8;
const BAR_CELLS = 8;

type NameOfBuild = ReturnType<typeof nameBuilds>;

/** What the answer to `trend` is made from. */
export interface TrendAnswerInput extends AnswerFrame {
  /** As it was asked for: a name, or a pattern. */
  readonly job: string;
  readonly rates: PassRates;
  /** What the series are split by. */
  readonly by?: FilterKey;
  /** The report library of each build, by its key, as far as it is known. */
  readonly buildUrls: ReadonlyMap<BuildKey, string>;
}

/** How a job went over time: the pass rate, how it changed, a picture of it, and the latest fifteen builds. */
export function trendAnswer(input: TrendAnswerInput): Card {
  const { job, rates, by, coverage } = input;
  const nameOf = nameBuilds(rates.builds.map(({ ref }) => ref));
  const linkOf = linkBuilds(rates.builds.map(({ ref }) => ref));
  const newest = rates.builds.toReversed();
  const shown = newest.slice(0, MOST_BUILDS_SHOWN);
  const rest = newest.length - shown.length;
  const rows = shown.map((rate) => ({ rate, name: nameOf(rate.ref), words: buildWords(rate) }));
  const list: Block = {
    kind: "list",
    title: "Passed, the newest build first",
    rows: rows.map(({ rate, words }): Line =>
      buildRow(rate, linkOf(rate.ref, input.buildUrls.get(buildKey(rate.ref))), words),
    ),
    ...(rest > 0 ? { more: { count: rest } } : {}),
    weight: "core",
  };
  const series = seriesBlock(input);
  const picture = trendPicture({
    job,
    rates,
    names: rates.builds.map(({ ref }) => nameOf(ref)),
    seriesName: (one) => seriesName(one, by),
  });
  return answerCard(input, {
    status: trendStatus(rates, coverage),
    title: [text(`${oneLine(job, 120)}: ${headline(rates, nameOf)}${sayPartly(coverage)}`)],
    body: [
      ...pictureBlocks(picture, input.page),
      ...(shown.length === 0 ? [] : [list]),
      ...(series === undefined ? [] : [series]),
    ],
    spoken: [
      ...rows.map(({ name, words }) => `• ${name} – ${words}`),
      ...(series?.rows.map((row) => `• ${row.map((run) => (run.kind === "text" ? run.text : "")).join("")}`) ?? []),
    ],
  });
}

/** "94 % passed over 20 builds, 12 points down since #38". */
function headline({ builds, all }: PassRates, nameOf: NameOfBuild): string {
  const over = sayCount(builds.length, "build");
  if (all.passRate === undefined) return builds.length === 0 ? "no build" : `${over}, none with a verdict`;
  return `${percent(all.passRate)} passed over ${over}${changeWords(builds, nameOf)}`;
}

/** The latest build with a verdict against the first one. */
function changeWords(builds: readonly BuildRate[], nameOf: NameOfBuild): string {
  const decided = builds.filter(({ passRate }) => passRate !== undefined);
  const [first, last] = [decided[0], decided.at(-1)];
  if (first?.passRate === undefined || last?.passRate === undefined || first === last) return "";
  const points = Math.round((last.passRate - first.passRate) * 100);
  if (points === 0) return `, the latest as ${nameOf(first.ref)}`;
  return `, ${sayCount(Math.abs(points), "point")} ${points > 0 ? "up" : "down"} since ${nameOf(first.ref)}`;
}

/** The latest build's. Nothing is called passed while something was not read. */
function trendStatus({ builds }: PassRates, coverage: Coverage): CardStatus {
  const last = builds.at(-1);
  if (last !== undefined) return answerStatus(last, coverage);
  if (isWhole(coverage)) return "info";
  return coverage.reading === undefined ? "warning" : "running";
}

/** "94 %: 6 of 100 failed, 1 could not run". */
function buildWords(rate: BuildRate): string {
  if (rate.passRate === undefined) return sayOutcome(rate);
  return rate.passRate === 1 && rate.passed === rate.total
    ? `100 %: ${sayOutcome(rate)}`
    : `${percent(rate.passRate)}: ${sayOutcome(rate)}`;
}

function buildRow(rate: BuildRate, name: Line, words: string): Line {
  return [
    text(`${bar(rate.passRate ?? 0, BAR_CELLS)} `),
    ...name,
    text(` – ${words}`),
    ...(rate.startMs === undefined || tellingTimeMs(rate.ref) !== undefined
      ? []
      : [text(" · "), time(rate.startMs, "date")]),
  ];
}

function seriesBlock({
  rates: { series },
  by,
}: TrendAnswerInput): Extract<Block, { readonly kind: "list" }> | undefined {
  if (series.length === 0 || by === undefined) return undefined;
  const rest = series.length - MOST_SERIES;
  return {
    kind: "list",
    title: `Passed, by ${by}`,
    rows: series.slice(0, MOST_SERIES).map((one): Line => [text(seriesWords(one, by))]),
    ...(rest > 0 ? { more: { count: rest } } : {}),
    weight: "detail",
  };
}

/** "iOS 17.4 – 94 % of 120, latest 82 %". */
function seriesWords(series: RateSeries, by: FilterKey): string {
  const { all, points } = series;
  const name = seriesName(series, by);
  const latest = points.findLast(({ passRate }) => passRate !== undefined)?.passRate;
  if (all.passRate === undefined || latest === undefined) return `${name} – ${sayOutcome(all)}`;
  return `${name} – ${percent(all.passRate)} of ${sayCount(all.total, "execution")}, latest ${percent(latest)}`;
}

function seriesName({ kind, label, values }: RateSeries, by: FilterKey | undefined): string {
  if (kind === "rest" || by === undefined) return sayCount(values, "other");
  return valueLabel(label, by);
}
