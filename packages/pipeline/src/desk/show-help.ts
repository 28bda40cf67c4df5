import { helpCard } from "@perfecto-bot/cards";
import { VERBS, type VerbName } from "@perfecto-bot/domain";
import type { Asker, Reply } from "../ports/desk.ts";
import { privately } from "./replies.ts";

/** `help [verb]`. */
export function showHelp(asker: Asker, about: VerbName | undefined): Reply {
  return privately(helpCard(Object.values(VERBS), about === undefined ? undefined : VERBS[about], asker.prefix));
}
