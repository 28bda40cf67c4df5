import type { FormValues } from "@perfecto-bot/cards";
import type { Mention } from "@perfecto-bot/domain";
import { INPUT_ACTIONS, inputIdOf } from "./form-ids.ts";
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
 * The values of a submitted form of ours. Empty texts are "", an empty choice of people is an empty list; people come
 * before groups, each in the order in which they were chosen.
 * @see https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
 */
export function readForm(state: FormState): FormValues {
  const texts = new Map<string, string>();
  const people = new Map<string, readonly Mention[]>();
  for (const [blockId, inputs] of Object.entries(state)) {
    for (const [actionId, input] of Object.entries(inputs)) {
      if (actionId === INPUT_ACTIONS.text) texts.set(blockId, input.value ?? "");
      if (actionId === INPUT_ACTIONS.select) texts.set(blockId, input.selected_option?.value ?? "");
      if (actionId === INPUT_ACTIONS.people || actionId === INPUT_ACTIONS.groups) {
        const id = inputIdOf(blockId);
        people.set(id, [...(people.get(id) ?? []), ...mentions(input)]);
      }
    }
  }
  return { texts: Object.fromEntries(texts), people: Object.fromEntries(people) };
}

function mentions({ selected_users, selected_options }: InputState): Mention[] {
  const users = (selected_users ?? []).map((id): Mention => ({ kind: "user", id }));
  const groups = (selected_options ?? []).map(({ value = "" }): Mention =>
    value === "here" ? { kind: "here", id: "" } : { kind: "group", id: value },
  );
  return [...users, ...groups].filter(isSlackMention);
}
