import { findVerb, unknownVerb } from "../find-verb.ts";
import { mistakeAt } from "../mistake.ts";
import { mistaken, understood } from "../reading.ts";
import type { Verb } from "../verb.ts";

const WORDS = /[^\s\u200B]+/g;

/** `help [verb]` */
export const help: Verb<"help"> = {
  name: "help",
  group: "bot",
  aliases: ["?"],
  summary: "what can be said, with examples",
  usage: "help [verb]",
  examples: [
    { text: "help", does: "lists everything" },
    { text: "help subscribe", does: "explains one verb" },
  ],
  read({ text, at }, _context, verbs) {
    const [word, extra] = [...text.slice(at).matchAll(WORDS)];
    if (word === undefined) return understood({ verb: "help", bare: false });
    const about = findVerb(word[0], verbs);
    const place = { at: at + word.index, length: word[0].length };
    const mistakes = about === undefined ? [unknownVerb(word[0], place, verbs)] : [];
    if (extra !== undefined) {
      const from = at + extra.index;
      mistakes.push(
        mistakeAt({ at: from, length: text.trimEnd().length - from }, "`help` explains one verb at a time"),
      );
    }
    if (about === undefined || mistakes.length > 0) return mistaken(mistakes);
    return understood({ verb: "help", bare: false, about });
  },
  print: ({ about }) => about ?? "",
};
