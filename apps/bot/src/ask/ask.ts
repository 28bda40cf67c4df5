import { parseQuestion, QUESTION_VERBS, tokenize, VERBS, type AskContext, type Question } from "@perfecto-bot/domain";
import { answerQuestion, LabError, type Answer, type Clock } from "@perfecto-bot/pipeline";
import { ConfigError } from "../config/config-problem.ts";
import type { LabConfig } from "../config/config.ts";
import type { Environment } from "../config/environment.ts";
import type { AnswerSetting } from "./answer-setting.ts";
import { DEFAULT_ROWS, type AskFlags } from "./ask-options.ts";
import { chooseLabs } from "./choose-labs.ts";
import { dataOfAnswer, noAnswer } from "./data/answer-data.ts";
import { printCsv } from "./data/print-csv.ts";
import { printJson } from "./data/print-json.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { gapSentence } from "./gap-sentence.ts";
import { helpText } from "./help-text.ts";
import { joinWords } from "./join-words.ts";
import { isTimeZone } from "./local-stamp.ts";
import { mistakesText } from "./mistakes-text.ts";
import { openLabs } from "./open-labs.ts";
import { plainText } from "./terminal/plain-text.ts";
import { createProgressLine } from "./terminal/progress-line.ts";
import type { Terminal } from "./terminal/terminal.ts";
import { answerView, isFound } from "./view/answer-view.ts";
import { drawView } from "./view/draw-view.ts";

/** Where a question is asked. */
export interface AskWorld {
  readonly environment: Environment;
  readonly terminal: Terminal;
  readonly now: Clock;
  /** Aborts when the asker gives up. */
  readonly signal: AbortSignal;
}

/** Asks the configured labs a question and writes the answer. What went wrong is said on standard error. */
export async function ask(words: readonly string[], flags: AskFlags, world: AskWorld): Promise<ExitCode> {
  const { terminal } = world;
  const wrong = flagProblem(words, flags);
  if (wrong !== undefined) return refuse(terminal, wrong);
  const timeZone = flags.tz ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const context: AskContext = { nowMs: world.now(), timeZone };
  const text = joinWords(words, context);
  const [verb = "", about] = text.trim().toLowerCase().split(/\s+/);
  if (verb === "help") {
    terminal.write(`${helpText(about)}\n`);
    return EXIT.answered;
  }
  if (isForChats(verb)) return refuse(terminal, `\`${verb}\` is for a chat: here questions are answered.`);
  const option = verb === "test" ? undefined : optionInside(text);
  if (option !== undefined) return refuse(terminal, optionProblem(option));
  const reading = parseQuestion(text, context);
  if (reading.kind === "mistaken") {
    if (flags.json === true) terminal.write(printJson(noAnswer({ mistakes: reading.mistakes })));
    else terminal.complain(mistakesText(text, reading.mistakes, terminal));
    return EXIT.mistaken;
  }
  try {
    const chosen = chooseLabs(world.environment, flags.lab);
    if (chosen.kind === "unknown-lab") return refuse(terminal, chosen.message);
    return await askLabs(reading.command, context, chosen.labs, flags, world);
  } catch (error) {
    if (!(error instanceof ConfigError) && !(error instanceof LabError)) throw error;
    if (flags.json === true) terminal.write(printJson(noAnswer({ missing: [error.message] })));
    terminal.complain(`${plainText(error.message)}\n`);
    return EXIT.incomplete;
  }
}

async function askLabs(
  question: Question,
  context: AskContext,
  labs: readonly LabConfig[],
  flags: AskFlags,
  { terminal, now, signal }: AskWorld,
): Promise<ExitCode> {
  const progress = createProgressLine(terminal, now);
  const { parts, close } = openLabs(labs, now, (error, doing) => {
    progress.end();
    terminal.complain(`${plainText(`${doing}: ${error instanceof Error ? error.message : String(error)}`)}\n`);
  });
  try {
    const answering = answerQuestion(parts, question, context, { signal, onProgress: progress.show });
    const answer = await unlessAborted(answering, signal);
    progress.end();
    if (answer === undefined) {
      terminal.complain("Cancelled.\n");
      return EXIT.cancelled;
    }
    return write(answer, { timeZone: context.timeZone, nowMs: context.nowMs, links: parts.links }, flags, terminal);
  } finally {
    progress.end();
    await close();
  }
}

function write(answer: Answer, setting: AnswerSetting, flags: AskFlags, terminal: Terminal): ExitCode {
  const found = isFound(answer);
  if (flags.json === true || flags.csv === true) {
    const { data, main } = dataOfAnswer(answer, setting, flags.limit ?? Number.POSITIVE_INFINITY);
    terminal.write(flags.json === true ? printJson(data) : printCsv(main));
    if (!found && flags.csv === true) terminal.complain("Nothing found.\n");
  } else {
    const withLinks = flags.links === true;
    const { columns, isDecorated } = terminal;
    const looks = { columns, isDecorated, withLinks, limit: flags.limit ?? DEFAULT_ROWS };
    terminal.write(drawView(answerView(answer, setting), looks));
  }
  const { gaps, complete } = answer.coverage;
  for (const gap of gaps) terminal.complain(`! ${gapSentence(gap, setting)}\n`);
  if (!complete) return EXIT.incomplete;
  return found ? EXIT.answered : EXIT.nothingFound;
}

/** Undefined where the asker gave up first: what would be known by then is not waited for. */
async function unlessAborted(answering: Promise<Answer>, signal: AbortSignal): Promise<Answer | undefined> {
  const givenUp = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
  const answer = await Promise.race([answering, givenUp]);
  // Nobody waits for it any longer; that it fails then is no news.
  if (answer === undefined) answering.catch(() => undefined);
  return answer;
}

function flagProblem(words: readonly string[], { tz, csv, json }: AskFlags): string | undefined {
  if (words.every((word) => word.trim() === "")) return "What do you ask? For instance: failures last 24h";
  if (csv === true && json === true) return "Give --csv or --json, not both";
  if (tz !== undefined && !isTimeZone(tz))
    return `--tz ${JSON.stringify(tz)} is no time zone: give one such as Europe/Berlin or UTC`;
  return undefined;
}

/** What looks like an option and stands in the question, where it would silently exclude a word. */
function optionInside(text: string): string | undefined {
  const token = tokenize(text).tokens.find(
    (one) => one.kind === "word" && one.negated && !one.quoted && text.startsWith("--", one.at),
  );
  return token === undefined ? undefined : text.slice(token.at, token.at + token.length);
}

function optionProblem(option: string): string {
  const isKnown = ["--lab", "--csv", "--json", "--tz", "--limit", "--links", "--help"].includes(option);
  if (isKnown) return `${option} is an option: write it outside the question's quotes`;
  return `${option} is no option. To exclude a word, write -${option.replace(/^-+/, "")}`;
}

function isForChats(verb: string): boolean {
  return Object.hasOwn(VERBS, verb) && !Object.hasOwn(QUESTION_VERBS, verb);
}

function refuse(terminal: Terminal, problem: string): ExitCode {
  terminal.complain(`${plainText(problem)}\n\`perfecto-bot ask --help\` shows what can be asked.\n`);
  return EXIT.mistaken;
}
