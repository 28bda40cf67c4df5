import { cleanLineText } from "@perfecto-bot/cards";
import { LIMITS } from "./limits.ts";

const SEPARATOR = ",";

/**
 * A name as the value of a choice; `undefined` where it can be none: blank, too long, half a character. Teams joins the
 * values of several choices by commas, so a name's own ones are written as `%2C`, and its percent signs as `%25`.
 * @see https://adaptivecards.io/explorer/Input.ChoiceSet.html
 */
export function nameValue(name: string): string | undefined {
  if (!name.isWellFormed() || cleanLineText(name).trim() === "") return undefined;
  const value = name.replace(/[%,]/g, (sign) => (sign === "%" ? "%25" : "%2C"));
  return value.length <= LIMITS.inputValue ? value : undefined;
}

/** The values of several choices as one, as far as they fit together. */
export function joinNameValues(values: readonly string[]): string {
  return values.join(SEPARATOR);
}

/** The name of one choice's value; none for an empty one. */
export function readNameValue(value: string): readonly string[] {
  return cleanNames([decode(value)]);
}

/** The names of several choices' values, each once. */
export function readNameValues(value: string): readonly string[] {
  return cleanNames(value.split(SEPARATOR).map(decode)).slice(0, LIMITS.choices);
}

/** A name that was typed and not chosen: it is written as it is. */
export function readTypedName(value: string): readonly string[] {
  return cleanNames([value]);
}

/** Only what {@link nameValue} writes: other percent signs are the name's own. */
function decode(value: string): string {
  return value.replace(/%(25|2C)/gi, (_, code: string) => (code === "25" ? "%" : SEPARATOR));
}

function cleanNames(names: readonly string[]): readonly string[] {
  const clean = new Set(names.map((name) => cleanLineText(name).trim()));
  return [...clean].filter((name) => name !== "" && name.length <= LIMITS.inputValue);
}
