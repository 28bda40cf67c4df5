import { useEffect, useId, useRef, useState } from "react";
import type { KeyboardEvent, ReactNode } from "react";
import { describeChoices } from "./describe-choices.ts";
import { moveHighlight } from "./move-highlight.ts";
import "./typeahead.css";

/** Something that can be chosen, or was. */
export interface TypeaheadChoice {
  readonly value: string;
  readonly label: string;
}

/** A field's accessible name and state. */
interface FieldWords {
  readonly id?: string | undefined;
  /** Its name, where no label is bound to `id`. */
  readonly label?: string | undefined;
  readonly labelledBy?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly isRequired?: boolean;
  readonly isInvalid?: boolean;
  readonly isBusy?: boolean;
  readonly isDisabled?: boolean;
}

interface TypeaheadFieldProps extends FieldWords {
  readonly placeholder: string;
  /** Several can be chosen. */
  readonly isMany: boolean;
  readonly chosen: readonly TypeaheadChoice[];
  /** What the list offers for what is typed. */
  readonly offered: readonly TypeaheadChoice[];
  readonly isAsking: boolean;
  /** Said instead of choices; "" where nothing went wrong. */
  readonly trouble: string;
  readonly typed: string;
  readonly isOpen: boolean;
  /** Somebody typed, opened the list or closed it. */
  readonly onTyping: (typed: string, isOpen: boolean) => void;
  readonly onPick: (value: string) => void;
  readonly onRemove: (value: string) => void;
}

/**
 * A field to type in, with a list of what can be chosen, and what was chosen in front of it.
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */
export function TypeaheadField(props: TypeaheadFieldProps): ReactNode {
  const { chosen, offered, isMany, isAsking, trouble, typed, isOpen, onTyping, onPick, onRemove } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const active = Math.min(at, offered.length - 1);
  const state = describeChoices({ count: offered.length, isAsking, trouble });
  const isListed = isOpen && trouble === "" && offered.length > 0;

  useEffect(() => {
    if (!isOpen) return;
    // Where it would be cut off by what it is in, it is brought into sight, but not so that the field goes out of it.
    list.current?.scrollIntoView({ block: "nearest" });
    input.current?.scrollIntoView({ block: "nearest" });
  }, [isOpen, isListed]);
  useEffect(() => {
    if (isListed) document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [id, isListed, active]);

  const type = (text: string): void => {
    setAt(0);
    onTyping(text, true);
  };
  const pick = (choice: TypeaheadChoice | undefined): void => {
    if (choice === undefined) return;
    setAt(0);
    onTyping("", isMany);
    onPick(choice.value);
    input.current?.focus();
  };
  const remove = (value: string): void => {
    onRemove(value);
    input.current?.focus();
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (isOpen) setAt(moveHighlight(active, event.key === "ArrowDown" ? 1 : -1, offered.length));
      else onTyping(typed, true);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (isListed) pick(offered[active]);
    } else if (event.key === "Escape" && isOpen) {
      // Not the dialog that the field is in.
      event.preventDefault();
      event.stopPropagation();
      onTyping(typed, false);
    } else if (event.key === "Backspace" && typed === "") {
      const last = chosen.at(-1);
      if (last !== undefined) remove(last.value);
    }
  };

  return (
    <div
      className="ta"
      onBlur={({ currentTarget, relatedTarget }) => {
        // What was typed and not chosen would not be sent: it does not stay either.
        if ((isOpen || typed !== "") && !currentTarget.contains(relatedTarget)) onTyping("", false);
      }}
    >
      <div
        className="ta-box"
        data-invalid={props.isInvalid ?? false}
        onMouseDown={(event) => {
          if (event.target !== event.currentTarget) return;
          event.preventDefault();
          input.current?.focus();
        }}
      >
        {chosen.map(({ value, label }) => (
          <span key={value} className="ta-chip">
            <span>{label}</span>
            <button
              type="button"
              aria-label={`Remove ${label}`}
              disabled={props.isDisabled}
              onClick={() => remove(value)}
            >
              <span aria-hidden="true">×</span>
            </button>
          </span>
        ))}
        <input
          ref={input}
          id={props.id}
          type="text"
          role="combobox"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          aria-label={props.label}
          aria-labelledby={props.labelledBy}
          aria-describedby={`${id}-chosen ${props.describedBy ?? ""}`.trim()}
          aria-required={props.isRequired}
          aria-invalid={props.isInvalid}
          aria-busy={(props.isBusy ?? false) || (isOpen && isAsking)}
          aria-expanded={isListed}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={isListed ? `${id}-${active}` : undefined}
          placeholder={chosen.length === 0 ? props.placeholder : ""}
          disabled={props.isDisabled}
          value={typed}
          onChange={({ target }) => type(target.value)}
          onClick={() => onTyping(typed, true)}
          onKeyDown={press}
        />
        {isOpen && isAsking && <span className="ta-wheel" aria-hidden="true" />}
      </div>
      <span id={`${id}-chosen`} hidden>
        {chosen.length === 0 ? "Nothing chosen" : `Chosen: ${chosen.map(({ label }) => label).join(", ")}`}
      </span>
      <div ref={list} className="ta-popup" hidden={!isOpen}>
        <div id={`${id}-list`} role="listbox" aria-label="Choices" aria-multiselectable={isMany} hidden={!isListed}>
          {offered.map((choice, index) => (
            <div
              key={choice.value}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              className="ta-option"
              data-active={index === active}
              aria-selected={chosen.some(({ value }) => value === choice.value)}
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => setAt(index)}
              onClick={() => pick(choice)}
            >
              {choice.label}
            </div>
          ))}
        </div>
        <p className={isListed ? "visually-hidden" : trouble === "" ? "ta-note" : "ta-note ta-trouble"} role="status">
          {isOpen ? state : ""}
        </p>
      </div>
    </div>
  );
}
