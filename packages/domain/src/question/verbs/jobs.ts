import { isGlob } from "../../glob.ts";
import { readTarget } from "../../language/read-target.ts";
import { mistaken, understood } from "../../language/reading.ts";
import { printJob } from "../take-job.ts";
import type { QuestionVerb } from "../question-verb.ts";

/** `jobs [pattern]`. A pattern without `*` and `?` is a part of the name. */
export const jobs: QuestionVerb<"jobs"> = {
  name: "jobs",
  group: "ask",
  aliases: [],
  summary: "the jobs that were seen, with their last build",
  usage: "jobs [pattern]",
  examples: [
    { text: "jobs", does: "lists every job" },
    { text: "jobs nightly", does: "those with nightly in their name" },
    { text: "jobs nightly-*", does: "those whose name starts with nightly-" },
    {
      text: String.raw`jobs "*\**"`,
      does: String.raw`those with an asterisk in their name: in quotes, \* and \? mean themselves`,
    },
  ],
  read(tail) {
    const { target, mistakes } = readTarget(tail);
    if (mistakes.length > 0) return mistaken(mistakes);
    if (target === undefined) return understood({ verb: "jobs" });
    return understood({ verb: "jobs", pattern: isGlob(target) ? target : `*${target}*` });
  },
  print: ({ pattern }) => (pattern === undefined ? "" : printJob(pattern)),
};
