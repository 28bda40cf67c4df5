import type { ButtonAction, Form, FormValues } from "@perfecto-bot/cards";
import type { Asker, Desk, LifecycleEvent, Reply } from "@perfecto-bot/pipeline";
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
  /** Set by a test. Default: a card for the asker alone. */
  reply: (heard: Heard) => Reply | Promise<Reply>;
}

/** Opens such a desk. */
export function recordingDesk(): RecordingDesk {
  const hear = async (heard: Heard): Promise<Reply> => {
    desk.heard.push(heard);
    return desk.reply(heard);
  };
  const desk: RecordingDesk = {
    heard: [],
    happenings: [],
    reply: () => ({ kind: "card", card: sampleCard("This is the answer."), shared: false }),
    say: (asker, words) => hear({ kind: "say", asker, words }),
    press: (asker, action, subject) => hear({ kind: "press", asker, action, subject }),
    submit: (asker, form, subject, values) => hear({ kind: "submit", asker, form, subject, values }),
    happened: async (event) => void desk.happenings.push(event),
  };
  return desk;
}
