import { LOOKUPS, type Form, type LookupOf } from "@perfecto-bot/cards";

const CALLBACK = "perfecto:form:";
const LOOKUP = "lookup:";
const KINDS: readonly Form["kind"][] = ["subscribe", "edit-subscription"];

/**
 * The `action_id` of each kind of input; its block's id is the input's. `name` and `names` are texts that stand in for
 * a menu of names: one, or one a line.
 */
export const INPUT_ACTIONS = {
  text: "text",
  select: "select",
  people: "people",
  groups: "groups",
  name: "name",
  names: "names",
} as const;

/** The `action_id` of a menu of names: it says which ones to offer. */
export function lookupActionId(of: LookupOf): string {
  return LOOKUP + of;
}

/** What a menu's names are; `undefined` for an input that is no menu of names. */
export function readLookup(actionId: string): LookupOf | undefined {
  return LOOKUPS.find((of) => lookupActionId(of) === actionId);
}

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
