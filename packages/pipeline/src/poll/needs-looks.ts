import { isProcessing, type BuildPicture } from "@perfecto-bot/domain";
import { toEnrich } from "./enrich.ts";

/** Whether a build must be looked at: it is not over, or something of it is pending whatever "final" says. */
export function needsLooks(picture: BuildPicture): boolean {
  if (picture.joinedTo !== undefined) return false;
  const records = [...picture.executions.values()];
  return picture.final === undefined || toEnrich(records).length > 0 || records.some(isProcessing);
}
