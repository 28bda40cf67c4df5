import { helpCard, perfectoAlone } from "@perfecto-bot/cards";
import { examplesWithJobs, VERBS, type HelpCommand } from "@perfecto-bot/domain";
import type { Asker, Reply } from "../ports/desk.ts";
import { FAILURES_OF_A_DAY } from "./ask/press-answer.ts";
import type { DeskParts } from "./desk-parts.ts";
import { privately } from "./replies.ts";

const MOST_NAMES = 50;

/** `help [verb]`, with examples of this lab's own jobs; three buttons where nothing was said at all. */
export async function showHelp(parts: DeskParts, asker: Asker, { bare, about }: HelpCommand): Promise<Reply> {
  const { prefix } = asker;
  if (bare)
    return privately(perfectoAlone({ ...(parts.labs.size === 0 ? {} : { failures: FAILURES_OF_A_DAY }), prefix }));
  const verbs = Object.values(VERBS);
  if (about === undefined) return privately(helpCard(verbs, undefined, prefix));
  const context = { nowMs: parts.now(), timeZone: asker.timeZone ?? "UTC" };
  const verb = { ...VERBS[about], examples: examplesWithJobs(VERBS[about], await seenJobs(parts), context) };
  return privately(helpCard(verbs, verb, prefix));
}

/** The jobs seen last. Help does not depend on the store. */
async function seenJobs({ labs, pictures, onError }: DeskParts): Promise<readonly string[]> {
  try {
    const seen = await Promise.all([...labs.keys()].map((lab) => pictures.jobNames(lab, MOST_NAMES)));
    return seen
      .flat()
      .toSorted((a, b) => b.lastSeenMs - a.lastSeenMs)
      .map(({ name }) => name);
  } catch (error) {
    onError(error, "examples for help");
    return [];
  }
}
