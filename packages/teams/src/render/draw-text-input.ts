import { clampText, cleanLineText } from "@perfecto-bot/cards";
import { LIMITS } from "./limits.ts";
import { shortText } from "./short-text.ts";
import type { CardElement } from "./teams-content.ts";

/** Of an input that may not stay empty. */
export const NEEDED = { isRequired: true, errorMessage: "This is needed." } as const;

/** What a text input shows. */
interface TextInput {
  readonly id: string;
  readonly label: string;
  readonly optional: boolean;
  readonly placeholder?: string | undefined;
  readonly value?: string | undefined;
}

/**
 * An input for one line of text.
 * @see https://adaptivecards.io/explorer/Input.Text.html
 */
export function drawTextInput({ id, label, optional, placeholder, value: foreign = "" }: TextInput): CardElement {
  const value = clampText(cleanLineText(foreign), LIMITS.inputValue);
  return {
    type: "Input.Text",
    id,
    label: shortText(label, id),
    maxLength: LIMITS.inputValue,
    ...(optional ? {} : NEEDED),
    ...(placeholder === undefined ? {} : { placeholder: shortText(placeholder, "…") }),
    ...(value === "" ? {} : { value }),
  };
}
