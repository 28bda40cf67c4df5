import { clampText, cleanLineText, type FormInput } from "@perfecto-bot/cards";
import type { ExternalSelect, MultiExternalSelect, PlainTextInput } from "@slack/types";
import { plainText } from "./draw-buttons.ts";
import { INPUT_ACTIONS, lookupActionId } from "./form-ids.ts";
import { LIMITS } from "./limits.ts";
import { fitsOption, nameOption } from "./name-option.ts";

type LookupInput = Extract<FormInput, { readonly kind: "lookup" }>;

/** More names than that are a pattern's work. A form that begins with more keeps them. */
const MOST_NAMES = 25;
/** A menu tells what it can do at once, before anything is typed. */
const SHOWN_FROM_CHARACTERS = 0;

/**
 * Names to look up, as a menu whose options we are asked for while somebody types. Where what it begins with fits no
 * menu it is a text instead, several names one a line, so that nothing is lost by opening a form and submitting it.
 * @see https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select
 * @see https://docs.slack.dev/reference/block-kit/block-elements/multi-select-menu-element#external_multi_select
 */
export function drawLookup(input: LookupInput): ExternalSelect | MultiExternalSelect | PlainTextInput {
  const { of, several } = input;
  const named = [...new Set(input.value)].filter((name) => cleanLineText(name).trim() !== "");
  const names = several ? named : named.slice(0, 1);
  if (!names.every(fitsOption) || names.length > LIMITS.selectedOptions) return asText(names, several);
  const menu = {
    action_id: lookupActionId(of),
    min_query_length: SHOWN_FROM_CHARACTERS,
    placeholder: plainText(input.placeholder ?? "Type to search", LIMITS.placeholder),
  };
  const [first, ...others] = names.map(nameOption);
  const none = first === undefined;
  if (!several) return { type: "external_select", ...menu, ...(none ? {} : { initial_option: first }) };
  return {
    type: "multi_external_select",
    ...menu,
    max_selected_items: Math.max(MOST_NAMES, names.length),
    ...(none ? {} : { initial_options: [first, ...others] }),
  };
}

function asText(names: readonly string[], several: boolean): PlainTextInput {
  return {
    type: "plain_text_input",
    action_id: several ? INPUT_ACTIONS.names : INPUT_ACTIONS.name,
    multiline: several,
    initial_value: clampText(names.map(cleanLineText).join("\n"), LIMITS.inputValue),
  };
}
