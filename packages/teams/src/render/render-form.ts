import { clampText, cleanLineText, text, tidyLine } from "@perfecto-bot/cards";
import type { Form, FormInput, FormValues } from "@perfecto-bot/cards";
import { isCarriable, VERBS } from "./action-data.ts";
import { actionTitle, drawExecute } from "./draw-actions.ts";
import { drawInput } from "./draw-input.ts";
import { drawRichLine } from "./draw-line.ts";
import { finishCard } from "./finish-card.ts";
import { LIMITS } from "./limits.ts";
import { literalText } from "./literal-text.ts";
import { MentionBook } from "./mention-book.ts";
import type { NameOf } from "./mention-book.ts";
import type { CardElement, TeamsContent } from "./teams-content.ts";

const INTRO_LENGTH = 1500;

/** Mistakes by input id. */
export type FormErrors = Readonly<Record<string, string>>;

/**
 * A form as a card with inputs and one button, which brings them to {@link readForm}. Nobody is called by it.
 * @throws {RangeError} when the form's subject cannot be carried: cut, it would name something else.
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference
 */
export function renderForm(form: Form, nameOf?: NameOf): TeamsContent {
  return drawForm(form, {}, nameOf);
}

/**
 * The same form again with what was filled in, and each mistake below its input; mistakes of inputs that the form does
 * not have stand at the top.
 * @throws {RangeError} as {@link renderForm}
 */
export function renderFormWithErrors(
  form: Form,
  values: FormValues,
  errors: FormErrors,
  nameOf?: NameOf,
): TeamsContent {
  return drawForm({ ...form, inputs: form.inputs.map((input) => fillInput(input, values)) }, errors, nameOf);
}

function drawForm(form: Form, errors: FormErrors, nameOf: NameOf | undefined): TeamsContent {
  if (form.subject !== undefined && !isCarriable(form.subject))
    throw new RangeError(
      `The subject of form ${form.kind} has ${form.subject.length} characters; at most ${LIMITS.subject} well-formed ones fit`,
    );
  const book = new MentionBook(nameOf);
  const title = literalText(clampText(cleanLineText(form.title).trim(), LIMITS.inputLabel) || "Form");
  const body: CardElement[] = [
    ...drawRichLine([text(title)], book, { size: "Medium", emphasis: true }),
    ...drawRichLine(tidyLine(form.intro ?? [], INTRO_LENGTH), book),
    ...Object.entries(errors).flatMap(([id, words]) =>
      form.inputs.some((input) => input.id === id) ? [] : drawMistake(words, book),
    ),
    ...form.inputs.flatMap((input) => {
      const words = Object.hasOwn(errors, input.id) ? errors[input.id] : undefined;
      return [...drawInput(input, book), ...(words === undefined ? [] : drawMistake(words, book))];
    }),
  ];
  const submit = drawExecute(actionTitle(form.submitLabel, "Save"), VERBS.submit, {
    form: form.kind,
    ...(form.subject === undefined ? {} : { subject: form.subject }),
  });
  const fallback = `${title}: this form needs a newer Teams.`;
  const card = finishCard(body, [{ ...submit, style: "positive" }], fallback, book);
  return { summary: title, card };
}

function drawMistake(words: string, book: MentionBook): CardElement[] {
  const shown = clampText(cleanLineText(words).trim(), LIMITS.inputLabel) || "This is not right.";
  return drawRichLine([text(`⚠️ ${shown}`)], book, { emphasis: true }).map((block) => ({
    ...block,
    spacing: "None" as const,
  }));
}

function fillInput(input: FormInput, { texts, names, people }: FormValues): FormInput {
  if (input.kind === "people") {
    const value = Object.hasOwn(people, input.id) ? people[input.id] : undefined;
    return value === undefined ? input : { ...input, value };
  }
  if (input.kind === "lookup") {
    const value = Object.hasOwn(names, input.id) ? names[input.id] : undefined;
    return value === undefined ? input : { ...input, value };
  }
  const value = Object.hasOwn(texts, input.id) ? texts[input.id] : undefined;
  return value === undefined ? input : { ...input, value };
}
