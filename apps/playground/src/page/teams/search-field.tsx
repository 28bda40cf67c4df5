import { useCallback, useEffect, useId, useRef, useState, useSyncExternalStore } from "react";
import type { ReactNode } from "react";
import type { TypeaheadChoice } from "../typeahead/typeahead-field.tsx";
import { TypeaheadField } from "../typeahead/typeahead-field.tsx";
import type { Found } from "../typeahead/use-suggestions.ts";
import { useSuggestions } from "../typeahead/use-suggestions.ts";
import { mergeChoices } from "./merge-choices.ts";
import type { SearchedChoice, SearchedChoices } from "./searched-choices.ts";

/** Searches the choices of a card's input. Never rejects. */
export type SearchCard = (inputId: string, text: string) => Promise<Found<SearchedChoice>>;

/** The field of an input whose choices the bot searches for. Without `onSearch` it is a picture. */
export function SearchField({
  input,
  onSearch,
}: {
  readonly input: SearchedChoices;
  readonly onSearch: SearchCard | undefined;
}): ReactNode {
  const chosen = useSyncExternalStore(input.listen, () => input.chosen);
  const labelledBy = useSyncExternalStore(input.listen, () => input.labelIds);
  const [typed, setTyped] = useState("");
  const [isOpen, setOpen] = useState(false);
  const inputId = input.id ?? "";
  const ask = useCallback(
    async (text: string) => (await onSearch?.(inputId, text)) ?? { choices: [], trouble: "" },
    [onSearch, inputId],
  );
  const fieldId = useId();
  useEffect(() => {
    // The renderer's label is for the place of the field: pressed, it leads to the field.
    const label = input.renderedElement?.querySelector<HTMLLabelElement>(`label[for="${input.host.id}"]`);
    if (label) label.htmlFor = fieldId;
  }, [input, fieldId]);
  const found = useSuggestions(ask, isOpen ? typed : undefined);
  const offered = mergeChoices(input.ownChoices, found.choices, typed);
  const known = useRef(new Map<string, string>());
  for (const { title, value } of [...input.ownChoices, ...offered]) known.current.set(value, title);

  const { isMultiSelect, placeholder = "" } = input;
  const labelled = (value: string): TypeaheadChoice => ({ value, label: known.current.get(value) ?? value });
  return (
    <TypeaheadField
      id={fieldId}
      label={labelledBy === "" ? placeholder : undefined}
      labelledBy={labelledBy === "" ? undefined : labelledBy}
      isRequired={input.isRequired}
      isInvalid={input.host.classList.contains("ac-input-validation-failed")}
      isDisabled={onSearch === undefined}
      placeholder={placeholder}
      isMany={isMultiSelect}
      chosen={chosen.map(labelled)}
      offered={offered
        .filter(({ value }) => !(isMultiSelect && chosen.includes(value)))
        .map(({ value }) => labelled(value))}
      isAsking={found.isAsking}
      trouble={found.trouble}
      typed={typed}
      isOpen={isOpen}
      onTyping={(text, open) => {
        setTyped(text);
        setOpen(open);
      }}
      onPick={(value) => input.choose(isMultiSelect ? [...chosen, value] : [value])}
      onRemove={(value) => input.choose(chosen.filter((each) => each !== value))}
    />
  );
}
