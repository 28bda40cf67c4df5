import type { ChatCommand, CommandByVerb, VerbName } from "./chat-command.ts";
import { VERBS } from "./verbs.ts";

/** A command as it would be typed, in one canonical form; parsing it gives the same command. */
export function printCommand(command: ChatCommand): string {
  if (command.verb === "help" && command.bare) return "";
  return [command.verb, printArguments(command.verb, command)].filter((text) => text !== "").join(" ");
}

function printArguments<Name extends VerbName>(verb: Name, command: CommandByVerb[Name]): string {
  return VERBS[verb].print(command);
}
