import { readAlone } from "../read-alone.ts";
import type { Verb } from "../verb.ts";

/** `status` */
export const status: Verb<"status"> = {
  name: "status",
  group: "bot",
  aliases: ["health"],
  summary: "whether the bot itself is well",
  usage: "status",
  examples: [
    { text: "status", does: "shows the last poll, the delay, and trouble with the subscriptions here" },
    { text: "health", does: "the same" },
  ],
  read: (tail) => readAlone("status", tail),
  print: () => "",
};
