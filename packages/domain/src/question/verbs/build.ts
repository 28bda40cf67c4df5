import { parseFilter } from "../../language/parse-filter.ts";
import { printFilter } from "../../language/print-filter.ts";
import { mistaken, understood } from "../../language/reading.ts";
import { isPlainWord, type Token } from "../../language/token.ts";
import { tokenize } from "../../language/tokenize.ts";
import { endOf } from "../../language/verb.ts";
import { joinWords } from "../print-scope.ts";
import type { QuestionVerb } from "../question-verb.ts";
import { printJob, takeJob } from "../take-job.ts";
import { noBuildTerms, takeNumbers } from "../take-numbers.ts";
import { noWindow } from "./no-window.ts";

/** `build <job> [number] [filter]`. The job follows the rule of `takeJob`, the number that of `takeNumbers`. */
export const build: QuestionVerb<"build"> = {
  name: "build",
  group: "ask",
  aliases: [],
  summary: "one build of a job, the latest if no number is said",
  usage: "build <job> [number] [filter]",
  examples: [
    { text: "build Nightly Regression", does: "shows its latest build" },
    { text: "build Nightly Regression 45", does: "shows build 45" },
    { text: "build Nightly Regression #45 os:iOS", does: "shows what ran on iOS in it" },
  ],
  read(tail, context) {
    const { tokens, mistakes } = tokenize(tail.text, tail.at);
    const { numbers, rest, mistakes: numberMistakes } = takeNumbers(tokens, 1);
    const latest = numbers.length === 0 ? latestWord(rest) : undefined;
    const taken = takeJob(
      rest.filter((token) => token !== latest),
      tokens,
      endOf(tail),
    );
    const terms = parseFilter(taken.rest);
    const found = [
      ...mistakes,
      ...numberMistakes,
      ...noWindow("build", rest, context),
      ...noBuildTerms(taken.rest),
      ...taken.mistakes,
      ...terms.mistakes,
    ];
    if (taken.job === undefined || found.length > 0) return mistaken(found);
    const [number] = numbers;
    return understood({ verb: "build", job: taken.job, ...(number && { number }), filter: terms.filter });
  },
  print: ({ job, number = "", filter }) => joinWords(printJob(job), number, printFilter(filter)),
};

/** "latest" at the end of the first plain words. */
function latestWord(tokens: readonly Token[]): Token | undefined {
  const from = tokens.findIndex((token) => isPlainWord(token));
  const behind = tokens.findIndex((token, index) => index > from && !isPlainWord(token));
  const last = from < 0 ? undefined : tokens.at(behind < 0 ? -1 : behind - 1);
  return isPlainWord(last) && last.text.toLowerCase() === "latest" ? last : undefined;
}
