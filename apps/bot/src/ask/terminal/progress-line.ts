import type { Clock, FetchProgress } from "@perfecto-bot/pipeline";
import { sayCount } from "../view/say-numbers.ts";
import { cutText } from "./fit-text.ts";
import type { Terminal } from "./terminal.ts";

/** No reader is faster, and some terminals are slow. */
const EVERY_MS = 100;
/** To the start of the line, and away with what stands there. */
const WIPE = "\r\u001B[2K";

/** A line that tells how far reading is. */
export interface ProgressLine {
  readonly show: (progress: FetchProgress) => void;
  /** Takes the line away; nothing is shown after it. */
  readonly end: () => void;
}

/** A line of progress on standard error, rewritten in place; none where nobody watches. */
export function createProgressLine(terminal: Terminal, now: Clock): ProgressLine {
  let shownAtMs = Number.NEGATIVE_INFINITY;
  let isShown = false;
  let hasEnded = !terminal.showsProgress;
  return {
    show: (progress) => {
      if (hasEnded || now() - shownAtMs < EVERY_MS) return;
      shownAtMs = now();
      isShown = true;
      terminal.complain(`${WIPE}${cutText(sayProgress(progress), terminal.columns - 1)}`);
    },
    end: () => {
      if (isShown) terminal.complain(WIPE);
      isShown = false;
      hasEnded = true;
    },
  };
}

function sayProgress({ labs, examined, total }: FetchProgress): string {
  const asked = labs.length === 1 ? `lab ${labs[0]?.lab ?? ""}` : `${labs.length} labs`;
  if (examined === 0) return `Asking ${asked}…`;
  return `Asking ${asked}: ${sayCount(examined, "execution")} read, ${sayCount(total, "matches", "match")}…`;
}
