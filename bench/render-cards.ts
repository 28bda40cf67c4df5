import { renderCard as renderForSlack } from "@perfecto-bot/slack";
import { renderCard as renderForTeams } from "@perfecto-bot/teams";
import type { BenchResult } from "./bench-result.ts";
import { someCards } from "./some-cards.ts";

const ROUNDS = 300;
/** Rendering tidies, escapes and measures every text of a card; it stays in the order of tens of its own serialisation. */
const BUDGET = 20;

/** Rendering a build card and its failure cards for both chats, against `JSON.stringify` of what comes out. */
export function renderCards(): readonly BenchResult[] {
  const cards = someCards();
  return [
    { name: "Slack", render: renderForSlack },
    { name: "Teams", render: renderForTeams },
  ].map(({ name, render }) => {
    const ratios: number[] = [];
    let perSecond = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const [renderMs, rendered] = timed(() => cards.map((card) => render(card)));
      const [stringifyMs] = timed(() => rendered.map((content) => JSON.stringify(content)));
      if (round < ROUNDS / 3) continue;
      ratios.push(renderMs / stringifyMs);
      perSecond = (cards.length / renderMs) * 1000;
    }
    const ratio = ratios.toSorted((a, b) => a - b)[Math.floor(ratios.length / 2)] ?? Number.NaN;
    return {
      name: `cards rendered for ${name} (${Math.round(perSecond)} a second)`,
      figure: `${ratio.toFixed(1)} × JSON.stringify of the result`,
      budget: `≤ ${BUDGET} ×`,
      within: ratio <= BUDGET,
    };
  });
}

function timed<T>(run: () => T): readonly [number, T] {
  const startMs = performance.now();
  const result = run();
  return [performance.now() - startMs, result];
}
