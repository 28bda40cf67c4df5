import type { FormValues } from "@perfecto-bot/cards";
import type { Mention } from "@perfecto-bot/domain";
import { cleanText } from "@perfecto-bot/cards";
import { readFormInputId } from "./form-input-ids.ts";
import { LIMITS } from "./limits.ts";
import { readNameValue, readNameValues, readTypedName } from "./name-value.ts";
import { readPeopleValue } from "./people-value.ts";

/** Of everything chosen in one input together: ids of as many people, or names, as a form can be asked to hold. */
const LONGEST_CHOICE = 20_000;
const MOST_INPUTS = 50;

/**
 * The values in the data of a submitted form of ours: texts are clean, an empty choice of people or names is an empty
 * list. A name that was typed in place of a lookup holds against one that was chosen in it. Values that the form's
 * inputs cannot have made (no text, too long) are left out.
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/work-with-universal-actions-for-adaptive-cards
 */
export function readForm(data: object): FormValues {
  const texts = new Map<string, string>();
  const chosen = new Map<string, readonly string[]>();
  const typed = new Map<string, readonly string[]>();
  const people = new Map<string, readonly Mention[]>();
  for (const [key, value] of Object.entries(data).slice(0, MOST_INPUTS)) {
    const input = readFormInputId(key);
    if (input === undefined || typeof value !== "string") continue;
    const { kind, id } = input;
    if (value.length > (kind === "text" || kind === "typed" ? LIMITS.inputValue : LONGEST_CHOICE)) continue;
    switch (kind) {
      case "text":
        texts.set(id, cleanText(value));
        break;
      case "name":
        chosen.set(id, readNameValue(value));
        break;
      case "names":
        chosen.set(id, readNameValues(value));
        break;
      case "typed":
        typed.set(id, readTypedName(value));
        break;
      case "people":
        people.set(id, readPeopleValue(value));
        break;
    }
  }
  const given = [...typed].filter(([id, names]) => names.length > 0 || !chosen.has(id));
  return {
    texts: Object.fromEntries(texts),
    names: Object.fromEntries([...chosen, ...given]),
    people: Object.fromEntries(people),
  };
}
