import type { ButtonAction, Card, Form, FormValues, LookupOf } from "@perfecto-bot/cards";
import type { Asker, Desk, LifecycleEvent, OnProgress, Reply } from "@perfecto-bot/pipeline";
import { sampleCard } from "./sample-card.ts";

/** Something that people did to the desk. */
type Heard =
  | { readonly kind: "say"; readonly asker: Asker; readonly words: string }
  | { readonly kind: "press"; readonly asker: Asker; readonly action: ButtonAction; readonly subject: string }
  | {
      readonly kind: "submit";
      readonly asker: Asker;
      readonly form: Form["kind"];
      readonly subject: string | undefined;
      readonly values: FormValues;
    };

/** A desk that writes down what it hears and replies what it is told to. */
export interface RecordingDesk extends Desk {
  readonly heard: Heard[];
  readonly happenings: LifecycleEvent[];
  /** Links that were asked about. */
  readonly links: { readonly asker: Asker; readonly url: string }[];
  /** What was typed in forms. */
  readonly lookUps: { readonly asker: Asker; readonly of: LookupOf; readonly typed: string }[];
  /** Set by a test. Default: a card for the asker alone. */
  reply: (heard: Heard, onProgress: OnProgress) => Reply | Promise<Reply>;
  /** Set by a test. Default: nothing is known of any link. */
  preview: (url: string) => Card | undefined | Promise<Card | undefined>;
  /** Set by a test. Default: no name is known but the typed one. */
  names: (of: LookupOf, typed: string) => readonly string[] | Promise<readonly string[]>;
}

/** Opens such a desk. */
export function recordingDesk(): RecordingDesk {
  const hear = async (heard: Heard, onProgress: OnProgress = () => {}): Promise<Reply> => {
    desk.heard.push(heard);
    return desk.reply(heard, onProgress);
  };
  const desk: RecordingDesk = {
    heard: [],
    happenings: [],
    links: [],
    lookUps: [],
    reply: () => ({ kind: "card", card: sampleCard("This is the answer."), shared: false }),
    preview: () => undefined,
    names: (_of, typed) => (typed === "" ? [] : [typed]),
    say: (asker, words, onProgress) => hear({ kind: "say", asker, words }, onProgress),
    press: (asker, action, subject, onProgress) => hear({ kind: "press", asker, action, subject }, onProgress),
    unfurl: async (asker, url) => {
      desk.links.push({ asker, url });
      return desk.preview(url);
    },
    submit: (asker, form, subject, values) => hear({ kind: "submit", asker, form, subject, values }),
    lookUp: async (asker, of, typed) => {
      desk.lookUps.push({ asker, of, typed });
      return desk.names(of, typed);
    },
    happened: async (event) => void desk.happenings.push(event),
  };
  return desk;
}
