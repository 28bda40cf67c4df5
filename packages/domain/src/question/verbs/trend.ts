import { parseFilter } from "../../language/parse-filter.ts";
import { mistaken, understood } from "../../language/reading.ts";
import { endOf } from "../../language/verb.ts";
import { joinWords, printScope } from "../print-scope.ts";
import type { QuestionVerb } from "../question-verb.ts";
import { readScope } from "../read-scope.ts";
import { BY } from "../take-by.ts";
import { printJob, takeJob } from "../take-job.ts";

const FORTNIGHT_MS = 14 * 86_400_000;

/** `trend <job> [filter] [window] [by:<key>]`. The job follows the rule of `takeJob`. */
export const trend: QuestionVerb<"trend"> = {
  name: "trend",
  group: "ask",
  aliases: ["trends"],
  summary: "how a job went over time",
  usage: "trend <job> [filter] [window, last 14 days if left out] [by:<key>]",
  examples: [
    { text: "trend Nightly Regression", does: "shows its last 14 days" },
    { text: "trend Nightly Regression last 30 days by:os", does: "30 days, one line for each system" },
  ],
  read(tail, context) {
    const { window, windowWasDefaulted, by, all, rest, mistakes } = readScope(tail, context, FORTNIGHT_MS);
    const taken = takeJob(rest, all, endOf(tail));
    const terms = parseFilter(taken.rest, [BY]);
    const found = [...mistakes, ...taken.mistakes, ...terms.mistakes];
    if (taken.job === undefined || found.length > 0) return mistaken(found);
    return understood({
      verb: "trend",
      job: taken.job,
      filter: terms.filter,
      window,
      windowWasDefaulted,
      ...(by && { by }),
    });
  },
  print: (question, context) => joinWords(printJob(question.job), printScope(question, context)),
};
