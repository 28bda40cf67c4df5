import { printScope } from "../print-scope.ts";
import type { QuestionVerb } from "../question-verb.ts";
import { readExecutions } from "./read-executions.ts";

/** `failures [filter] [window] [by:<key>]` */
export const failures: QuestionVerb<"failures"> = {
  name: "failures",
  group: "ask",
  aliases: ["fails", "failed", "failure"],
  summary: "what failed or was blocked",
  usage: "failures [filter] [window, last 24h if left out] [by:<key>]",
  examples: [
    { text: "failures last 24h", does: "lists what failed or was blocked in the last 24 hours" },
    { text: "failures job:Nightly* os:iOS since monday 9am", does: "those of several jobs on iOS since Monday" },
    { text: "failures tag:checkout -status:blocked by:platform", does: "counts failed tests by platform" },
    { text: "failures Login from 8:00 to 10:00", does: "those with Login in their name, between two times" },
  ],
  read: (tail, context) => readExecutions("failures", tail, context),
  print: printScope,
};
