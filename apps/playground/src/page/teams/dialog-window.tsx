import { useCallback, useEffect, useId, useRef } from "react";
import type { ReactNode } from "react";
import type { TeamsDialogView } from "../../wire/teams-state.ts";
import type { CardPress } from "./card-press.ts";
import { DrawTeamsCard } from "./draw-teams-card.tsx";
import type { Onlooker } from "./onlooker.ts";
import { searchChoices } from "./search-choices.ts";
import "./dialog-window.css";

interface DialogWindowProps {
  readonly dialog: TeamsDialogView;
  readonly onlooker: Onlooker;
}

/** A dialog (task module) on this person's screen: it takes the focus until it is submitted or closed. */
export function DialogWindow({ dialog, onlooker }: DialogWindowProps): ReactNode {
  const { act, userId, people } = onlooker;
  const titleId = useId();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = element.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  const submit = useCallback(
    ({ action: _action, ...pressed }: CardPress) => act({ kind: "teams-submit-dialog", userId, ...pressed }),
    [act, userId],
  );
  const search = useCallback(
    (inputId: string, typed: string) => searchChoices(act, { userId, in: "dialog", inputId, text: typed }),
    [act, userId],
  );
  const close = (): void => void act({ kind: "teams-close-dialog", userId });
  return (
    <dialog
      ref={element}
      className="teams-dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        // It is gone when Teams says so.
        event.preventDefault();
        close();
      }}
    >
      <header>
        <h2 id={titleId}>{dialog.title}</h2>
        <button type="button" aria-label="Close" onClick={close}>
          <span aria-hidden="true">✕</span>
        </button>
      </header>
      <DrawTeamsCard card={dialog.card} people={people} onAction={submit} onSearch={search} />
    </dialog>
  );
}
