import type { FormValues } from "@perfecto-bot/cards";
import type { Mention } from "@perfecto-bot/domain";
import { cleanText } from "@perfecto-bot/cards";
import { readFormInputId } from "./form-input-ids.ts";
import { LIMITS } from "./limits.ts";
import { readPeopleValue } from "./people-value.ts";

/** Ids and commas of as many people as a form can be asked to hold. */
const LONGEST_PEOPLE = 20_000;
const MOST_INPUTS = 50;

/**
 * The values in the data of a submitted form of ours: texts are clean, an empty choice of people is an empty list.
 * Values that the form's inputs cannot have made (no text, too long) are left out.
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/work-with-universal-actions-for-adaptive-cards
 */
export function readForm(data: object): FormValues {
  const texts = new Map<string, string>();
  const people = new Map<string, readonly Mention[]>();
  for (const [key, value] of Object.entries(data).slice(0, MOST_INPUTS)) {
    const input = readFormInputId(key);
    if (input === undefined || typeof value !== "string") continue;
    if (input.kind === "text" && value.length <= LIMITS.inputValue) texts.set(input.id, cleanText(value));
    if (input.kind === "people" && value.length <= LONGEST_PEOPLE) people.set(input.id, readPeopleValue(value));
  }
  return { texts: Object.fromEntries(texts), people: Object.fromEntries(people) };
}
