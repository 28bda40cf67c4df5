import { buildLabel, buildName, shortBuildLabel, tellingTimeMs, type BuildRef } from "@perfecto-bot/domain";
import type { Line } from "../card.ts";
import { link, text, time } from "../line.ts";
import { oneLine } from "../phrases.ts";

const LONGEST_LABEL = 90;

/**
 * Names builds that stand together: "#45", with the branch where they have several, and with the job too where they have.
 * Where a number does not tell a build, its time does.
 */
export function nameBuilds(all: readonly BuildRef[]): (ref: BuildRef) => string {
  const parts = partsOf(all);
  return (ref) => {
    if (parts.withJob || ref.kind === "session") return oneLine(buildLabel(ref), LONGEST_LABEL);
    return oneLine(`${shortBuildLabel(ref)}${branchWords(ref, parts)}`, LONGEST_LABEL);
  };
}

/** {@link nameBuilds} for a line: leads to `url`, and a time is read in the reader's own zone. */
export function linkBuilds(all: readonly BuildRef[]): (ref: BuildRef, url: string | undefined) => Line {
  const parts = partsOf(all);
  const nameOf = nameBuilds(all);
  return (ref, url) => {
    const timeMs = tellingTimeMs(ref);
    if (timeMs === undefined) return [link(nameOf(ref), url)];
    const short = ref.kind === "job" ? `#${ref.number}` : "Build";
    const name = parts.withJob ? oneLine(buildName(ref), LONGEST_LABEL) : short;
    return [link(name, url), text(" of "), time(timeMs), text(branchWords(ref, parts))].filter(isSaid);
  };
}

interface Parts {
  readonly withJob: boolean;
  readonly withBranch: boolean;
}

function partsOf(all: readonly BuildRef[]): Parts {
  const withJob = new Set(all.map(({ job }) => job)).size > 1;
  return { withJob, withBranch: withJob || new Set(all.map(({ branch }) => branch)).size > 1 };
}

function branchWords({ branch }: BuildRef, { withBranch }: Parts): string {
  return withBranch && branch !== undefined ? ` (${oneLine(branch, LONGEST_LABEL)})` : "";
}

function isSaid(run: Line[number]): boolean {
  return run.kind !== "text" || run.text !== "";
}
