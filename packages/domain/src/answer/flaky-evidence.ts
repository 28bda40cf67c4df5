import type { BuildRef } from "../build-ref.ts";
import type { Instability } from "./judge-history.ts";

const MAX_NAMED = 3;

/** Why a test is called flaky, in words: "passed and failed in builds 12 and 15; 6 flips in 20 runs". */
export function flakyEvidence({
  mixedBuilds,
  flips,
  runs,
}: Pick<Instability, "mixedBuilds" | "flips" | "runs">): string {
  const within = `${counted(flips, "flip")} in ${counted(runs, "run")}`;
  if (mixedBuilds.length === 0) return within;
  const mixed = `passed and failed in ${buildsInWords(mixedBuilds)}`;
  return flips === 0 ? `${mixed} (${counted(runs, "run")} in all)` : `${mixed}; ${within}`;
}

/** "build 12", "builds 12 and 15", "7 builds (last 40, 41 and 45)", "2 sessions". */
function buildsInWords(builds: readonly BuildRef[]): string {
  const numbers = builds.flatMap((build) => (build.kind === "job" ? [String(build.number)] : []));
  const sessions = builds.length - numbers.length;
  return listed([
    ...(numbers.length === 0 ? [] : [numbersInWords(numbers)]),
    ...(sessions === 0 ? [] : [counted(sessions, "session")]),
  ]);
}

function numbersInWords(numbers: readonly string[]): string {
  if (numbers.length > MAX_NAMED) return `${numbers.length} builds (last ${listed(numbers.slice(-MAX_NAMED))})`;
  return `${numbers.length === 1 ? "build" : "builds"} ${listed(numbers)}`;
}

function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}
