import type { FormInput } from "@perfecto-bot/cards";
import { drawTextInput, NEEDED } from "./draw-text-input.ts";
import { formInputId } from "./form-input-ids.ts";
import { LIMITS } from "./limits.ts";
import { joinNameValues, nameValue } from "./name-value.ts";
import { shortText } from "./short-text.ts";
import type { CardElement } from "./teams-content.ts";

/** A name as a choice. */
export interface NameChoice {
  readonly title: string;
  readonly value: string;
}

/** A pattern that every name fits. */
const ANY_NAME: NameChoice = { title: "* (any)", value: "*" };
/** Of all chosen names together: more than the twenty long ones that a filter can hold. */
const NAMES_LENGTH = 4000;

/**
 * A choice of names that are searched while somebody types: Teams asks the bot for the dataset. The choices in the card
 * are the names that the form begins with, or a pattern that every name fits, because an input without any choice is
 * invalid to clients that do not know the search; those offer the choices alone. Where one name is needed, a client that
 * draws no such input asks for it by its fallback, as a text.
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search
 */
export function drawLookup(input: Extract<FormInput, { readonly kind: "lookup" }>): CardElement {
  const { id, label, of, several, optional } = input;
  const [first] = input.value;
  const begun = fittingChoices(several ? input.value : input.value.slice(0, 1));
  const value = joinNameValues(begun.map((choice) => choice.value));
  const typed = { id: formInputId("typed", id), label, optional, placeholder: input.placeholder, value: first };
  return {
    type: "Input.ChoiceSet",
    id: formInputId(several ? "names" : "name", id),
    label: shortText(label, id),
    style: "filtered",
    ...(several ? { isMultiSelect: true } : {}),
    ...(optional ? {} : NEEDED),
    placeholder: shortText(input.placeholder ?? "", "Type to search"),
    choices: begun.length === 0 ? [ANY_NAME] : begun,
    "choices.data": { type: "Data.Query", dataset: of },
    ...(value === "" ? {} : { value }),
    ...(several || optional ? {} : { fallback: drawTextInput(typed) }),
  };
}

/** A name that can be chosen; nothing where its value cannot be carried. */
export function nameChoice(name: string): NameChoice | undefined {
  const value = nameValue(name);
  return value === undefined ? undefined : { title: shortText(name, value), value };
}

/** Each name once, as many as have room together. */
function fittingChoices(names: readonly string[]): NameChoice[] {
  const choices = new Map<string, NameChoice>();
  let length = 0;
  for (const name of names) {
    const choice = nameChoice(name);
    if (choice === undefined || choices.has(choice.value) || length + choice.value.length > NAMES_LENGTH) continue;
    choices.set(choice.value, choice);
    length += choice.value.length + 1;
  }
  return [...choices.values()].slice(0, LIMITS.choices);
}
