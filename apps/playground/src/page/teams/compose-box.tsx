import { useId, useState } from "react";
import type { KeyboardEvent, ReactNode, SubmitEvent } from "react";
import { completeMessage, mentionsBot } from "./complete-message.ts";
import type { Suggestion } from "./complete-message.ts";
import "./compose-box.css";

interface ComposeBoxProps {
  /** What it is for, such as "Reply". */
  readonly label: string;
  readonly placeholder: string;
  readonly botName: string;
  /** In the chat with the bot alone it hears everything. */
  readonly isPersonal: boolean;
  readonly autoFocus?: boolean;
  /** Whether it was sent; what was not stays in the box. */
  readonly onSend: (text: string) => Promise<boolean>;
  readonly onCancel?: () => void;
}

/** Where somebody writes: Enter sends; the bot's name and its verbs are suggested. */
export function ComposeBox({
  label,
  placeholder,
  botName,
  isPersonal,
  autoFocus,
  onSend,
  onCancel,
}: ComposeBoxProps): ReactNode {
  const id = useId();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const [isClosed, setClosed] = useState(true);
  const [isSending, setSending] = useState(false);
  const suggestions = isClosed ? [] : completeMessage(text, botName, isPersonal);
  const active = suggestions[Math.min(chosen, suggestions.length - 1)];
  const isUnheard = !isPersonal && text.trim() !== "" && suggestions.length === 0 && !mentionsBot(text, botName);

  const write = (next: string): void => {
    setText(next);
    setChosen(0);
    setClosed(false);
  };
  const send = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const said = text.trim();
    if (said === "" || isSending) return;
    setSending(true);
    // The box is empty at once, as in Teams, and what could not be sent comes back.
    setText("");
    setClosed(true);
    try {
      if (!(await onSend(said))) setText((now) => now || said);
    } finally {
      setSending(false);
    }
  };
  const choose = (suggestion: Suggestion): void => {
    setText(suggestion.text);
    setClosed(true);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (active === undefined) {
      if (event.key === "Escape") onCancel?.();
      return;
    }
    const count = suggestions.length;
    const at = suggestions.indexOf(active);
    if (event.key === "ArrowDown") setChosen((at + 1) % count);
    else if (event.key === "ArrowUp") setChosen((at + count - 1) % count);
    else if (event.key === "Enter" || event.key === "Tab") choose(active);
    else if (event.key === "Escape") setClosed(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <form className="teams-compose" onSubmit={(event) => void send(event)}>
      {suggestions.length > 0 && (
        <ul id={`${id}-list`} className="teams-suggestions" role="listbox" aria-label="Suggestions">
          {suggestions.map((suggestion, at) => (
            <li
              key={suggestion.title}
              id={`${id}-${at}`}
              role="option"
              aria-selected={suggestion === active}
              ref={suggestion === active ? scrollNearest : undefined}
              onPointerDown={(event) => {
                event.preventDefault();
                choose(suggestion);
              }}
            >
              <b>{suggestion.title}</b> <span>{suggestion.does}</span>
            </li>
          ))}
        </ul>
      )}
      <div className="teams-compose-row">
        <input
          type="text"
          role="combobox"
          aria-label={label}
          aria-expanded={suggestions.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={active === undefined ? undefined : `${id}-${suggestions.indexOf(active)}`}
          aria-describedby={isUnheard ? `${id}-hint` : undefined}
          autoComplete="off"
          maxLength={12_000}
          placeholder={placeholder}
          value={text}
          // Opened by its own button: whoever pressed that wants to write.
          autoFocus={autoFocus}
          onChange={(event) => write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={() => setClosed(true)}
        />
        <button type="submit" className="teams-send" aria-label="Send" disabled={text.trim() === "" || isSending}>
          <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
            <path
              d="M2.7 2.2 18.2 9.4a.7.7 0 0 1 0 1.2L2.7 17.8a.5.5 0 0 1-.7-.6L4 10.6l7-.6-7-.6L2 2.8a.5.5 0 0 1 .7-.6Z"
              fill="currentColor"
            />
          </svg>
        </button>
      </div>
      {isUnheard && (
        <p id={`${id}-hint`} className="teams-hint">
          {botName} hears this only with a mention.{" "}
          <button type="button" onClick={() => write(`@${botName} ${text.trimStart()}`)}>
            Add @{botName}
          </button>
        </p>
      )}
    </form>
  );
}

function scrollNearest(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: "nearest" });
}
