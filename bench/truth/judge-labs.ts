import type { BenchResult } from "../bench-result.ts";
import { generateLab, SCENARIOS } from "./generate/generate-lab.ts";
import { playLab } from "./play-lab.ts";
import { addUp, shareOf, type Ratio } from "./ratio.ts";
import { readProduct } from "./read-product.ts";
import { scoreLab, type Scores } from "./score.ts";

/** Which labs to play. */
export interface JudgeOptions {
  /** How often the mix is played, each time with other seeds. */
  readonly rounds: number;
  /** Only scenarios whose name has this in it. */
  readonly only?: string;
  /** Hears of what came out wrong. */
  readonly onWrong?: (line: string) => void;
}

interface Line {
  readonly score: keyof Scores;
  readonly name: string;
  readonly least: number;
}

const LINES: readonly Line[] = [
  { score: "buildsFound", name: "builds found as they were", least: 0.99 },
  { score: "buildsReal", name: "builds shown that were such", least: 0.99 },
  { score: "mentionsRight", name: "mentions with a reason", least: 1 },
  { score: "failuresCalled", name: "failures that stayed, with a mention", least: 1 },
  { score: "changesRight", name: "new, known, recovered: said rightly", least: 0.98 },
  { score: "changesFound", name: "new, known, recovered: found", least: 0.98 },
  { score: "causesReal", name: "pairs put under one cause, rightly", least: 0.95 },
  { score: "causesFound", name: "pairs of one cause, put together", least: 0.95 },
  { score: "flakyReal", name: "flaky: said rightly", least: 0.9 },
  { score: "flakyFound", name: "flaky: found", least: 0.9 },
  { score: "brokenSuspected", name: "broken devices suspected", least: 0.9 },
  { score: "healthyTrusted", name: "healthy devices not suspected", least: 0.98 },
  { score: "onlyOnNamed", name: "what a broken platform is, named", least: 0.95 },
  { score: "onlyOnSilent", name: "no platform named where none is to blame", least: 0.95 },
];

interface Judged {
  readonly scenario: string;
  readonly seed: string;
  readonly scores: Scores;
}

/** Plays labs whose truth is known, and says how much of it the bot found. */
export async function judgeLabs({ rounds, only = "", onWrong }: JudgeOptions): Promise<readonly BenchResult[]> {
  const judged: Judged[] = [];
  for (const scenario of SCENARIOS.filter(({ name }) => name.includes(only)))
    for (let seed = 1; seed <= scenario.seeds * rounds; seed += 1) {
      const lab = generateLab(scenario, String(seed));
      const scores = scoreLab(lab, await readProduct(await playLab(lab)));
      judged.push({ scenario: lab.scenario, seed: lab.seed, scores });
    }
  for (const { scenario, seed, scores } of onWrong === undefined ? [] : judged)
    for (const { score } of LINES)
      for (const wrong of scores[score]?.wrong ?? []) onWrong?.(`${score} · ${scenario} · ${seed} · ${wrong}`);
  const builds = addUp(judged.map(({ scores }) => scores.undecidable));
  const mentions = addUp(judged.map(({ scores }) => scores.mentionsOpen));
  return [
    ...LINES.map((line) => resultOf(line, judged)),
    {
      name: `truth of ${judged.length} labs: what nobody could tell, counted in nothing else`,
      figure: `${builds.of} builds, of which ${builds.right} came out as they were; ${mentions.of} mentions before a first retry`,
      budget: "none",
      within: true,
    },
  ];
}

function resultOf({ score, name, least }: Line, judged: readonly Judged[]): BenchResult {
  const ratios = judged.flatMap(({ scores }) => scores[score] ?? []);
  const total = addUp(ratios);
  const share = shareOf(total);
  const labels = { name: `truth of ${judged.length} labs: ${name}`, budget: `≥ ${least}` };
  if (ratios.length === 0) return { ...labels, figure: "not measured", within: false };
  // Where there was nothing to count, nothing went wrong.
  if (share === undefined) return { ...labels, figure: "none of 0", within: true };
  const worst = worstScenario(judged, score);
  const where = worst === undefined || worst.share === 1 ? "" : `, worst: "${worst.name}" ${worst.share.toFixed(3)}`;
  return { ...labels, figure: `${share.toFixed(3)} (${total.right} of ${total.of})${where}`, within: share >= least };
}

function worstScenario(
  judged: readonly Judged[],
  score: keyof Scores,
): { readonly name: string; readonly share: number } | undefined {
  return [...Map.groupBy(judged, ({ scenario }) => scenario)]
    .flatMap(([name, own]) => {
      const ratio: Ratio = addUp(own.flatMap(({ scores }) => scores[score] ?? []));
      const share = shareOf(ratio);
      return share === undefined ? [] : [{ name, share }];
    })
    .toSorted((a, b) => a.share - b.share)[0];
}
