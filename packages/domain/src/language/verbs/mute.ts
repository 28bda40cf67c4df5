import type { Filter } from "../../filter.ts";
import { DEFAULT_MUTE_MS } from "../chat-command.ts";
import { isEmpty } from "../empty-values.ts";
import { findDuration } from "../find-duration.ts";
import { mistakeAt } from "../mistake.ts";
import { parseFilter } from "../parse-filter.ts";
import { printDuration } from "../print-duration.ts";
import { printFilter } from "../print-filter.ts";
import { mistaken, understood } from "../reading.ts";
import { takeName } from "../take-name.ts";
import { tokenize } from "../tokenize.ts";
import { endOf, type Verb } from "../verb.ts";

/** `mute <job or filter> [duration]`. The job's name follows the rule of `takeName`, the duration that of `findDuration`. */
export const mute: Verb<"mute"> = {
  name: "mute",
  group: "subscribe",
  aliases: [],
  summary: "keep quiet about a job or tests for a while",
  usage: "mute <job or filter> [duration, 1h if left out]",
  examples: [
    { text: "mute Nightly Regression 2h", does: "nothing of that job for two hours" },
    { text: "mute test:Login* 3 days", does: "nothing of tests whose name starts with Login" },
    { text: "mute nightly-* platform:*iPhone* 1h30m", does: "nothing of those jobs on iPhones" },
    { text: "mute * 30m", does: "nothing at all" },
  ],
  read(tail) {
    const { tokens, mistakes: quoteMistakes } = tokenize(tail.text, tail.at);
    const duration = findDuration(tokens);
    const { name, rest } = takeName(duration.rest);
    const terms = parseFilter(rest);
    const mistakes = [...quoteMistakes, ...duration.mistakes, ...terms.mistakes];
    if (name && isEmpty(name)) mistakes.push(mistakeAt(name, "these quotes are empty"));
    if (!name && rest.length === 0)
      mistakes.push(
        mistakeAt(endOf(tail), "what to mute is missing: name a job or filter, or write `*` for everything"),
      );
    if (mistakes.length > 0) return mistaken(mistakes);
    const named: Filter = name ? [{ key: "job", negated: false, values: [name.pattern] }] : [];
    return understood({
      verb: "mute",
      filter: [...named, ...terms.filter],
      durationMs: duration.durationMs ?? DEFAULT_MUTE_MS,
      durationWasDefaulted: duration.durationMs === undefined,
    });
  },
  print({ filter, durationMs, durationWasDefaulted }) {
    return durationWasDefaulted ? printFilter(filter) : `${printFilter(filter)} ${printDuration(durationMs)}`;
  },
};
