import { isProcessing, type BuildPicture } from "@perfecto-bot/domain";
import { nextEnrichmentMs } from "./enrich-failures.ts";
import type { PollParts } from "./poll-parts.ts";

/** Whether a build must be looked at: it is not over, or something of it is pending whatever "final" says. */
export function needsLooks({ now, policy }: Pick<PollParts, "now" | "policy">, picture: BuildPicture): boolean {
  if (picture.joinedTo !== undefined) return false;
  if (picture.final === undefined || nextEnrichmentMs(picture, now(), policy) !== undefined) return true;
  return picture.executions.values().some(isProcessing);
}
