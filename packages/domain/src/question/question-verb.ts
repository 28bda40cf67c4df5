import type { Reading, Tail, VerbHelp } from "../language/verb.ts";
import type { AskContext, QuestionByVerb, QuestionVerbName } from "./question.ts";

/** A verb that asks: how to explain it, how to read what follows it, and how to write that. */
export interface QuestionVerb<Name extends QuestionVerbName> extends VerbHelp<Name> {
  read(tail: Tail, context: AskContext): Reading<QuestionByVerb[Name]>;
  /** The text behind the verb, canonical; empty where nothing follows. */
  print(question: QuestionByVerb[Name], context: AskContext): string;
}
