import type { AskContext } from "../question/question.ts";
import type { CommandByVerb, VerbName } from "./chat-command.ts";
import type { Mistake, Place } from "./mistake.ts";

/** What to type, and what it does. */
export interface Example {
  readonly text: string;
  readonly does: string;
}

/** What a verb is about: asking for results, what is posted in a conversation, or the bot itself. */
export type VerbGroup = "ask" | "subscribe" | "bot";

/** What `help` says of a verb. */
export interface VerbHelp<Name extends string = VerbName> {
  readonly name: Name;
  readonly group: VerbGroup;
  /** Other words for it, understood but not advertised. */
  readonly aliases: readonly string[];
  /** One line without a full stop. */
  readonly summary: string;
  readonly usage: string;
  /** Two to four. */
  readonly examples: readonly Example[];
}

/** What stands behind the verb: the whole text, and where the rest begins. */
export interface Tail {
  readonly text: string;
  readonly at: number;
}

/** A command, or every mistake that was found; there is at least one. */
export type Reading<Command> =
  | { readonly kind: "understood"; readonly command: Command }
  | { readonly kind: "mistaken"; readonly mistakes: readonly Mistake[] };

/** A verb: how to explain it, how to read what follows it, and how to write that. Times mean what they do to the asker. */
export interface Verb<Name extends VerbName> extends VerbHelp<Name> {
  read(tail: Tail, context: AskContext, verbs: readonly VerbHelp[]): Reading<CommandByVerb[Name]>;
  /** The text behind the verb, canonical; empty where nothing follows. */
  print(command: CommandByVerb[Name], context: AskContext): string;
}

/** The place behind the last word: where something is missing. */
export function endOf({ text }: Tail): Place {
  return { at: text.trimEnd().length, length: 0 };
}
