import { buildLabel, type BuildRef } from "@perfecto-bot/domain";
import { oneLine } from "../phrases.ts";

const LONGEST_LABEL = 90;

/** Names builds that stand together: "#45", with the branch where they have several, and with the job too where they have. */
export function nameBuilds(all: readonly BuildRef[]): (ref: BuildRef) => string {
  const withJob = new Set(all.map(({ job }) => job)).size > 1;
  const withBranch = new Set(all.map(({ branch }) => branch)).size > 1;
  return (ref) => {
    if (withJob || ref.kind === "session") return oneLine(buildLabel(ref), LONGEST_LABEL);
    return oneLine(
      withBranch && ref.branch !== undefined ? `#${ref.number} (${ref.branch})` : `#${ref.number}`,
      LONGEST_LABEL,
    );
  };
}
