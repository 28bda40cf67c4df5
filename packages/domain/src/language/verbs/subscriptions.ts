import { readAlone } from "../read-alone.ts";
import type { Verb } from "../verb.ts";

/** `subscriptions` */
export const subscriptions: Verb<"subscriptions"> = {
  name: "subscriptions",
  group: "subscribe",
  aliases: ["subs"],
  summary: "what is posted here, with buttons to edit, pause and remove",
  usage: "subscriptions",
  examples: [
    { text: "subscriptions", does: "lists the subscriptions of this conversation" },
    { text: "subs", does: "the same, shorter" },
  ],
  read: (tail) => readAlone("subscriptions", tail),
  print: () => "",
};
