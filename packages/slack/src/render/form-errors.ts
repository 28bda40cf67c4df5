import { clampText, cleanLineText } from "@perfecto-bot/cards";
import { LIMITS } from "./limits.ts";

/** The acknowledgement that keeps a modal open and shows mistakes at its inputs. */
export interface FormErrors {
  readonly response_action: "errors";
  readonly errors: Record<string, string>;
}

/** As much of a submitted view as tells which inputs it has. */
interface ViewInputs {
  readonly blocks: readonly { readonly type: string; readonly block_id?: string }[];
}

/**
 * Mistakes by input id as Slack shows them, by block id. A mistake of an input that the modal does not have is shown
 * at the first one, because Slack refuses an answer that names an unknown block.
 * @see https://docs.slack.dev/surfaces/modals#displaying_errors
 */
export function formErrors(mistakes: Readonly<Record<string, string>>, view: ViewInputs): FormErrors {
  const inputs = view.blocks.filter(({ type }) => type === "input").map(({ block_id: id }) => id);
  const first = inputs.find((id) => id !== undefined);
  const errors = new Map<string, string>();
  for (const [inputId, mistake] of Object.entries(mistakes)) {
    const at = inputs.includes(inputId) ? inputId : first;
    if (at === undefined) continue;
    const words = cleanLineText([errors.get(at), mistake].filter((each) => each !== undefined).join(" "));
    errors.set(at, clampText(words, LIMITS.inputLabel) || "This is not right.");
  }
  return { response_action: "errors", errors: Object.fromEntries(errors) };
}
