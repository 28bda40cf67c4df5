import { QUESTION_VERBS, type VerbHelp } from "@perfecto-bot/domain";
import { EXIT } from "./exit-code.ts";

/** How a question is typed from a checkout. */
const COMMAND = "perfecto-bot ask";

const VERBS: readonly VerbHelp<string>[] = Object.values(QUESTION_VERBS);

/** What can be asked: of one verb, or of all, each with its examples. */
export function helpText(about?: string): string {
  const known = VERBS.filter(({ name, aliases }) => about === name || (about !== undefined && aliases.includes(about)));
  return known.length === 0 ? [...VERBS.map(verbText), LANGUAGE, exits()].join("\n") : known.map(verbText).join("\n");
}

function verbText({ summary, usage, examples }: VerbHelp<string>): string {
  const width = Math.max(...examples.map(({ text }) => text.length));
  const lines = examples.map(({ text, does }) => `      ${text.padEnd(width)}  ${does}`);
  return [`  ${usage}`, `    ${summary}`, ...lines, ""].join("\n");
}

const LANGUAGE = `A filter is words and terms:
  platform:*iPhone* tag:checkout,login -test:*flaky* branch:main
  Keys: job build branch test status platform os device model browser tag owner
  project reason lab. Commas mean or, several terms mean and, a minus excludes,
  * and ? stand for anything, in quotes and behind a backslash for themselves:
  test:"pays [\\*]". A bare word is part of the test's name.
A window is one of:
  last 24h · today · yesterday · since monday 9am · from 8:00 to 10:00 ·
  2026-11-20..2026-11-22

The words may stand in quotes or not. Quotes of the question itself go inside:
  ${COMMAND} 'failures job:"Nightly Regression" by:platform'
`;

function exits(): string {
  return [
    "Exit codes:",
    `  ${EXIT.answered}  answered`,
    `  ${EXIT.nothingFound}  nothing found`,
    `  ${EXIT.mistaken}  a mistake in the question or an option`,
    `  ${EXIT.incomplete}  a lab did not answer, or not all of it; or the configuration cannot be used`,
    `  ${EXIT.cancelled}  cancelled with Ctrl-C`,
  ].join("\n");
}
