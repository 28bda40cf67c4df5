import type { JsonObject, JsonValue } from "@perfecto-bot/simulators/slack";
import { readObject, readObjects, readText, readTexts } from "./read-json.ts";

/** What a person entered: text, an id, an option's value, or several; an empty list for nothing. */
export type Entry = string | readonly string[];

/** One choice of a menu. */
export interface Choice {
  readonly value: string;
  /** The option's text object. */
  readonly text: JsonObject;
  readonly description?: JsonObject;
  /** An overflow menu's option may open a page. */
  readonly url?: string;
}

/** Which element of a message or a modal. */
export interface ElementPlace {
  readonly blockId: string;
  readonly actionId: string;
}

/** What an element shows before anybody entered anything; `undefined` for what holds no entry, such as a button. */
export function initialEntry(element: JsonObject): Entry | undefined {
  const type = readText(element["type"]);
  if (type.startsWith("multi_") || type === "checkboxes") return initialEntries(type, element);
  switch (type) {
    case "plain_text_input":
    case "number_input":
    case "email_text_input":
    case "url_text_input":
      return readText(element["initial_value"]);
    case "static_select":
    case "external_select":
    case "radio_buttons":
      return oneOf(readObject(element["initial_option"])["value"]);
    case "users_select":
      return oneOf(element["initial_user"]);
    case "conversations_select":
      return oneOf(element["initial_conversation"]);
    case "channels_select":
      return oneOf(element["initial_channel"]);
    case "datepicker":
      return oneOf(element["initial_date"]);
    case "timepicker":
      return oneOf(element["initial_time"]);
    case "datetimepicker":
      return oneOf(typeof element["initial_date_time"] === "number" ? String(element["initial_date_time"]) : undefined);
    default:
      return undefined;
  }
}

function initialEntries(type: string, element: JsonObject): Entry {
  if (type === "multi_users_select") return readTexts(element["initial_users"]);
  if (type === "multi_conversations_select") return readTexts(element["initial_conversations"]);
  if (type === "multi_channels_select") return readTexts(element["initial_channels"]);
  return readObjects(element["initial_options"]).map(({ value }) => readText(value));
}

function oneOf(value: JsonValue | undefined): Entry {
  return typeof value === "string" ? value : [];
}

/** An entry as a list. */
export function entryList(entry: Entry): readonly string[] {
  if (typeof entry !== "string") return entry;
  return entry === "" ? [] : [entry];
}

/** Options as choices. */
export function choicesOf(options: JsonValue | readonly JsonValue[] | undefined): readonly Choice[] {
  return readObjects(options).map(({ value, text, description, url }) => ({
    value: readText(value),
    text: readObject(text),
    ...(description === undefined ? {} : { description: readObject(description) }),
    ...(typeof url === "string" ? { url } : {}),
  }));
}

/** A menu's choices with the names of their groups; one nameless group where it has none. */
export function choiceGroups(
  element: JsonObject,
): readonly { readonly label: string; readonly choices: readonly Choice[] }[] {
  const groups = readObjects(element["option_groups"]).map(({ label, options }) => ({
    label: readText(readObject(label)["text"]),
    choices: choicesOf(options),
  }));
  return groups.length > 0 ? groups : [{ label: "", choices: choicesOf(element["options"]) }];
}

/** The elements of a block that people act on, with where they are. */
export function elementsOf(block: JsonObject): readonly JsonObject[] {
  return [...readObjects(block["elements"]), readObject(block["accessory"]), readObject(block["element"])].filter(
    (element) => typeof element["action_id"] === "string",
  );
}
