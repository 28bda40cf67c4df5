import type { JsonObject } from "../../slack/json-value.ts";
import { arrayOf, objectOf, stringOf } from "../../slack/json-value.ts";

/** A choice as clients show it. */
export interface OfferedChoice {
  readonly title: string;
  readonly value: string;
}

/** What a search has offered a person for an input so far, by the input's id. */
export type Offers = (inputId: string) => readonly OfferedChoice[];

/**
 * The dataset in which the bot searches for an input's choices; undefined for inputs with choices of their own, and for
 * Teams' own people search.
 *
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/people-picker
 */
export const searchedDataset = (input: JsonObject): string | undefined => {
  const query = objectOf(input["choices.data"]);
  const dataset = stringOf(query["dataset"]);
  const isSearched = input["type"] === "Input.ChoiceSet" && query["type"] === "Data.Query";
  return isSearched && dataset !== "" && !dataset.startsWith("graph.microsoft.com/") ? dataset : undefined;
};

/** The single values in what an input holds: those of a multi-select are joined by commas. */
const valuesIn = (input: JsonObject, held: string): readonly string[] =>
  (input["isMultiSelect"] === true ? held.split(",") : [held]).filter((value) => value !== "");

/**
 * What a person entered in a searched input. Throws where a value is none of its own choices and was not found.
 *
 * @returns the value as it was entered
 */
export const enterSearched = (input: JsonObject, entered: string, offers: Offers): string => {
  const id = stringOf(input["id"]);
  const known = new Set([...ownValues(input), ...offers(id).map(({ value }) => value)]);
  const missing = valuesIn(input, entered).find((value) => !known.has(value));
  if (missing === undefined) return entered;
  throw new Error(`The input ${id} does not offer "${missing}": search for it first.`);
};

/** What a searched input begins with: of its initial value, what is among its own choices. Clients show nothing else. */
export const initialSearched = (input: JsonObject): string => {
  const own = new Set(ownValues(input));
  return valuesIn(input, stringOf(input["value"]))
    .filter((value) => own.has(value))
    .join(",");
};

const ownValues = (input: JsonObject): readonly string[] =>
  arrayOf(input["choices"]).map((choice) => stringOf(objectOf(choice)["value"]));
