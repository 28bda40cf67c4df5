import type { Line, Run } from "@perfecto-bot/cards";
import { LIMITS } from "./limits.ts";
import type { MentionBook } from "./mention-book.ts";

import { markdownUrl, safeUrl } from "./safe-url.ts";
import { timeMarkup } from "./time-markup.ts";

/** Letters, digits, pictures, and punctuation that no client's Markdown reads in the places allowed below. */
const HARMLESS = /^[\p{L}\p{M}\p{N}\p{Extended_Pictographic}\uFE0F ,;'·•–—…%?:/#.-]*$/u;
/**
 * Where even those would be read: a space or heading at the start, a list marker, something like an address or a host,
 * an emoji name.
 */
const READ = /^[\s#]|(?:^|\s)-|-(?:\s|$)|\d\.(?:\s|$)|#\s|\.\p{L}|:(?![\s\d]|$)|www|\s{2}/iu;

/** More than the markup of any run: brackets, a called name, a moment. */
const PER_RUN = 100;

/**
 * A tidied line as a text block's Markdown, in which mentions work and links look the same everywhere; `undefined`
 * where some of its text could be read as Markdown. Text is not escaped instead: Teams on phones shows the backslashes.
 * Whoever can still be called is called, through the book.
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
 * @see https://github.com/microsoft/AdaptiveCards/issues/5590
 */
export function markdownLine(line: Line, book: MentionBook): string | undefined {
  // Words that only together would be read are judged together; what we write ourselves stands as a letter.
  const words = line
    .map((run) => (run.kind === "text" ? run.text : run.kind === "link" ? `x${run.text}` : "x"))
    .join("");
  if (!HARMLESS.test(words) || READ.test(words)) return undefined;
  if (line.some((run) => run.kind === "link" && !/^\S(?:.*\S)?$/.test(run.text))) return undefined;
  const addresses = line.map((run) => (run.kind === "link" ? markdownUrl(safeUrl(run.url) ?? "") : ""));
  if (words.length + addresses.join("").length + line.length * PER_RUN > LIMITS.text) return undefined;
  return line.map((run) => markdownRun(run, book)).join("");
}

function markdownRun(run: Run, book: MentionBook): string {
  switch (run.kind) {
    case "text":
      return run.text;
    case "link": {
      const url = safeUrl(run.url);
      return url === undefined ? run.text : `[${run.text}](${markdownUrl(url)})`;
    }
    case "mention":
      return book.call(run.mention);
    case "time":
      return timeMarkup(run.atMs, run.show);
  }
}
