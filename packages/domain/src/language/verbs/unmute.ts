import { printWord } from "../print-value.ts";
import { readTarget } from "../read-target.ts";
import { mistaken, understood } from "../reading.ts";
import type { Verb } from "../verb.ts";

/** `unmute [id or job]` */
export const unmute: Verb<"unmute"> = {
  name: "unmute",
  group: "subscribe",
  aliases: [],
  summary: "end a mute early; alone, every mute of this conversation",
  usage: "unmute [id or job]",
  examples: [
    { text: "unmute", does: "ends every mute of this conversation" },
    { text: "unmute Nightly Regression", does: "ends the mute of that job" },
  ],
  read(tail) {
    const { target, mistakes } = readTarget(tail);
    if (mistakes.length > 0) return mistaken(mistakes);
    return understood({ verb: "unmute", ...(target === undefined ? {} : { target }) });
  },
  print: ({ target }) => (target === undefined ? "" : printWord(target)),
};
