import { useId, useRef, useState } from "react";
import type { KeyboardEvent, ReactNode } from "react";
import type { ActionAnswer } from "../../wire/action-answer.ts";
import type { Completion, Mentionable } from "./complete-text.ts";
import { completeText } from "./complete-text.ts";

/** Where a person writes: Enter sends, Shift+Enter begins a line, Tab completes. */
export function MessageBox({
  label,
  placeholder,
  people,
  onSend,
}: {
  readonly label: string;
  readonly placeholder: string;
  readonly people: readonly Mentionable[];
  readonly onSend: (text: string) => Promise<ActionAnswer>;
}): ReactNode {
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState("");
  const [error, setError] = useState("");
  const [focused, setFocused] = useState(false);
  const [dismissedFor, setDismissedFor] = useState("");
  const [at, setAt] = useState(-1);
  const completions = focused && text !== "" && dismissedFor !== text ? completeText(text, people) : [];

  const write = (written: string): void => {
    setText(written);
    setAt(-1);
    setError("");
  };
  const take = ({ text: completed }: Completion): void => {
    write(completed);
    box.current?.focus();
  };
  const send = async (): Promise<void> => {
    const said = text.trim();
    if (said === "") return;
    write("");
    const answer = await onSend(said);
    if (answer.ok) return;
    setError(answer.message);
    // What could not be sent is not lost, unless somebody has gone on writing.
    setText((now) => (now === "" ? said : now));
    setDismissedFor(said);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const chosen = completions[at];
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      if (chosen === undefined) void send();
      else take(chosen);
      return;
    }
    if (completions.length === 0) return;
    if (event.key === "Tab" && !event.shiftKey) {
      event.preventDefault();
      const first = chosen ?? completions[0];
      if (first !== undefined) take(first);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : at < 0 ? 0 : -1;
      setAt((at + step + completions.length) % completions.length);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      setDismissedFor(text);
    }
  };

  return (
    <div className="sl-writing">
      {completions.length > 0 && (
        <div className="sl-completions">
          <div id={`${id}-list`} role="listbox" aria-label="Suggestions">
            {completions.map((completion, index) => (
              <div
                key={completion.label}
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === at}
                className="sl-completion"
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => take(completion)}
              >
                <b>{completion.label}</b> <span>{completion.hint}</span>
              </div>
            ))}
          </div>
          <div className="sl-completions-foot">
            <kbd>↑</kbd> <kbd>↓</kbd> to choose, <kbd>Tab</kbd> to complete
          </div>
        </div>
      )}
      <div className="sl-box-frame">
        <textarea
          ref={box}
          rows={1}
          value={text}
          aria-label={label}
          placeholder={placeholder}
          maxLength={12_000}
          aria-describedby={error === "" ? undefined : `${id}-error`}
          aria-controls={completions.length > 0 ? `${id}-list` : undefined}
          aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
          onChange={({ target }) => write(target.value)}
          onKeyDown={press}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
        />
        <button
          type="button"
          className="sl-send"
          aria-label="Send"
          disabled={text.trim() === ""}
          onClick={() => void send()}
        >
          <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true" fill="currentColor">
            <path d="M2.4 2.6a.7.7 0 0 1 1-.8l14.2 7.5a.8.8 0 0 1 0 1.4L3.4 18.2a.7.7 0 0 1-1-.8l1.7-5.6 7.3-1.3c.5-.1.5-.9 0-1L4.100 8.200z" />
          </svg>
        </button>
      </div>
      {error !== "" && (
        <p className="sl-error" role="alert" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}
