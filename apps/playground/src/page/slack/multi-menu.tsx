import type { JsonObject } from "@perfecto-bot/simulators/slack";
import { useContext, useId, useRef, useState } from "react";
import type { KeyboardEvent, ReactNode } from "react";
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
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const directory = useContext(DirectoryContext);
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const type = readText(element["type"]);
  const isMany = type.startsWith("multi_");
  const offered = useOffered(element, blockId, typed, open);
  const known = useRef(new Map<string, string>());
  for (const { value, text } of [...offered.choices, ...initialChoices(element)])
    known.current.set(value, optionWords(text, directory));

  const chosen = entryList(state.entry);
  const most = typeof element["max_selected_items"] === "number" ? element["max_selected_items"] : 100;
  const shown = offered.choices.filter(
    ({ value, text }) =>
      !(isMany && chosen.includes(value)) &&
      (offered.isFiltered || optionWords(text, directory).toLowerCase().includes(typed.toLowerCase())),
  );
  const active = shown[Math.min(at, shown.length - 1)];
  const placeholder = plainWords(readObject(element["placeholder"])) || "Select an option";
  const labelOf = (value: string): string =>
    known.current.get(value) ?? directory.userName(value) ?? directory.channelName(value) ?? value;

  const pick = ({ value }: Choice): void => {
    setTyped("");
    setAt(0);
    if (isMany) {
      if (chosen.length < most) state.enter([...chosen, value]);
    } else {
      state.enter(value);
      setOpen(false);
    }
    input.current?.focus();
  };
  const remove = (value: string): void => {
    state.enter(chosen.filter((each) => each !== value));
    input.current?.focus();
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      setAt((before) => (before + step + shown.length) % Math.max(1, shown.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (open && active !== undefined) pick(active);
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === "Backspace" && typed === "") {
      const last = chosen.at(-1);
      if (last !== undefined) remove(last);
    }
  };

  return (
    <div
      className="sl-multi"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setOpen(false);
      }}
    >
      <div className={field?.invalid === true ? "sl-field sl-chips sl-wrong" : "sl-field sl-chips"}>
        {chosen.map((value) => (
          <span key={value} className="sl-chip">
            {labelOf(value)}
            <button
              type="button"
              aria-label={`Remove ${labelOf(value)}`}
              disabled={state.inert}
              onClick={() => remove(value)}
            >
              ×
            </button>
          </span>
        ))}
        <input
          ref={input}
          id={field?.id}
          role="combobox"
          autoComplete="off"
          aria-label={field === undefined ? (name ?? placeholder) : undefined}
          aria-describedby={field?.describedBy || undefined}
          aria-invalid={field?.invalid}
          aria-busy={state.busy}
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={open && active !== undefined ? `${id}-${active.value}` : undefined}
          placeholder={chosen.length === 0 ? placeholder : ""}
          disabled={state.inert}
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value);
            setAt(0);
            setOpen(true);
          }}
          onClick={() => setOpen(true)}
          onFocus={() => setOpen(true)}
          onKeyDown={press}
        />
      </div>
      <div
        id={`${id}-list`}
        className="sl-popup sl-listbox"
        role="listbox"
        aria-label="Options"
        hidden={!open || shown.length === 0}
      >
        {shown.map((choice) => (
          <div
            key={choice.value}
            id={`${id}-${choice.value}`}
            role="option"
            tabIndex={-1}
            aria-selected={choice === active}
            className="sl-option"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(choice)}
          >
            {optionWords(choice.text, directory)}
          </div>
        ))}
      </div>
      {open && shown.length === 0 && <div className="sl-popup sl-nothing">{offered.note}</div>}
    </div>
  );
}

function initialChoices(element: JsonObject): readonly Choice[] {
  const initial = element["initial_option"];
  return [...choicesOf(element["initial_options"]), ...(initial === undefined ? [] : choicesOf([initial]))];
}
