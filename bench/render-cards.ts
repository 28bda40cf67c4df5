import { buildCard, failureCard, type Card } from "@perfecto-bot/cards";
import { emptyPicture, recordAnswer, verdictOf, type BuildRef } from "@perfecto-bot/domain";
import { parseExecutionsPage, parseLabBase } from "@perfecto-bot/perfecto";
import { generateBuild } from "@perfecto-bot/simulators/lab";
import { renderCard as renderForSlack } from "@perfecto-bot/slack";
import { renderCard as renderForTeams } from "@perfecto-bot/teams";
import type { BenchResult } from "./bench-result.ts";

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

function someCards(): readonly Card[] {
  const base = parseLabBase("https://acme.app.perfectomobile.com");
  const ref: BuildRef = { kind: "job", lab: "acme", job: "Nightly", number: 1 };
  const build = generateBuild({
    seed: "render",
    baseUrl: base.url,
    job: ref.job,
    number: 1,
    startMs: Date.now(),
    executions: 60,
    failures: 12,
    causes: 3,
  });
  const page = {
    resources: build.map(({ resource }) => resource),
    metadata: { processingStatus: "PROCESSING_COMPLETE" },
  };
  const parsed = parseExecutionsPage(page, {
    lab: "acme",
    base,
    nowMs: Date.now() + 86_400_000,
    note: () => undefined,
  });
  const { picture } = recordAnswer(emptyPicture(ref), {
    executions: parsed?.executions ?? [],
    complete: true,
    answeredAtMs: Date.now(),
  });
  const shown = [...picture.executions.values()];
  const libraryUrl = `${base.url}/reporting/library`;
  const root = buildCard({
    ref,
    verdict: verdictOf(picture, shown),
    final: undefined,
    reopened: 0,
    ci: undefined,
    usualTotal: 60,
    muted: 0,
    mutedElsewhere: 0,
    before: undefined,
    libraryUrl,
  });
  const failures = shown
    .filter(({ execution }) => execution.status === "FAILED")
    .map((recorded) =>
      failureCard({
        recorded,
        reportUrl: libraryUrl,
        build: undefined,
        sameCauseOn: [],
        buildIsFinal: false,
        failingSince: undefined,
      }),
    );
  return [root, ...failures];
}

function timed<T>(run: () => T): readonly [number, T] {
  const startMs = performance.now();
  const result = run();
  return [performance.now() - startMs, result];
}
