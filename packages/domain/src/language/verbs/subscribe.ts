import { globOf, isGlob } from "../../glob.ts";
import { jobNameProblem } from "../../job-name.ts";
import type { SubscriptionOptions } from "../../subscription.ts";
import type { SubscribeToCommand } from "../chat-command.ts";
import { isEmpty } from "../empty-values.ts";
import { printMention } from "../mention.ts";
import { type Mistake, mistakeAt, shown } from "../mistake.ts";
import { filterKey, parseFilter } from "../parse-filter.ts";
import { printFilter } from "../print-filter.ts";
import { printValue, printWord } from "../print-value.ts";
import { mistaken, understood } from "../reading.ts";
import { NOBODY, OPTION_KEYS, optionKey, readOptions } from "../read-options.ts";
import { takeName } from "../take-name.ts";
import type { Part, TermToken, Token } from "../token.ts";
import { tokenize } from "../tokenize.ts";
import { endOf, type Verb } from "../verb.ts";

/** `subscribe <job> [filter] [options]`, alone for the form. The job's name follows the rule of `takeName`. */
export const subscribe: Verb<"subscribe"> = {
  name: "subscribe",
  group: "subscribe",
  aliases: ["sub"],
  summary: "post the builds of a job here",
  usage: "subscribe <job> [filter] [on:failures|all|changes] [post:build|test] [thread:on|off|broadcast] [mention:@…]",
  examples: [
    { text: "subscribe", does: "opens a form" },
    { text: "subscribe Nightly Regression on:failures", does: "posts its builds that have failures" },
    {
      text: "subscribe nightly-* -platform:*Android* post:test",
      does: "posts each failing test of several jobs, without Android",
    },
    {
      text: 'subscribe "Smoke: iOS" tag:checkout,login mention:@here',
      does: "posts tests with either tag, and calls everybody",
    },
  ],
  read(tail) {
    const { tokens, mistakes: quoteMistakes } = tokenize(tail.text, tail.at);
    if (tokens.length === 0) return understood({ verb: "subscribe", form: true });
    const { name, rest } = takeName(tokens);
    const { options, labs, jobs, others } = sort(rest);
    const chosen = readOptions(options);
    const parsed = parseFilter([...labs, ...jobs, ...others], OPTION_KEYS);
    const filter = parseFilter(others).filter;
    const names = [...(name ? [name] : []), ...jobs.flatMap((term) => term.values)];
    const labNames = labs.flatMap((term) => term.values);
    const mistakes = [
      ...quoteMistakes,
      ...chosen.mistakes,
      ...parsed.mistakes,
      ...(names.length === 0
        ? [mistakeAt(endOf(tail), "the job is missing: name one, or write `*` for every job")]
        : []),
      ...(name && isEmpty(name) ? [mistakeAt(name, "these quotes are empty")] : []),
      ...names.flatMap(unusableName),
      ...onlyOne(names, "a subscription is for one job: use `*` and `?` for several, or subscribe once more"),
      ...onlyOne(labNames, "a subscription is for one lab: subscribe once more for another"),
      ...labs.flatMap(plainLab),
    ];
    const [job] = names;
    const [lab] = labNames;
    if (job === undefined || mistakes.length > 0) return mistaken(mistakes);
    const where = lab === undefined ? {} : { lab: lab.text };
    return understood({ verb: "subscribe", form: false, job: job.pattern, ...where, filter, options: chosen.options });
  },
  print: (command) => (command.form ? "" : printSubscription(command)),
};

interface Sorted {
  readonly options: readonly TermToken[];
  readonly labs: readonly TermToken[];
  /** Terms that name the job. One with a minus only narrows a glob and stays in the filter. */
  readonly jobs: readonly TermToken[];
  readonly others: readonly Token[];
}

function sort(tokens: readonly Token[]): Sorted {
  const terms = tokens.filter((token) => token.kind === "term");
  const options = terms.filter((term) => optionKey(term) !== undefined);
  const labs = terms.filter((term) => filterKey(term) === "lab");
  const jobs = terms.filter((term) => filterKey(term) === "job" && !term.negated);
  const special = new Set<Token>([...options, ...labs, ...jobs]);
  return { options, labs, jobs, others: tokens.filter((token) => !special.has(token)) };
}

function onlyOne(parts: readonly Part[], message: string): readonly Mistake[] {
  return parts.slice(1).flatMap((part) => (isEmpty(part) ? [] : [mistakeAt(part, message)]));
}

function unusableName(part: Part): readonly Mistake[] {
  const problem = jobNameProblem(part.text);
  return problem === undefined ? [] : [mistakeAt(part, `${shown(part.text)} ${problem}`)];
}

function plainLab(term: TermToken): readonly Mistake[] {
  if (term.negated) return [mistakeAt(term, "a lab cannot be excluded: name the one lab that is meant")];
  const globs = term.values.filter((value) => isGlob(value.pattern));
  return globs.map((value) => mistakeAt(value, `${shown(value.text)} is no lab: write its whole name`));
}

function printSubscription({ job, lab, filter, options }: SubscribeToCommand): string {
  const where = lab === undefined ? "" : `lab:${printValue(globOf(lab))}`;
  return [printWord(job), where, printFilter(filter), printOptions(options)].filter((text) => text !== "").join(" ");
}

function printOptions({ on, post, thread, mention }: Partial<SubscriptionOptions>): string {
  const mentions = mention?.map((someone) => printValue(globOf(printMention(someone)))).join(",");
  return [
    on && `on:${on}`,
    post && `post:${post}`,
    thread && `thread:${thread}`,
    mentions !== undefined && `mention:${mentions || NOBODY}`,
  ]
    .filter(Boolean)
    .join(" ");
}
