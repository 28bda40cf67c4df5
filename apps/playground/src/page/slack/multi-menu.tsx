import type { JsonObject } from "@perfecto-bot/simulators/slack";
import { useContext, useRef, useState } from "react";
import type { ReactNode } from "react";
import type { TypeaheadChoice } from "../typeahead/typeahead-field.tsx";
import { TypeaheadField } from "../typeahead/typeahead-field.tsx";
import { DirectoryContext } from "./directory-context.ts";
import type { Choice } from "./element-entry.ts";
import { choicesOf, entryList } from "./element-entry.ts";
import type { ElementProps } from "./element-props.ts";
import { optionWords } from "./option-words.ts";
import { readObject, readText } from "./read-json.ts";
import { plainWords } from "./text-object.tsx";
import type { ElementState } from "./use-element.ts";
import { useOffered } from "./use-offered.ts";

/**
 * A menu to type in: of several choices, or with options that come from the app.
 * @see https://docs.slack.dev/reference/block-kit/block-elements/multi-select-menu-element
 */
export function MultiMenu({
  element,
  blockId,
  field,
  name,
  state,
}: ElementProps & { readonly state: ElementState }): ReactNode {
  const directory = useContext(DirectoryContext);
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const isMany = readText(element["type"]).startsWith("multi_");
  const offered = useOffered(element, blockId, typed, isOpen);
  const known = useRef(new Map<string, string>());
  for (const { value, text } of [...offered.choices, ...initialChoices(element)])
    known.current.set(value, optionWords(text, directory));

  const chosen = entryList(state.entry);
  const most = typeof element["max_selected_items"] === "number" ? element["max_selected_items"] : 100;
  const isFull = isMany && chosen.length >= most;
  const shown = offered.choices.filter(
    ({ value, text }) =>
      !(isMany && chosen.includes(value)) &&
      (offered.isFiltered || optionWords(text, directory).toLowerCase().includes(typed.toLowerCase())),
  );
  const labelled = (value: string): TypeaheadChoice => {
    const label = known.current.get(value) ?? directory.userName(value) ?? directory.channelName(value) ?? value;
    return { value, label };
  };
  const placeholder = plainWords(readObject(element["placeholder"])) || "Select an option";
  return (
    <TypeaheadField
      id={field?.id}
      label={field === undefined ? (name ?? placeholder) : undefined}
      describedBy={field?.describedBy}
      isInvalid={field?.invalid ?? false}
      isBusy={state.busy}
      isDisabled={state.inert}
      placeholder={placeholder}
      isMany={isMany}
      chosen={chosen.map(labelled)}
      offered={isFull ? [] : shown.map(({ value }) => labelled(value))}
      isAsking={offered.isAsking}
      trouble={isFull ? `You can choose ${most} at most.` : offered.trouble}
      typed={typed}
      isOpen={isOpen}
      onTyping={(text, open) => {
        setTyped(text);
        setOpen(open);
      }}
      onPick={(value) => state.enter(isMany ? [...chosen, value] : value)}
      onRemove={(value) => state.enter(chosen.filter((each) => each !== value))}
    />
  );
}

function initialChoices(element: JsonObject): readonly Choice[] {
  const initial = element["initial_option"];
  return [...choicesOf(element["initial_options"]), ...(initial === undefined ? [] : choicesOf([initial]))];
}
