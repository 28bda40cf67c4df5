import type { JsonObject } from "@perfecto-bot/simulators/slack";
import { useId, useMemo, useRef, useState } from "react";
import type { FormEvent, ReactNode } from "react";
import type { ActionAnswer } from "../../wire/action-answer.ts";
import type { SlackModalView } from "../../wire/slack-state.ts";
import type { Found } from "../typeahead/use-suggestions.ts";
import type { BlockAction, BlockHost } from "./block-host.ts";
import { BlockHostContext } from "./block-host.ts";
import { DrawBlocks } from "./draw-blocks.tsx";
import type { Choice, ElementPlace, Entry } from "./element-entry.ts";
import { FieldErrorsContext } from "./field-errors-context.ts";
import type { Drafts } from "./modal-drafts.ts";
import { collectModalValues, draftKey, keepDrafts } from "./modal-drafts.ts";
import { readList, readObject } from "./read-json.ts";
import { plainWords } from "./text-object.tsx";
import { useFocusTrap } from "./use-focus-trap.ts";

/** What can be done with a modal. */
export interface ModalActions {
  readonly press: (action: BlockAction) => Promise<ActionAnswer>;
  readonly suggest: (place: ElementPlace, value: string) => Promise<Found<Choice>>;
  readonly submit: (values: Record<string, string | string[]>) => Promise<ActionAnswer>;
  readonly close: () => Promise<ActionAnswer>;
}

/**
 * A modal over the workspace. What was entered stays while the app shows another version of it.
 * @see https://docs.slack.dev/surfaces/modals
 */
export function ModalDialog({
  modal,
  actions,
}: {
  readonly modal: SlackModalView;
  readonly actions: ModalActions;
}): ReactNode {
  const id = useId();
  const dialog = useRef<HTMLDivElement>(null);
  const { definition, errors } = modal;
  const [drafts, setDrafts] = useDrafts(definition);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState("");
  const trap = useFocusTrap(dialog);

  const host = useMemo(
    (): BlockHost => ({
      drafts,
      setDraft: (place: ElementPlace, type: string, entry: Entry) =>
        setDrafts((before) => new Map(before).set(draftKey(place), { type, entry })),
      onAction: actions.press,
      suggest: actions.suggest,
    }),
    [drafts, setDrafts, actions],
  );
  const run = (answer: Promise<ActionAnswer>): void => {
    setBusy(true);
    setFailure("");
    void answer.then((told) => setFailure(told.ok ? "" : told.message)).finally(() => setBusy(false));
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!busy) run(actions.submit(collectModalValues(definition, drafts)));
  };
  const close = (): void => run(actions.close());

  const title = plainWords(readObject(definition["title"]));
  const submitLabel = plainWords(readObject(definition["submit"]));
  const closeLabel = plainWords(readObject(definition["close"]));
  const general = errors[""] ?? failure;
  return (
    <div className="sl-overlay">
      <div
        ref={dialog}
        className="sl-dialog"
        role="dialog"
        aria-modal="true"
        aria-labelledby={`${id}-title`}
        tabIndex={-1}
        onKeyDown={(event) => {
          if (event.key === "Escape") close();
          else trap(event);
        }}
      >
        <form className="sl-modal" noValidate onSubmit={submit}>
          <header className="sl-modal-head">
            <span className="sl-avatar sl-avatar-app" aria-hidden="true">
              P
            </span>
            <h2 id={`${id}-title`}>{title}</h2>
            <button type="button" className="sl-close" aria-label="Close" onClick={close}>
              ×
            </button>
          </header>
          <div className="sl-modal-body">
            <FieldErrorsContext value={errors}>
              <BlockHostContext value={host}>
                <DrawBlocks blocks={readList(definition["blocks"])} />
              </BlockHostContext>
            </FieldErrorsContext>
          </div>
          <footer className="sl-modal-foot">
            {general !== "" && (
              <p className="sl-error" role="alert">
                {general}
              </p>
            )}
            <button type="button" className="sl-button" onClick={close}>
              {closeLabel === "" ? "Cancel" : closeLabel}
            </button>
            {definition["submit"] !== undefined && (
              <button type="submit" className="sl-button sl-primary" aria-busy={busy}>
                {submitLabel}
              </button>
            )}
          </footer>
        </form>
      </div>
    </div>
  );
}

/** What was entered; what another version of the view no longer asks for is forgotten. */
function useDrafts(definition: JsonObject): readonly [Drafts, (change: (before: Drafts) => Drafts) => void] {
  const [held, setHeld] = useState<{ readonly drafts: Drafts; readonly definition: JsonObject }>({
    drafts: new Map(),
    definition,
  });
  const drafts = held.definition === definition ? held.drafts : keepDrafts(held.drafts, definition);
  if (held.definition !== definition) setHeld({ drafts, definition });
  const set = useMemo(
    () =>
      (change: (before: Drafts) => Drafts): void =>
        setHeld((before) => ({ ...before, drafts: change(before.drafts) })),
    [],
  );
  return [drafts, set];
}
