import { BUTTON_ACTIONS } from "@perfecto-bot/cards";
import type { ButtonAction, Form } from "@perfecto-bot/cards";
import { LIMITS } from "./limits.ts";

/** `verb` of a button that acts, and of a form's submission. */
export const VERBS = { act: "perfecto", submit: "perfecto.submit" } as const;

const FORM_KINDS: readonly Form["kind"][] = ["subscribe", "edit-subscription"];

/** What a button of ours carries: opaque ids only. */
export type ActionData =
  | { readonly action: ButtonAction; readonly subject: string }
  | { readonly form: Form["kind"]; readonly subject?: string };

/** Whether an id can be carried: one that was cut, or repaired, would name something else. */
export function isCarriable(subject: string): boolean {
  return subject.length <= LIMITS.subject && subject.isWellFormed();
}

/** The data that came back, as one of ours; `undefined` for everything else. It comes from outside and may be forged. */
export function readActionData(data: unknown): ActionData | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  const { action: name, form: kind, subject } = Object.fromEntries(Object.entries(data));
  if (subject !== undefined && (typeof subject !== "string" || !isCarriable(subject))) return undefined;
  const action = BUTTON_ACTIONS.find((known) => known === name);
  const form = FORM_KINDS.find((known) => known === kind);
  if (action !== undefined) return kind === undefined ? { action, subject: subject ?? "" } : undefined;
  if (form === undefined || name !== undefined) return undefined;
  return { form, ...(subject === undefined ? {} : { subject }) };
}
