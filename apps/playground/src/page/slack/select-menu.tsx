import { useContext } from "react";
import type { ReactNode } from "react";
import { DirectoryContext } from "./directory-context.ts";
import { entryList } from "./element-entry.ts";
import type { ElementProps } from "./element-props.ts";
import { menuChoices } from "./menu-choices.ts";
import { readObject } from "./read-json.ts";
import { optionWords } from "./option-words.ts";
import { plainWords } from "./text-object.tsx";
import type { ElementState } from "./use-element.ts";

/**
 * A menu of one choice: options, people, conversations or channels.
 * @see https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element
 */
export function SelectMenu(props: ElementProps & { readonly state: ElementState }): ReactNode {
  const { element, field, name, state } = props;
  const directory = useContext(DirectoryContext);
  const groups = menuChoices(element, directory);
  const [value = ""] = entryList(state.entry);
  const placeholder = plainWords(readObject(element["placeholder"])) || "Select an option";
  return (
    <select
      id={field?.id}
      className="sl-field sl-select"
      aria-label={field === undefined ? (name ?? placeholder) : undefined}
      aria-describedby={field?.describedBy || undefined}
      aria-invalid={field?.invalid}
      aria-busy={state.busy}
      disabled={state.inert}
      value={value}
      onChange={({ target }) => state.enter(target.value === "" ? [] : target.value)}
    >
      <option value="">{placeholder}</option>
      {groups.map(({ label, choices }) => {
        const options = choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {optionWords(choice.text, directory)}
          </option>
        ));
        return label === "" ? (
          options
        ) : (
          <optgroup key={label} label={label}>
            {options}
          </optgroup>
        );
      })}
    </select>
  );
}
