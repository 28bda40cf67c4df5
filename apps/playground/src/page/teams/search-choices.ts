import type { PlaygroundAction } from "../../wire/playground-action.ts";
import type { PaneProps } from "../pane-props.ts";
import type { TeamsView } from "../../wire/teams-state.ts";
import type { Found } from "../typeahead/use-suggestions.ts";
import type { SearchedChoice } from "./searched-choices.ts";

type Search = Omit<Extract<PlaygroundAction, { readonly kind: "teams-search" }>, "kind">;

/** Asks the bot, as a person who types in a card's input, for choices. */
export async function searchChoices(act: PaneProps<TeamsView>["act"], search: Search): Promise<Found<SearchedChoice>> {
  const answer = await act({ kind: "teams-search", ...search });
  if (!answer.ok) return { choices: [], trouble: answer.message };
  return { choices: answer.choices ?? [], trouble: answer.trouble ?? "" };
}
