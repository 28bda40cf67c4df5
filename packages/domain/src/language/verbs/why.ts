import { mistakeAt } from "../mistake.ts";
import { mistaken, understood } from "../reading.ts";
import { endOf, type Verb } from "../verb.ts";

/** `why <link, build or test>`: what follows is one text as typed, quotes included, since links and names hold anything. */
export const why: Verb<"why"> = {
  name: "why",
  group: "bot",
  aliases: [],
  summary: "why something was posted here, or was not",
  usage: "why <link, build or test>",
  examples: [
    { text: "why Nightly Regression #45", does: "shows which subscriptions matched that build, and what was muted" },
    { text: "why https://acme.reporting.perfectomobile.com/test/5f0c", does: "the same for one test" },
  ],
  read(tail) {
    const about = tail.text.slice(tail.at).trim();
    if (about !== "") return understood({ verb: "why", about });
    return mistaken([mistakeAt(endOf(tail), "a link, build or test is missing, such as `why Nightly #45`")]);
  },
  print: ({ about }) => about,
};
