import { setTimeout as delay } from "node:timers/promises";
import { LOOKUPS } from "@perfecto-bot/cards";
import { fieldsOf, type Fields } from "../fields-of.ts";
import { nameChoice } from "../render/index.ts";
import type { Activity } from "./activity.ts";
import { askerOf, type Intake } from "./intake.ts";
import { notUnderstood, searchResults, type InvokeResponse } from "./invoke-response.ts";

/** The desk answers within two seconds; who types on asks anew. */
const ANSWER_WITHIN_MS = 2_500;
/** As many as the desk gives. Teams shows fifteen and asks for as many. */
const MOST_RESULTS = 20;
/** A longer text is nobody's typing. */
const LONGEST_TYPED = 1_000;

/** Whether somebody types into an input whose choices are searched. It comes with every letter, and tells nothing else. */
export function isSearch({ type, name }: Activity): boolean {
  return type === "invoke" && name === "application/search";
}

/**
 * The names that fit what somebody types into a form. Who types and where is read from the activity. Never rejects;
 * where there is trouble, or the dataset is none of ours, nothing is found.
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search#invoke-request
 */
export async function hearSearch(activity: Activity, intake: Intake): Promise<InvokeResponse> {
  const { person } = activity;
  const { queryText, queryOptions, dataset } = fieldsOf(activity.value);
  if (person === undefined || typeof queryText !== "string" || typeof dataset !== "string")
    return notUnderstood("This search is not understood.");
  const of = LOOKUPS.find((known) => known === dataset);
  if (of === undefined || queryText.length > LONGEST_TYPED) return searchResults([]);
  try {
    const looking = intake.desk.lookUp(askerOf(activity, person.id), of, queryText.toWellFormed());
    const names = await Promise.race([looking, delay(ANSWER_WITHIN_MS, [], { ref: false })]);
    return searchResults(
      pageOf(
        [...new Set(names)].flatMap((name) => nameChoice(name) ?? []),
        fieldsOf(queryOptions),
      ),
    );
  } catch (error) {
    intake.log.error({ error: error instanceof Error ? error.name : typeof error }, "names could not be looked up");
    return searchResults([]);
  }
}

function pageOf<Item>(found: readonly Item[], { skip, top }: Fields): readonly Item[] {
  const from = isCount(skip) ? skip : 0;
  return found.slice(0, MOST_RESULTS).slice(from, from + (isCount(top) && top > 0 ? top : MOST_RESULTS));
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
