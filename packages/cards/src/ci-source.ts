import type { CiSignal } from "@perfecto-bot/domain";
import type { Line } from "./card.ts";
import { code, link, text } from "./line.ts";
import { oneLine } from "./phrases.ts";

/** A whole revision of git, of which the first letters are enough to tell it. */
const WHOLE_REVISION = /^[0-9a-f]{40,64}$/i;
const SHORT_REVISION = 10;

/** What was tested and the page of the CI run, as far as CI told: "3f9c2ab041 · CI run". Empty where it told neither. */
export function ciSource(ci: CiSignal | undefined): Line {
  const run = ci?.url === undefined ? [] : [link("CI run", ci.url)];
  const revision = oneLine(ci?.commit ?? "", 40);
  if (revision === "") return run;
  const short = WHOLE_REVISION.test(ci?.commit ?? "") ? revision.slice(0, SHORT_REVISION) : revision;
  return [code(short), ...(run.length === 0 ? [] : [text(" · "), ...run])];
}
