export { readButton } from "./button-id.ts";
export { findLimitViolations } from "./find-limit-violations.ts";
export { formErrors } from "./form-errors.ts";
export { readFormKind } from "./form-ids.ts";
export { readForm } from "./read-form.ts";
export { renderCard } from "./render-card.ts";
export { renderForm } from "./render-form.ts";
export type { SlackContent } from "./slack-content.ts";
export { textOnly } from "./text-fallback.ts";
