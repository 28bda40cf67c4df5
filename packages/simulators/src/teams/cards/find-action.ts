import type { JsonObject, JsonValue } from "../../slack/json-value.ts";
import { isJsonObject, objectOf, stringOf } from "../../slack/json-value.ts";
import type { Offers } from "./offered-choices.ts";
import { enterSearched, initialSearched, searchedDataset } from "./offered-choices.ts";

/** Which action of a card is meant; the only one of its type where nothing is given. */
export interface ActionChoice {
  /** Of an Action.Execute. */
  readonly verb?: string;
  readonly title?: string;
  /** The action's own id. */
  readonly id?: string;
  /** Values that its data must have. */
  readonly data?: Readonly<JsonObject>;
}

/** Every action of a card, those inside sets, columns, sub-cards and `selectAction` included. */
export const actionsIn = (value: JsonValue | undefined): JsonObject[] => {
  if (Array.isArray(value)) return value.flatMap((item) => actionsIn(item));
  if (!isJsonObject(value)) return [];
  // What an action carries is the bot's own matter, and its fallback shows only in its stead.
  const inside = Object.entries(value)
    .filter(([name]) => name !== "data" && name !== "fallback")
    .flatMap(([, inner]) => actionsIn(inner));
  return stringOf(value["type"]).startsWith("Action.") ? [value, ...inside] : inside;
};

/** Finds the action a person clicks. Throws, naming those there are, where it is none or more than one. */
export const findAction = (
  card: JsonObject,
  type: "Action.Execute" | "Action.Submit",
  choice: ActionChoice,
): JsonObject => {
  const actions = actionsIn(card).flatMap((action) => {
    if (action["type"] === type) return [action];
    const fallback = objectOf(action["fallback"]);
    // A client without Action.Execute shows its fallback, with the title of its own.
    return fallback["type"] === type ? [fallback] : [];
  });
  const found = actions.filter((action) => isMeant(action, choice));
  const [only] = found;
  if (only && found.length === 1) return only;
  const there = actions.map((action) => stringOf(action["verb"]) || stringOf(action["title"])).join(", ");
  throw new Error(`${found.length} ${type} fit ${JSON.stringify(choice)}. There are: ${there || "none"}.`);
};

const isMeant = (action: JsonObject, { verb, title, id, data = {} }: ActionChoice): boolean => {
  return (
    (verb === undefined || action["verb"] === verb) &&
    (title === undefined || action["title"] === title) &&
    (id === undefined || action["id"] === id) &&
    holds(objectOf(action["data"]), data)
  );
};

const holds = (own: JsonObject, wanted: Readonly<JsonObject>): boolean =>
  Object.entries(wanted).every(([name, value]) =>
    isJsonObject(value) ? holds(objectOf(own[name]), value) : JSON.stringify(own[name]) === JSON.stringify(value),
  );

/** What a person enters, by input id. */
export type Inputs = Readonly<Record<string, string>>;

/**
 * What a client sends for the inputs of a card: what was entered, else their initial values. Throws where an input is
 * not there, and where a choice is none that was offered.
 *
 * @returns the values, and the ids of required inputs that are empty: with those a client sends nothing
 * @see https://learn.microsoft.com/adaptive-cards/authoring-cards/input-validation
 */
export const fillInputs = (
  card: JsonObject,
  entered: Inputs,
  offers: Offers,
): { readonly values: JsonObject; readonly missing: readonly string[] } => {
  const inputs = inputsIn([card["body"] ?? [], card["actions"] ?? []]);
  const unknown = Object.keys(entered).filter((id) => !inputs.some((input) => input["id"] === id));
  if (unknown.length > 0) throw new Error(`The card has no input ${unknown.join(", ")}.`);
  const values: JsonObject = {};
  for (const input of inputs) {
    const id = stringOf(input["id"]);
    const value = valueOf(input, entered[id], offers);
    if (value !== undefined) values[id] = value;
  }
  const missing = inputs
    .filter((input) => input["isRequired"] === true)
    .map((input) => stringOf(input["id"]))
    .filter((id) => (values[id] ?? "") === "");
  return { values, missing };
};

const valueOf = (input: JsonObject, entered: string | undefined, offers: Offers): JsonValue | undefined => {
  const isSearched = searchedDataset(input) !== undefined;
  if (entered !== undefined) return isSearched ? enterSearched(input, entered, offers) : entered;
  return isSearched ? initialSearched(input) : initialValue(input);
};

const initialValue = (input: JsonObject): JsonValue | undefined => {
  if (input["type"] === "Input.Toggle") return input["value"] ?? input["valueOff"] ?? "false";
  return input["value"];
};

/** Every input of a card's body and actions, those of sub-cards included. */
export const inputsIn = (value: JsonValue): JsonObject[] => {
  if (Array.isArray(value)) return value.flatMap((item) => inputsIn(item));
  if (!isJsonObject(value)) return [];
  if (stringOf(value["type"]).startsWith("Input.")) return [value];
  return ["items", "columns", "rows", "cells", "body", "actions", "card", "pages"].flatMap((name) =>
    inputsIn(value[name] ?? []),
  );
};
