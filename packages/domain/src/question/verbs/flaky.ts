import { type Mistake, mistakeAt } from "../../language/mistake.ts";
import { parseFilter } from "../../language/parse-filter.ts";
import { mistaken, understood } from "../../language/reading.ts";
import type { Token } from "../../language/token.ts";
import { printScope } from "../print-scope.ts";
import type { QuestionVerb } from "../question-verb.ts";
import { almostWindows, readScope } from "../read-scope.ts";
import { BY } from "../take-by.ts";

const WEEK_MS = 7 * 86_400_000;

/** `flaky [filter] [window]` */
export const flaky: QuestionVerb<"flaky"> = {
  name: "flaky",
  group: "ask",
  aliases: ["flakes", "flakey"],
  summary: "tests that pass and fail by turns",
  usage: "flaky [filter] [window, last 7 days if left out]",
  examples: [
    { text: "flaky", does: "lists the unstable tests of the last 7 days" },
    { text: "flaky job:Nightly* -tag:quarantine last 30 days", does: "those of several jobs in 30 days" },
  ],
  read(tail, context) {
    const { window, windowWasDefaulted, by, rest, mistakes, all } = readScope(tail, context, WEEK_MS);
    const terms = parseFilter(rest);
    const counted = by === undefined ? [] : all.flatMap(notCounted);
    const found = [...mistakes, ...counted, ...almostWindows(rest), ...terms.mistakes];
    if (found.length > 0) return mistaken(found);
    return understood({ verb: "flaky", filter: terms.filter, window, windowWasDefaulted });
  },
  print: printScope,
};

function notCounted(token: Token): readonly Mistake[] {
  if (token.kind !== "term" || token.key.text.toLowerCase() !== BY) return [];
  return [mistakeAt(token, "`flaky` lists tests and counts by nothing else")];
}
