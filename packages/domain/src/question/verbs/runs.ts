import { printScope } from "../print-scope.ts";
import type { QuestionVerb } from "../question-verb.ts";
import { readExecutions } from "./read-executions.ts";

/** `runs [filter] [window] [by:<key>]` */
export const runs: QuestionVerb<"runs"> = {
  name: "runs",
  group: "ask",
  aliases: ["executions", "results"],
  summary: "what ran, passed or not",
  usage: "runs [filter] [window, last 24h if left out] [by:<key>]",
  examples: [
    { text: "runs today", does: "lists what ran since midnight" },
    { text: "runs status:passed owner:ana 2026-11-20..2026-11-22", does: "what passed on three days" },
    { text: "runs job:Nightly* by:device last 3 days", does: "counts runs by device in 72 hours" },
  ],
  read: (tail, context) => readExecutions("runs", tail, context),
  print: printScope,
};
