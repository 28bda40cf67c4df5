import { mistakeAt } from "../mistake.ts";
import { printWord } from "../print-value.ts";
import { readTarget } from "../read-target.ts";
import { mistaken, understood } from "../reading.ts";
import { endOf, type Verb } from "../verb.ts";

/** `unsubscribe <id or job>` */
export const unsubscribe: Verb<"unsubscribe"> = {
  name: "unsubscribe",
  group: "subscribe",
  aliases: ["unsub"],
  summary: "stop posting a job here",
  usage: "unsubscribe <id or job>",
  examples: [
    { text: "unsubscribe Nightly Regression", does: "ends the subscription for that job" },
    { text: "unsubscribe s7k2", does: "ends the one with that id, as `subscriptions` lists it" },
  ],
  read(tail) {
    const { target, mistakes } = readTarget(tail);
    if (target !== undefined && mistakes.length === 0) return understood({ verb: "unsubscribe", target });
    if (mistakes.length > 0) return mistaken(mistakes);
    return mistaken([mistakeAt(endOf(tail), "the subscription is missing: name its id or its job")]);
  },
  print: ({ target }) => printWord(target),
};
