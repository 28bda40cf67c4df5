import { text, type Button, type Card, type Form } from "@perfecto-bot/cards";

/** A small card that says one sentence. */
export function sampleCard(words: string, buttons: readonly Button[] = []): Card {
  return {
    kind: "notice",
    status: "info",
    title: [text(words)],
    body: [{ kind: "text", line: [text("some detail")], weight: "detail" }],
    buttons,
    fallback: words,
  };
}

/** A form with one required text. */
export function sampleForm(subject?: string): Form {
  return {
    kind: subject === undefined ? "subscribe" : "edit-subscription",
    title: "Subscribe",
    submitLabel: "Save",
    ...(subject === undefined ? {} : { subject }),
    inputs: [{ kind: "text", id: "job", label: "Job", optional: false }],
  };
}
