import type { AskContext } from "../question/question.ts";
import type { ChatCommand, VerbName } from "./chat-command.ts";
import { findVerb, unknownVerb } from "./find-verb.ts";
import type { Mistake } from "./mistake.ts";
import { tokenize } from "./tokenize.ts";
import { VERBS } from "./verbs.ts";

/** A command; or every mistake in the text, in the order of their places, and the verb where that was clear. */
export type ParsedCommand =
  | { readonly kind: "understood"; readonly command: ChatCommand }
  | { readonly kind: "mistaken"; readonly verb?: VerbName; readonly mistakes: readonly Mistake[] };

const VERB_LIST = Object.values(VERBS);
const FIRST_WORD = /[^\s\u200B]+/;

/**
 * Understands what a person typed to the bot, without the slash command or mention of the bot itself. An empty text asks
 * for help. Channels turn their own escapes and mentions into plain text and `@user:…` (see `parseMention`) before.
 *
 * Pure: what it means depends on the text and the context alone. Never throws; linear in the length of the text.
 */
export function parseCommand(text: string, context: AskContext): ParsedCommand {
  const first = FIRST_WORD.exec(text);
  if (first === null) return { kind: "understood", command: { verb: "help", bare: true } };
  const [word] = first;
  const at = first.index + word.length;
  const verb = findVerb(word, VERB_LIST);
  if (verb === undefined) {
    const unknown = unknownVerb(word, { at: first.index, length: word.length }, VERB_LIST);
    return { kind: "mistaken", mistakes: [unknown, ...tokenize(text, at).mistakes] };
  }
  const reading = VERBS[verb].read({ text, at }, context, VERB_LIST);
  if (reading.kind === "understood") return reading;
  return { kind: "mistaken", verb, mistakes: reading.mistakes.toSorted((one, other) => one.at - other.at) };
}
