import type { JsonObject } from "@perfecto-bot/simulators/slack";
import { useCallback, useContext } from "react";
import { useSuggestions } from "../typeahead/use-suggestions.ts";
import type { Suggestions } from "../typeahead/use-suggestions.ts";
import { BlockHostContext } from "./block-host.ts";
import { DirectoryContext } from "./directory-context.ts";
import type { Choice } from "./element-entry.ts";
import { menuChoices } from "./menu-choices.ts";
import { readText } from "./read-json.ts";

/** Slack's own, where a menu does not say otherwise. */
const LEAST_LETTERS = 3;

/** What a menu offers for now. */
export interface Offered extends Suggestions<Choice> {
  /** The app has chosen them for what is typed. */
  readonly isFiltered: boolean;
}

/** What a menu offers for what somebody has typed: its own choices, or those that the app gives. */
export function useOffered(element: JsonObject, blockId: string, typed: string, isOpen: boolean): Offered {
  const directory = useContext(DirectoryContext);
  const { suggest } = useContext(BlockHostContext);
  const isExternal = readText(element["type"]).endsWith("external_select");
  const actionId = readText(element["action_id"]);
  const least = typeof element["min_query_length"] === "number" ? element["min_query_length"] : LEAST_LETTERS;
  const isEnough = typed.length >= least;
  const ask = useCallback(
    async (text: string) => (await suggest?.({ blockId, actionId }, text)) ?? { choices: [], trouble: "" },
    [suggest, blockId, actionId],
  );
  const found = useSuggestions(ask, isExternal && isOpen && isEnough ? typed : undefined);
  if (!isExternal) {
    const choices = menuChoices(element, directory).flatMap((group) => group.choices);
    return { choices, isFiltered: false, isAsking: false, trouble: "" };
  }
  if (isEnough) return { ...found, isFiltered: true };
  const letters = `${least} letter${least === 1 ? "" : "s"}`;
  return { choices: [], isFiltered: true, isAsking: false, trouble: `Type ${letters} or more` };
}
