import type { AskContext } from "../question/question.ts";
import type { ChatCommand, CommandByVerb, VerbName } from "./chat-command.ts";
import { VERBS } from "./verbs.ts";

/** A command as it would be typed, in one canonical form; parsing it in the same context gives the same command. */
export function printCommand(command: ChatCommand, context: AskContext): string {
  if (command.verb === "help" && command.bare) return "";
  return [command.verb, printArguments(command.verb, command, context)].filter((text) => text !== "").join(" ");
}

function printArguments<Name extends VerbName>(verb: Name, command: CommandByVerb[Name], context: AskContext): string {
  return VERBS[verb].print(command, context);
}
