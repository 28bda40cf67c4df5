import type { FormValues } from "@perfecto-bot/cards";
import type { Mention } from "@perfecto-bot/domain";
import { INPUT_ACTIONS, inputIdOf, readLookup } from "./form-ids.ts";
import { isSlackMention } from "./slack-mention.ts";

/** One input's state in a `view_submission`, as far as our inputs use it. */
export interface InputState {
  readonly value?: string | null;
  readonly selected_option?: { readonly value?: string } | null;
  readonly selected_options?: readonly { readonly value?: string }[] | null;
  readonly selected_users?: readonly string[] | null;
}

/** `view.state.values`: by block id, then by action id. */
export type FormState = Readonly<Record<string, Readonly<Record<string, InputState>>>>;

/**
 * The values of a submitted form of ours. Empty texts are "", an empty choice of people or names is an empty list; people
 * come before groups, each in the order in which they were chosen. No name is blank or comes twice.
 * @see https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
 */
export function readForm(state: FormState): FormValues {
  const texts = new Map<string, string>();
  const names = new Map<string, readonly string[]>();
  const people = new Map<string, readonly Mention[]>();
  for (const [blockId, inputs] of Object.entries(state)) {
    for (const [actionId, input] of Object.entries(inputs)) {
      if (actionId === INPUT_ACTIONS.text) texts.set(blockId, input.value ?? "");
      if (actionId === INPUT_ACTIONS.select) texts.set(blockId, input.selected_option?.value ?? "");
      const chosen = namesOf(actionId, input);
      if (chosen !== undefined) names.set(blockId, distinct(chosen));
      if (actionId === INPUT_ACTIONS.people || actionId === INPUT_ACTIONS.groups) {
        const id = inputIdOf(blockId);
        people.set(id, [...(people.get(id) ?? []), ...mentions(input)]);
      }
    }
  }
  return {
    texts: Object.fromEntries(texts),
    names: Object.fromEntries(names),
    people: Object.fromEntries(people),
  };
}

/** The names of an input, in the menu or in the text that stood in for it; `undefined` for other inputs. */
function namesOf(actionId: string, input: InputState): readonly string[] | undefined {
  const text = input.value ?? "";
  if (actionId === INPUT_ACTIONS.name) return [text.trim()];
  if (actionId === INPUT_ACTIONS.names) return text.split("\n").map((line) => line.trim());
  if (readLookup(actionId) === undefined) return undefined;
  return [input.selected_option, ...(input.selected_options ?? [])].map((option) => option?.value ?? "");
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name) => name.trim() !== ""))];
}

function mentions({ selected_users, selected_options }: InputState): Mention[] {
  const users = (selected_users ?? []).map((id): Mention => ({ kind: "user", id }));
  const groups = (selected_options ?? []).map(({ value = "" }): Mention =>
    value === "here" ? { kind: "here", id: "" } : { kind: "group", id: value },
  );
  return [...users, ...groups].filter(isSlackMention);
}
