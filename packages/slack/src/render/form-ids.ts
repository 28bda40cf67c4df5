import type { Form } from "@perfecto-bot/cards";

const CALLBACK = "perfecto:form:";
const KINDS: readonly Form["kind"][] = ["subscribe", "edit-subscription"];

/** The `action_id` of each kind of input; its block's id is the input's. */
export const INPUT_ACTIONS = { text: "text", select: "select", people: "people", groups: "groups" } as const;

/** The `callback_id` of a form's modal. */
export function formCallbackId(kind: Form["kind"]): string {
  return `${CALLBACK}${kind}`;
}

/** Which form was submitted; `undefined` for a modal that is not ours. */
export function readFormKind(callbackId: string): Form["kind"] | undefined {
  return KINDS.find((kind) => formCallbackId(kind) === callbackId);
}

/** The block of a people input's groups: checkboxes hold ten, so there may be several. */
export function groupsBlockId(inputId: string, part: number): string {
  return `${inputId}:groups:${part}`;
}

/** The input to which a block belongs. */
export function inputIdOf(blockId: string): string {
  return blockId.replace(/:groups:\d+$/, "");
}
