import type { JsonObject } from "@perfecto-bot/simulators/slack";
import { useContext, useEffect, useState } from "react";
import { BlockHostContext } from "./block-host.ts";
import { DirectoryContext } from "./directory-context.ts";
import type { Choice } from "./element-entry.ts";
import { menuChoices } from "./menu-choices.ts";
import { readText } from "./read-json.ts";

/** The app is asked once somebody rests from typing. */
const TYPING_REST_MS = 200;

/** What a menu offers for now. */
export interface Offered {
  readonly choices: readonly Choice[];
  /** The app has chosen them for what is typed. */
  readonly isFiltered: boolean;
  /** Why there is nothing. */
  readonly note: string;
}

/** What a menu offers for what somebody has typed: its own choices, or those that the app gives. */
export function useOffered(element: JsonObject, blockId: string, typed: string, open: boolean): Offered {
  const directory = useContext(DirectoryContext);
  const { suggest } = useContext(BlockHostContext);
  const [found, setFound] = useState<readonly Choice[]>();
  const isExternal = readText(element["type"]).endsWith("external_select");
  const actionId = readText(element["action_id"]);
  const least = typeof element["min_query_length"] === "number" ? element["min_query_length"] : 3;
  const asks = isExternal && open && typed.length >= least;
  useEffect(() => {
    if (!asks || suggest === undefined) return undefined;
    let current = true;
    const timer = setTimeout(() => {
      void (async () => {
        const choices = await suggest({ blockId, actionId }, typed);
        if (current) setFound(choices);
      })();
    }, TYPING_REST_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [asks, suggest, blockId, actionId, typed]);

  if (!isExternal)
    return {
      choices: menuChoices(element, directory).flatMap(({ choices }) => choices),
      isFiltered: false,
      note: "No results",
    };
  if (typed.length < least) return { choices: [], isFiltered: true, note: `Type ${least} letters or more` };
  return { choices: found ?? [], isFiltered: true, note: found === undefined ? "Asking the app…" : "No results" };
}
