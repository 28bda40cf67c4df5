import type { JsonObject } from "@perfecto-bot/simulators/slack";
import { useContext, useState } from "react";
import { BlockHostContext } from "./block-host.ts";
import type { ElementProps } from "./element-props.ts";
import type { Entry } from "./element-entry.ts";
import { initialEntry } from "./element-entry.ts";
import { draftKey } from "./modal-drafts.ts";
import { readText } from "./read-json.ts";

/** An element's state and what can be done with it. */
export interface ElementState {
  readonly entry: Entry;
  /** An action is under way. */
  readonly busy: boolean;
  /** Why the last action failed; "" where it did not. */
  readonly error: string;
  /** Nothing can be pressed: it is a picture. */
  readonly inert: boolean;
  /** Enters something; the app hears of it where it should. */
  readonly enter: (entry: Entry) => void;
  /** Enters something without telling the app, as while typing. */
  readonly write: (entry: Entry) => void;
  /** Tells the app, after the element's own question. */
  readonly send: (choose?: Entry) => void;
  /** The question that has to be answered first; `undefined` where none is open. */
  readonly question: JsonObject | undefined;
  readonly answer: (yes: boolean) => void;
}

/** Binds an element to where it stands: drafts in a modal's fields, actions everywhere else. */
export function useElement({ element, blockId, field }: ElementProps): ElementState {
  const host = useContext(BlockHostContext);
  const [local, setLocal] = useState<Entry>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const [asked, setAsked] = useState<{ readonly choose?: Entry }>();
  const type = readText(element["type"]);
  const place = { blockId, actionId: readText(element["action_id"]) };
  const draft = host.drafts?.get(draftKey(place));
  const drafted = draft?.type === type ? draft.entry : undefined;
  const { onAction } = host;
  const inert = onAction === undefined && host.setDraft === undefined;

  const run = (action: { readonly choose?: Entry }): void => {
    if (onAction === undefined) return;
    if (action.choose !== undefined) write(action.choose);
    setBusy(true);
    setError("");
    void onAction({ ...place, ...action })
      .then((answer) => setError(answer.ok ? "" : answer.message))
      .finally(() => setBusy(false));
  };
  const send = (choose?: Entry): void => {
    if (busy) return;
    const action = choose === undefined ? {} : { choose };
    if (element["confirm"] === undefined) run(action);
    else setAsked(action);
  };
  const write = (entry: Entry): void => {
    if (host.setDraft === undefined) setLocal(entry);
    else host.setDraft(place, type, entry);
  };
  const enter = (entry: Entry): void => {
    if (field === undefined || field.dispatches) send(entry);
    else write(entry);
  };

  return {
    entry: drafted ?? local ?? initialEntry(element) ?? "",
    busy,
    error,
    inert,
    enter,
    write,
    send,
    question: asked === undefined ? undefined : readQuestion(element),
    answer: (yes) => {
      setAsked(undefined);
      if (yes && asked !== undefined) run(asked);
    },
  };
}

function readQuestion({ confirm }: JsonObject): JsonObject | undefined {
  return typeof confirm === "object" && confirm !== null && !Array.isArray(confirm) ? confirm : undefined;
}
