import { countWrong, type ExecutionGroup, type FilterKey, type HeatMap, type StatusCounts } from "@perfecto-bot/domain";
import type { Block, Card, Line } from "../card.ts";
import { text } from "../line.ts";
import { sayMore } from "../say-more.ts";
import { answerCard, type AnswerFrame, type AnswerPage } from "./answer-card.ts";
import { pictureBlocks } from "./answer-picture.ts";
import { sayPartly } from "./coverage.ts";
import { answerStatus, sayFailures, sayRuns } from "./executions-answer.ts";
import { heatMapPicture } from "./heat-map-picture.ts";
import { heatMapBlocks } from "./heat-map-words.ts";
import { KEY_WORDS, valueLabel } from "./key-words.ts";
import { plainBody } from "./plain-body.ts";
import { bar, sayCount } from "./say-numbers.ts";
import { sayOutcome, sayParts, sayWrong } from "./say-statuses.ts";

const MOST_GROUPS = 15;
const BAR_CELLS = 6;

/** What the answer to `failures … by:<key>` and `runs … by:<key>` is made from. */
export interface GroupsAnswerInput extends AnswerFrame {
  readonly verb: "failures" | "runs";
  readonly by: FilterKey;
  /** All executions that were counted, each once. */
  readonly counts: StatusCounts;
  /** In their order, all of them. */
  readonly groups: readonly ExecutionGroup[];
  /** Which tests went wrong where; shown where it tells more than the groups. */
  readonly map?: HeatMap;
}

/** Executions counted by a key: the worst fifteen groups, with what they add up to, and which tests went wrong where. */
export function groupsAnswer(input: GroupsAnswerInput): Card {
  const { verb, by, counts, groups, map, coverage } = input;
  const said = verb === "failures" ? sayFailures(counts) : sayRuns(counts);
  const named = groups.filter(({ key }) => key !== undefined).length;
  const across = named === 0 || by === "status" ? "" : `, ${sayCount(named, ...KEY_WORDS[by])}`;
  const shown = groups.slice(0, MOST_GROUPS);
  const rest = groups.slice(MOST_GROUPS);
  const onlyWrong = counts.total > 0 && countWrong(counts) === counts.total;
  const rows = shown.map((group) => ({ ...group, words: groupWords(group, by, onlyWrong) }));
  const total = totalWords(input, rest.length);
  const where = heatParts(map, input.page);
  const body: readonly Block[] = [
    ...where.above,
    {
      kind: "list",
      rows: rows.map((row): Line => [
        text(`${bar(shareOf(row, counts, onlyWrong || by === "status"), BAR_CELLS)} ${row.words}`),
      ]),
      ...(rest.length > 0 ? { more: { count: rest.length } } : {}),
      weight: "core",
    },
    { kind: "text", line: [text(total)], subtle: true, weight: "core" },
    ...where.below,
  ];
  const title: Line = [text(`${said}${across}${sayPartly(coverage)}`)];
  return answerCard(input, {
    status: answerStatus(counts, coverage),
    title,
    body,
    spoken: [
      ...rows.map(({ words }) => `• ${words}`),
      ...(rest.length > 0 ? [sayMore(rest.length)] : []),
      total,
      ...plainBody(where.below),
    ],
  });
}

/** Which tests went wrong where: a picture above the groups, words below them; nothing where it would tell no more. */
function heatParts(
  map: HeatMap | undefined,
  page: AnswerPage | undefined,
): { readonly above: readonly Block[]; readonly below: readonly Block[] } {
  const picture = map && heatMapPicture(map);
  if (map === undefined || picture?.kind !== "drawn") return { above: [], below: [] };
  return { above: pictureBlocks(picture, page), below: heatMapBlocks(map) };
}

/** "iOS 17.5.1 – 14 of 36 failed, 2 could not run". */
function groupWords(group: ExecutionGroup, by: FilterKey, onlyWrong: boolean): string {
  const label = valueLabel(group.key, by);
  const outcome =
    by === "status" ? sayCount(group.total, "execution") : onlyWrong ? sayWrong(group) : sayOutcome(group);
  return `${label} – ${outcome}`;
}

/** How much of a group went wrong; where all of it did, or none, how much of everything is in this group. */
function shareOf(group: ExecutionGroup, counts: StatusCounts, isAlike: boolean): number {
  if (group.total === 0 || counts.total === 0) return 0;
  return isAlike ? group.total / counts.total : countWrong(group) / group.total;
}

function totalWords({ counts, groups, by }: GroupsAnswerInput, hidden: number): string {
  const sum = groups.reduce((all, { total }) => all + total, 0);
  return [
    `In all ${sayCount(counts.total, "execution")}: ${sayParts(counts) || "none"}.`,
    ...(sum > counts.total ? [`One with several ${KEY_WORDS[by][1]} counts in each.`] : []),
    ...(hidden > 0 ? [`${sayCount(hidden, "other")} not shown: ${sayParts(addUp(groups.slice(MOST_GROUPS)))}.`] : []),
  ].join(" ");
}

function addUp(groups: readonly StatusCounts[]): StatusCounts {
  const sum = (part: keyof StatusCounts): number => groups.reduce((all, group) => all + group[part], 0);
  return {
    total: sum("total"),
    passed: sum("passed"),
    failed: sum("failed"),
    blocked: sum("blocked"),
    unknown: sum("unknown"),
  };
}
