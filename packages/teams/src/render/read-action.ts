import type { ButtonAction, Form, FormValues } from "@perfecto-bot/cards";
import { readActionData, VERBS } from "./action-data.ts";
import { readForm } from "./read-form.ts";

/** What somebody asked for by a button or a form of ours. Who may do it is for the service to decide again. */
export type Submission =
  | { readonly kind: "action"; readonly action: ButtonAction; readonly subject: string }
  | {
      readonly kind: "form";
      readonly form: Form["kind"];
      /** The id that the form carried, such as the subscription's being edited. */
      readonly subject?: string;
      readonly values: FormValues;
    };

/**
 * The verb and data of a pressed Action.Execute (an `adaptiveCard/action` invoke); `undefined` where they are not ours.
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/work-with-universal-actions-for-adaptive-cards
 */
export function readAction(verb: unknown, data: unknown): Submission | undefined {
  const submission = readSubmit(data);
  const expected = submission?.kind === "form" ? VERBS.submit : VERBS.act;
  return verb === expected ? submission : undefined;
}

/**
 * The `value` of a message that an Action.Submit made, which older clients send instead; `undefined` where it is not
 * ours.
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-actions
 */
export function readSubmit(value: unknown): Submission | undefined {
  const data = readActionData(value);
  if (data === undefined || typeof value !== "object" || value === null) return undefined;
  if ("action" in data) return { kind: "action", ...data };
  return { kind: "form", ...data, values: readForm(value) };
}
