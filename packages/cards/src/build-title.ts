import { buildName, tellingTimeMs, type BuildRef } from "@perfecto-bot/domain";
import type { Line } from "./card.ts";
import { link, text, time } from "./line.ts";
import { oneLine } from "./phrases.ts";

/** So that a phone's notification still has room for the verdict. */
const LONGEST_JOB = 40;
const LONGEST_BRANCH = 24;

/** A build as a card names it: by what it is, so that its time is read in the reader's own zone, or else by a label. */
export type NamedBuild = ({ readonly ref: BuildRef } | { readonly label: string }) & { readonly url: string };

/** A build's name as a link. Its time stands with it where the number does not tell it from others. */
export function buildTitle(build: NamedBuild): Line {
  if (!("ref" in build)) return [link(build.label, build.url)];
  const { ref, url } = build;
  const branch = ref.branch === undefined ? "" : ` (${oneLine(ref.branch, LONGEST_BRANCH)})`;
  const name = buildName(ref.job === undefined ? ref : { ...ref, job: oneLine(ref.job, LONGEST_JOB) || "Unnamed job" });
  const timeMs = tellingTimeMs(ref);
  if (timeMs === undefined) return [link(`${name}${branch}`, url)];
  return [link(name, url), text(" of "), time(timeMs), ...(branch === "" ? [] : [text(branch)])];
}
