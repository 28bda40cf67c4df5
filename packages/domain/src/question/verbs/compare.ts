import { mistakeAt } from "../../language/mistake.ts";
import { parseFilter } from "../../language/parse-filter.ts";
import { printFilter } from "../../language/print-filter.ts";
import { mistaken, understood } from "../../language/reading.ts";
import { tokenize } from "../../language/tokenize.ts";
import { endOf } from "../../language/verb.ts";
import { placeOfWords } from "../found-window.ts";
import { joinWords } from "../print-scope.ts";
import type { QuestionVerb } from "../question-verb.ts";
import { printJob, takeJob } from "../take-job.ts";
import { noBuildTerms, takeNumbers } from "../take-numbers.ts";
import { noWindow } from "./no-window.ts";

/** `compare <job> [<n> [<m>]] [filter]`. The job follows the rule of `takeJob`, the numbers that of `takeNumbers`. */
export const compare: QuestionVerb<"compare"> = {
  name: "compare",
  group: "ask",
  aliases: ["diff"],
  summary: "two builds of a job: newly failing, fixed, still failing",
  usage: "compare <job> [<n> [<m>]] [filter]",
  examples: [
    { text: "compare Nightly Regression", does: "compares its two latest builds" },
    { text: "compare Nightly Regression 45", does: "compares build 45 with the one before" },
    { text: "compare Nightly Regression 44 45", does: "compares two builds" },
    { text: "compare Nightly Regression #44..#45 os:iOS", does: "the same, on iOS only" },
  ],
  read(tail, context) {
    const { tokens, mistakes } = tokenize(tail.text, tail.at);
    const { numbers, rest, mistakes: numberMistakes } = takeNumbers(tokens, 2);
    const taken = takeJob(rest, tokens, endOf(tail));
    const terms = parseFilter(taken.rest);
    const other = numbers.at(-1);
    const base = numbers.at(-2);
    const left = new Set(rest);
    const same = base !== undefined && base === other;
    const said = tokens.filter((token) => token.kind === "word").filter((token) => !left.has(token));
    const found = [
      ...mistakes,
      ...numberMistakes,
      ...noWindow("compare", rest, context),
      ...(same ? [mistakeAt(placeOfWords(said), "these are the same build")] : []),
      ...noBuildTerms(taken.rest),
      ...taken.mistakes,
      ...terms.mistakes,
    ];
    if (taken.job === undefined || found.length > 0) return mistaken(found);
    const numbered = { ...(base === undefined ? {} : { base }), ...(other === undefined ? {} : { other }) };
    return understood({ verb: "compare", job: taken.job, ...numbered, filter: terms.filter });
  },
  print: ({ job, base = "", other = "", filter }) => joinWords(printJob(job), base, other, printFilter(filter)),
};
