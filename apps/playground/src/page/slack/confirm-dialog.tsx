import type { JsonObject } from "@perfecto-bot/simulators/slack";
import { useEffect, useId, useRef } from "react";
import type { ReactNode } from "react";
import { readObject, readText } from "./read-json.ts";
import { plainWords, TextObject } from "./text-object.tsx";

/**
 * The question before an action. Escape means no.
 * @see https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object
 */
export function ConfirmDialog({
  question,
  onAnswer,
}: {
  readonly question: JsonObject;
  readonly onAnswer: (yes: boolean) => void;
}): ReactNode {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  const yes = plainWords(readObject(question["confirm"]));
  const no = plainWords(readObject(question["deny"]));
  const style = readText(question["style"]) === "danger" ? "sl-button sl-danger" : "sl-button sl-primary";
  return (
    <dialog
      ref={dialog}
      className="sl-confirm"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onCancel={(event) => {
        event.preventDefault();
        onAnswer(false);
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <h2 id={`${id}-title`}>{plainWords(readObject(question["title"]))}</h2>
      <div id={`${id}-text`} className="sl-confirm-text">
        <TextObject text={readObject(question["text"])} />
      </div>
      <div className="sl-confirm-buttons">
        <button type="button" className="sl-button" onClick={() => onAnswer(false)}>
          {no === "" ? "Cancel" : no}
        </button>
        <button type="button" className={style} autoFocus onClick={() => onAnswer(true)}>
          {yes === "" ? "Yes" : yes}
        </button>
      </div>
    </dialog>
  );
}
