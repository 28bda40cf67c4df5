import { parseExecutionsPage, parseLabBase } from "@perfecto-bot/perfecto";
import { generateBuild } from "@perfecto-bot/simulators/lab";
import type { BenchResult } from "./bench-result.ts";

const EXECUTIONS = 500;
const ROUNDS = 60;
const BUDGET = 3;

/** Parsing and normalising a page of 500 executions, against `JSON.parse` of the same bytes. */
export function parsePage(): BenchResult {
  const base = parseLabBase("https://acme.app.perfectomobile.com");
  const build = generateBuild({
    seed: "bench",
    baseUrl: base.url,
    job: "Nightly",
    number: 1,
    startMs: Date.now(),
    executions: EXECUTIONS,
    failures: 60,
  });
  const metadata = {
    createdAt: Date.now(),
    apiVersion: "v1",
    processingStatus: "PROCESSING_COMPLETE",
    page: 1,
    truncated: false,
  };
  const text = JSON.stringify({ resources: build.map(({ resource }) => resource), metadata });
  const context = { lab: "acme", base, nowMs: Date.now() + 86_400_000, note: () => undefined };
  const ratios: number[] = [];
  let kept = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const parseMs = timeMs(() => void JSON.parse(text));
    const normaliseMs = timeMs(() => void (kept += parseExecutionsPage(text, context)?.executions.length ?? 0));
    if (round >= ROUNDS / 3) ratios.push(normaliseMs / parseMs);
  }
  if (kept !== EXECUTIONS * ROUNDS) throw new Error(`the parser kept ${kept} executions of ${EXECUTIONS * ROUNDS}`);
  const ratio = ratios.toSorted((a, b) => a - b)[Math.floor(ratios.length / 2)] ?? Number.NaN;
  return {
    name: `parse and normalise a page of ${EXECUTIONS} (${Math.round(text.length / 1024)} kB)`,
    figure: `${ratio.toFixed(2)} × JSON.parse`,
    budget: `≤ ${BUDGET} ×`,
    within: ratio <= BUDGET,
  };
}

function timeMs(run: () => void): number {
  const startMs = performance.now();
  run();
  return performance.now() - startMs;
}
