import { plainLine } from "../line.ts";
import type { Line, Run } from "../card.ts";
import { clampText, cleanLineText } from "./clean-text.ts";

/** The moments a date element may show, epoch ms: 1970 to 9999. */
const LAST_MOMENT_MS = 253_402_300_799_000;
/** More runs than this are cut: no line of ours comes near, and each costs JSON. */
const MAX_RUNS = 60;

/**
 * A line that is safe to show: clean text, no empty runs, no impossible moments, at most `max` characters in all and
 * a third of them in one run, so that an endless name does not cost the words after it.
 */
export function tidyLine(line: Line, max: number): Line {
  const tidy: Run[] = [];
  let left = max;
  for (const run of line.slice(0, MAX_RUNS)) {
    const next = tidyRun(run, Math.min(left, Math.ceil(max / 3)));
    if (next === undefined) continue;
    tidy.push(next);
    left -= plainLine([next]).length;
    if (left <= 1) break;
  }
  return tidy;
}

function tidyRun(run: Run, max: number): Run | undefined {
  switch (run.kind) {
    case "mention":
      return run;
    case "time":
      return run.atMs >= 0 && run.atMs <= LAST_MOMENT_MS ? run : { kind: "text", text: "an unknown time" };
    case "text":
    case "link": {
      const clean = cleanLineText(run.text);
      const shown = run.kind === "link" && clean.trim() === "" ? cleanLineText(run.url) : clean;
      return shown === "" ? undefined : { ...run, text: clampText(shown, max) };
    }
  }
}

/** Whether a line shows nothing. */
export function isBlankLine(line: Line): boolean {
  return plainLine(line).trim() === "";
}
