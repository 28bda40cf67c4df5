import { clampText, cleanLineText, text } from "@perfecto-bot/cards";
import type { FormInput } from "@perfecto-bot/cards";
import type { Mention } from "@perfecto-bot/domain";
import type { IChoice } from "@microsoft/teams.cards";
import { drawRichLine } from "./draw-line.ts";
import { drawLookup } from "./draw-lookup.ts";
import { drawTextInput } from "./draw-text-input.ts";
import { formInputId } from "./form-input-ids.ts";
import { LIMITS } from "./limits.ts";
import { isTeamsUser } from "./mention-book.ts";
import type { MentionBook } from "./mention-book.ts";
import { peopleValue } from "./people-value.ts";
import { shortText } from "./short-text.ts";
import type { CardElement } from "./teams-content.ts";

/** Members of the conversation: a mention reaches nobody else, and the whole organisation is not searchable in every kind of conversation. */
const PEOPLE = "graph.microsoft.com/users?scope=currentContext";
/** A bot of Teams cannot notify all: it can only say so. */
const EVERYBODY = { title: "Everybody here (named, not notified)", value: "here" };
/** Of all chosen ids together: more than a hundred people. */
const PEOPLE_LENGTH = 5000;
const ENTRA_ID = /^[0-9a-f]{8}-/i;

/**
 * One input with its label and its hint below; nothing for a select that has no option left to offer.
 * @see https://adaptivecards.io/explorer/Input.Text.html
 * @see https://adaptivecards.io/explorer/Input.ChoiceSet.html
 */
export function drawInput(input: FormInput, book: MentionBook): CardElement[] {
  const element = drawElement(input, book);
  if (element === undefined) return [];
  const hint = clampText(cleanLineText(input.hint ?? "").trim(), LIMITS.inputLabel);
  const below = drawRichLine([text(hint)], book, { subtle: true, size: "Small" });
  return [{ ...element, spacing: "Medium" }, ...below.map((block) => ({ ...block, spacing: "None" as const }))];
}

function drawElement(input: FormInput, book: MentionBook): CardElement | undefined {
  const label = shortText(input.label, input.id);
  switch (input.kind) {
    case "text":
      return drawTextInput({ ...input, id: formInputId("text", input.id) });
    case "select": {
      const choices = input.options
        .filter(({ value }) => value !== "" && value.isWellFormed() && value.length <= LIMITS.inputValue)
        .slice(0, LIMITS.choices)
        .map(({ value, label: title }) => ({ title: shortText(title, value), value }));
      if (choices.length === 0) return undefined;
      return {
        type: "Input.ChoiceSet",
        id: formInputId("text", input.id),
        label,
        style: "compact",
        isRequired: true,
        errorMessage: "Choose one.",
        choices,
        ...(choices.some(({ value }) => value === input.value) ? { value: input.value } : {}),
      };
    }
    case "lookup":
      return drawLookup(input);
    case "people":
      return drawPeople(input, label, book);
  }
}

/**
 * Teams' people picker. It knows people by their Entra ids; whoever is known otherwise is a choice of its own, so that
 * nobody is lost when the form is saved. There is always a choice, because an input without any is invalid to clients
 * that do not know the picker; those offer the choices alone.
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/people-picker
 */
function drawPeople(
  input: Extract<FormInput, { readonly kind: "people" }>,
  label: string,
  book: MentionBook,
): CardElement {
  const chosen = new Map<string, Mention>();
  let length = 0;
  for (const mention of input.value) {
    const value = peopleValue(mention);
    if (value === undefined || chosen.has(value) || length + value.length > PEOPLE_LENGTH) continue;
    chosen.set(value, mention);
    length += value.length;
  }
  const others = [...chosen].filter(
    ([, mention]) => mention.kind !== "here" && (!isTeamsUser(mention) || !ENTRA_ID.test(mention.id)),
  );
  const choices = [EVERYBODY, ...others.map(([value, mention]): IChoice => ({ title: book.name(mention), value }))];
  const id = formInputId("people", input.id);
  const value = chosen.size === 0 ? {} : { value: [...chosen.keys()].join(",") };
  return {
    type: "Input.ChoiceSet",
    id,
    label,
    isMultiSelect: true,
    choices,
    "choices.data": { type: "Data.Query", dataset: PEOPLE },
    placeholder: "Choose people",
    ...value,
  };
}
