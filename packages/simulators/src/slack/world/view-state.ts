import type { JsonObject, JsonValue } from "../json-value.ts";
import { arrayOf, isJsonObject, objectOf, stringOf } from "../json-value.ts";
import { interactiveElements } from "../validation/blocks.ts";

/** How each element type reports a person's entry: the field of the state, and the field with its initial value. */
const entryFields: Readonly<
  Record<string, { readonly state: string; readonly initial: string; readonly many: boolean }>
> = {
  plain_text_input: { state: "value", initial: "initial_value", many: false },
  number_input: { state: "value", initial: "initial_value", many: false },
  static_select: { state: "selected_option", initial: "initial_option", many: false },
  external_select: { state: "selected_option", initial: "initial_option", many: false },
  radio_buttons: { state: "selected_option", initial: "initial_option", many: false },
  checkboxes: { state: "selected_options", initial: "initial_options", many: true },
  multi_static_select: { state: "selected_options", initial: "initial_options", many: true },
  multi_external_select: { state: "selected_options", initial: "initial_options", many: true },
  users_select: { state: "selected_user", initial: "initial_user", many: false },
  multi_users_select: { state: "selected_users", initial: "initial_users", many: true },
  conversations_select: { state: "selected_conversation", initial: "initial_conversation", many: false },
  multi_conversations_select: { state: "selected_conversations", initial: "initial_conversations", many: true },
  channels_select: { state: "selected_channel", initial: "initial_channel", many: false },
  datepicker: { state: "selected_date", initial: "initial_date", many: false },
};

/** What a test or a person enters: text, an id, an option's value, several of them, or null to clear. */
export type Entry = string | readonly string[] | null;

const optionsOf = (element: JsonObject): JsonObject[] =>
  [
    ...arrayOf(element["options"]),
    ...arrayOf(element["option_groups"]).flatMap((g) => arrayOf(objectOf(g)["options"])),
  ].map(objectOf);

/** Whether an element is a menu whose options the app gives while a person types. */
export const isExternalMenu = (element: JsonObject): boolean => stringOf(element["type"]).endsWith("external_select");

/** An external menu with the options it was given so far, and those it already holds, as its own. */
export const withGivenOptions = (
  element: JsonObject,
  given: readonly JsonObject[] = [],
  state: JsonObject = {},
): JsonObject => {
  if (!isExternalMenu(element)) return element;
  const held = [state["selected_option"] ?? null, ...arrayOf(state["selected_options"])].filter(isJsonObject);
  return { ...element, options: [...given, ...held] };
};

/** A person can choose only what the menu shows: its options, and those it began with. */
const asOption = (element: JsonObject, value: string): JsonObject => {
  const initial = [element["initial_option"] ?? null, ...arrayOf(element["initial_options"])].map(objectOf);
  const offered = [...optionsOf(element), ...initial].find((option) => option["value"] === value);
  if (offered) return offered;
  const remedy = isExternalMenu(element) ? " (the app has to give it as an option first)" : "";
  throw new Error(`The menu ${stringOf(element["action_id"])} does not offer "${value}"${remedy}.`);
};

/**
 * The state of one element after an entry, as it stands in `state.values`.
 *
 * @param entry what was entered; undefined keeps the element's initial value.
 * @returns undefined for elements without a state, such as buttons.
 * @see https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
 */
export const elementState = (element: JsonObject, entry?: Entry): JsonObject | undefined => {
  const type = stringOf(element["type"]);
  const fields = entryFields[type];
  if (fields === undefined) return undefined;
  const empty: JsonValue = fields.many ? [] : null;
  if (entry === undefined) return { type, [fields.state]: element[fields.initial] ?? empty };
  if (entry === null) return { type, [fields.state]: empty };
  const isOption = fields.state.startsWith("selected_option");
  const one = (value: string): JsonValue => (isOption ? asOption(element, value) : value);
  const values = typeof entry === "string" ? [entry] : [...entry];
  const most = element["max_selected_items"];
  if (typeof most === "number" && values.length > most)
    throw new Error(`The menu ${stringOf(element["action_id"])} takes ${most} choices at most, not ${values.length}.`);
  return { type, [fields.state]: fields.many ? values.map(one) : values[0] === undefined ? null : one(values[0]) };
};

/** Whether a state holds nothing, as required inputs may not. */
export const isBlank = (state: JsonObject): boolean =>
  Object.entries(state).every(
    ([name, value]) =>
      name === "type" || value === null || value === "" || (Array.isArray(value) && value.length === 0),
  );

/** The state of all blocks before anybody entered anything, keeping entries made earlier under the same ids. */
export const initialState = (blocks: readonly JsonValue[], entered: JsonObject): JsonObject => {
  const values: JsonObject = {};
  for (const block of blocks.map(objectOf)) {
    const blockId = stringOf(block["block_id"]);
    for (const element of interactiveElements(block)) {
      const actionId = stringOf(element["action_id"]);
      const fresh = elementState(element);
      const before = objectOf(objectOf(entered[blockId])[actionId]);
      if (fresh)
        values[blockId] = {
          ...objectOf(values[blockId]),
          [actionId]: before["type"] === fresh["type"] ? before : fresh,
        };
    }
  }
  return values;
};
