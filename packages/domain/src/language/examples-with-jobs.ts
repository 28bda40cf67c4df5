import { globOf } from "../glob.ts";
import type { AskContext } from "../question/question.ts";
import { parseCommand } from "./parse-command.ts";
import { printValue } from "./print-value.ts";
import type { Example, VerbHelp } from "./verb.ts";

/** The names that stand in the examples of verbs. */
const SAMPLE_JOB = "Nightly Regression";
const SAMPLE_GLOB = "Nightly*";
const LONGEST_NAME = 60;

/**
 * The examples of a verb with names of jobs that somebody knows, the first that fit. An example stays as it is where none is
 * known, or where it would no longer be understood as the same verb.
 */
export function examplesWithJobs(verb: VerbHelp, jobNames: readonly string[], context: AskContext): readonly Example[] {
  const job = jobNames.find((name) => name.trim() !== "" && name.length <= LONGEST_NAME && !/[*?\n]/.test(name));
  if (job === undefined) return verb.examples;
  // In quotes only where it must be.
  return verb.examples.map((example) => {
    const texts = [job, printValue(globOf(job))].map((name) => withJob(example.text, name, job));
    const text = texts.find((candidate) => {
      const read = parseCommand(candidate, context);
      return read.kind === "understood" && read.command.verb === verb.name && namesJob(read.command, example.text, job);
    });
    return text === undefined ? example : { ...example, text };
  });
}

function withJob(text: string, name: string, job: string): string {
  return text.replaceAll(SAMPLE_GLOB, () => printValue(globLike(job))).replaceAll(SAMPLE_JOB, () => name);
}

/** "Checkout*" of "Checkout iOS": jobs that begin alike belong together. */
function globLike(job: string): string {
  const [first = job] = job.split(/[\s\-_/.:]+/);
  return `${globOf(first)}*`;
}

/** A name with words such as "last 24h" in it may be understood as something else. */
function namesJob(command: object, sample: string, job: string): boolean {
  if (!("job" in command)) return true;
  return command.job === (sample.includes(SAMPLE_GLOB) ? globLike(job) : globOf(job));
}
