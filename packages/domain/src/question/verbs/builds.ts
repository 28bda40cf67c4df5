import { type Mistake, mistakeAt, shown } from "../../language/mistake.ts";
import { parseFilter } from "../../language/parse-filter.ts";
import { printFilter } from "../../language/print-filter.ts";
import { mistaken, understood } from "../../language/reading.ts";
import { takePlainWords } from "../../language/take-name.ts";
import { isPlainWord, type Part, type Token } from "../../language/token.ts";
import { tokenize } from "../../language/tokenize.ts";
import { endOf } from "../../language/verb.ts";
import { joinWords } from "../print-scope.ts";
import { DEFAULT_BUILDS, MOST_BUILDS } from "../question.ts";
import type { QuestionVerb } from "../question-verb.ts";
import { printJob, takeJob } from "../take-job.ts";
import { noWindow } from "./no-window.ts";

/** `builds <job> [last <n>] [filter]`. The job follows the rule of `takeJob`. */
export const builds: QuestionVerb<"builds"> = {
  name: "builds",
  group: "ask",
  aliases: ["history"],
  summary: "the latest builds of a job",
  usage: "builds <job> [last <n>, 10 if left out] [filter]",
  examples: [
    { text: "builds Nightly Regression", does: "lists its 10 latest builds" },
    { text: "builds Nightly Regression last 20 branch:main", does: "lists the 20 latest of a branch" },
  ],
  read(tail, context) {
    const { tokens, mistakes } = tokenize(tail.text, tail.at);
    const counted = takeCount(tokens);
    const taken = takeJob(counted.rest, tokens, endOf(tail));
    const terms = parseFilter(taken.rest);
    const found = [
      ...mistakes,
      ...noWindow("builds", counted.rest, context),
      ...counted.mistakes,
      ...taken.mistakes,
      ...terms.mistakes,
    ];
    if (taken.job === undefined || found.length > 0) return mistaken(found);
    return understood({ verb: "builds", job: taken.job, last: counted.last, filter: terms.filter });
  },
  print: ({ job, last, filter }) => joinWords(printJob(job), `last ${last}`, printFilter(filter)),
};

interface TakenCount {
  readonly last: number;
  readonly rest: readonly Token[];
  readonly mistakes: readonly Mistake[];
}

const DIGITS = /^\d+$/;

/** Takes `last 20` from the plain words, or else a number at the end of the first of them. */
function takeCount(tokens: readonly Token[]): TakenCount {
  const from = tokens.findIndex((token) => isPlainWord(token));
  const run = from < 0 ? [] : takePlainWords(tokens, from);
  const [said, ...more] = tokens.flatMap((token, index) => {
    const next = tokens[index + 1];
    return isWord(token, "last") && next && DIGITS.test(textOf(next)) ? [next] : [];
  });
  if (said) {
    const counted = count(tokens, said, 2);
    const tooMany = more.map((token) => mistakeAt(token, "this is a second number of builds"));
    return { ...counted, mistakes: [...counted.mistakes, ...tooMany] };
  }
  const alone = run.at(-1);
  if (alone !== undefined && DIGITS.test(alone.text)) return count(tokens, alone, 1);
  return { last: DEFAULT_BUILDS, rest: tokens, mistakes: [] };
}

function count(tokens: readonly Token[], number: Part | Token | undefined, used: 1 | 2): TakenCount {
  const index = tokens.findIndex((token) => token === number);
  const token = tokens[index];
  const text = textOf(token);
  const last = Number(text);
  const rest = tokens.filter((_, at) => at !== index && !(used === 2 && at === index - 1));
  if (last >= 1 && last <= MOST_BUILDS) return { last, rest, mistakes: [] };
  const nearest = last < 1 ? 1 : MOST_BUILDS;
  const message = `${shown(text)} is no number of builds from 1 to ${MOST_BUILDS}`;
  return { last, rest, mistakes: token === undefined ? [] : [mistakeAt(token, message, String(nearest))] };
}

function isWord(token: Token | undefined, word: string): boolean {
  return textOf(token).toLowerCase() === word;
}

function textOf(token: Token | undefined): string {
  return isPlainWord(token) ? token.text : "";
}
