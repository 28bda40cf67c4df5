import type { JsonObject } from "../json-value.ts";
import { arrayOf, objectOf } from "../json-value.ts";
import { LIMITS } from "../limits.ts";
import type { Check, Report } from "./check.ts";
import { boolean, integer, list, literal, object, text, url, variant } from "./check.ts";
import {
  confirmation,
  conversationFilter,
  imageElement,
  menuOption,
  optionGroup,
  overflowOption,
  plainText,
  richOption,
} from "./compositions.ts";

const id = text(255, 1);
const actionable = { action_id: text(LIMITS.actionId, 1), confirm: confirmation };
const focusable = { ...actionable, focus_on_load: boolean };
const selectable = { ...focusable, placeholder: plainText(LIMITS.placeholder) };
const several = { max_selected_items: integer(1, 100) };
const typed = {
  action_id: text(LIMITS.actionId, 1),
  focus_on_load: boolean,
  placeholder: plainText(LIMITS.placeholder),
  dispatch_action_config: object(
    {},
    { trigger_actions_on: list(literal("on_enter_pressed", "on_character_entered"), 2) },
  ),
};

/** Reports initial options that are not among the offered ones, as Slack does. */
const initialOptionsAreOffered = (value: JsonObject, pointer: string, report: Report): void => {
  const groups = arrayOf(value["option_groups"]).map((group) => arrayOf(objectOf(group)["options"]));
  const offered = new Set([arrayOf(value["options"]), ...groups].flat().map((entry) => JSON.stringify(entry)));
  const check = (option: unknown, at: string): void => {
    if (!offered.has(JSON.stringify(option))) report("must match one of the options", at);
  };
  if (value["initial_option"] !== undefined) check(value["initial_option"], `${pointer}/initial_option`);
  arrayOf(value["initial_options"]).forEach((entry, index) => check(entry, `${pointer}/initial_options/${index}`));
};

const eitherOptionsOrGroups = (value: JsonObject, pointer: string, report: Report): void => {
  if ((value["options"] === undefined) === (value["option_groups"] === undefined)) {
    report("must provide exactly one of options, option_groups", pointer);
  }
  initialOptionsAreOffered(value, pointer, report);
};

const menu = { options: list(menuOption, LIMITS.options), option_groups: list(optionGroup, LIMITS.optionGroups) };
const few = { options: list(richOption, LIMITS.fewOptions) };
const type = (name: string): { type: Check } => ({ type: literal(name) });
const conversations = { default_to_current_conversation: boolean, filter: conversationFilter };
const answering = { response_url_enabled: boolean };

/**
 * Every element the stand-in knows, by type.
 *
 * @see https://docs.slack.dev/reference/block-kit/block-elements
 */
const elements = {
  button: object(
    { ...type("button"), text: plainText(LIMITS.buttonText) },
    {
      ...actionable,
      value: text(LIMITS.buttonValue, 1),
      url: url(LIMITS.url),
      style: literal("primary", "danger"),
      accessibility_label: text(LIMITS.accessibilityLabel, 1),
    },
  ),
  image: imageElement,
  overflow: object({ ...type("overflow"), options: list(overflowOption, LIMITS.overflowOptions) }, actionable),
  checkboxes: object(
    { ...type("checkboxes"), ...few },
    { ...focusable, initial_options: list(richOption, LIMITS.fewOptions) },
    initialOptionsAreOffered,
  ),
  radio_buttons: object(
    { ...type("radio_buttons"), ...few },
    { ...focusable, initial_option: richOption },
    initialOptionsAreOffered,
  ),
  static_select: object(
    type("static_select"),
    { ...selectable, ...menu, initial_option: menuOption },
    eitherOptionsOrGroups,
  ),
  multi_static_select: object(
    type("multi_static_select"),
    { ...selectable, ...several, ...menu, initial_options: list(menuOption, LIMITS.options) },
    eitherOptionsOrGroups,
  ),
  external_select: object(type("external_select"), {
    ...selectable,
    initial_option: menuOption,
    min_query_length: integer(0, 150),
  }),
  multi_external_select: object(type("multi_external_select"), {
    ...selectable,
    ...several,
    initial_options: list(menuOption, LIMITS.options),
    min_query_length: integer(0, 150),
  }),
  users_select: object(type("users_select"), { ...selectable, initial_user: id }),
  multi_users_select: object(type("multi_users_select"), {
    ...selectable,
    ...several,
    initial_users: list(id, 100),
  }),
  conversations_select: object(type("conversations_select"), {
    ...selectable,
    ...conversations,
    ...answering,
    initial_conversation: id,
  }),
  multi_conversations_select: object(type("multi_conversations_select"), {
    ...selectable,
    ...several,
    ...conversations,
    initial_conversations: list(id, 100),
  }),
  channels_select: object(type("channels_select"), { ...selectable, ...answering, initial_channel: id }),
  datepicker: object(type("datepicker"), { ...selectable, initial_date: text(10, 10, /^\d{4}-\d\d-\d\d$/) }),
  plain_text_input: object(type("plain_text_input"), {
    ...typed,
    initial_value: text(LIMITS.inputLength),
    multiline: boolean,
    min_length: integer(0, LIMITS.inputLength),
    max_length: integer(1, LIMITS.inputLength),
  }),
  number_input: object(
    { ...type("number_input"), is_decimal_allowed: boolean },
    { ...typed, initial_value: text(255), min_value: text(255), max_value: text(255) },
  ),
};

const choose = (...names: readonly (keyof typeof elements)[]): Check =>
  variant(Object.fromEntries(names.map((name) => [name, elements[name]])));

const choices = [
  "checkboxes",
  "radio_buttons",
  "static_select",
  "external_select",
  "users_select",
  "conversations_select",
  "channels_select",
  "datepicker",
] as const;

/** @see https://docs.slack.dev/reference/block-kit/block-elements/multi-select-menu-element */
const multiChoices = [
  "multi_static_select",
  "multi_external_select",
  "multi_users_select",
  "multi_conversations_select",
] as const;

/** What an actions block may hold. @see https://docs.slack.dev/reference/block-kit/blocks/actions-block */
export const actionsElement: Check = choose("button", "overflow", ...choices);

/** What may stand beside a section. @see https://docs.slack.dev/reference/block-kit/blocks/section-block */
export const accessory: Check = choose("button", "overflow", "image", ...choices, ...multiChoices);

/** What an input block may hold. @see https://docs.slack.dev/reference/block-kit/blocks/input-block */
export const inputElement: Check = choose("plain_text_input", "number_input", ...choices, ...multiChoices);
