export { nameChoice } from "./draw-lookup.ts";
export type { NameChoice } from "./draw-lookup.ts";
export type { NameOf } from "./mention-book.ts";
export { readAction, readSubmit } from "./read-action.ts";
export type { Submission } from "./read-action.ts";
export { renderCard } from "./render-card.ts";
export { renderForm, renderFormWithErrors } from "./render-form.ts";
export type { TeamsContent } from "./teams-content.ts";
export { textOnly } from "./text-fallback.ts";
