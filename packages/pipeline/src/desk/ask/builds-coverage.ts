import type { LoadedBuild } from "../../ask/load-build.ts";
import type { AnswerCoverage, Gap } from "./answer.ts";
import { covered } from "./coverage-of.ts";

/** What an answer about these builds rests on: on memory only where all of them come from it. */
export function buildsCoverage(builds: readonly LoadedBuild[], gaps: readonly Gap[], nowMs: number): AnswerCoverage {
  const asked = builds.filter(({ source }) => source === "lab");
  const source = builds.length > 0 && asked.length === 0 ? "memory" : "lab";
  const told = source === "memory" ? builds : asked;
  const asOfMs = told.reduce((oldest, build) => Math.min(oldest, build.asOfMs), nowMs);
  return covered(gaps, asOfMs, source);
}
