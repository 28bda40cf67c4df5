import type { JsonObject } from "@perfecto-bot/simulators/slack";
import type { PlaygroundAction } from "../../wire/playground-action.ts";

/** A pressed Action.Execute or Action.Submit, with what was entered in the card. */
export type CardPress = Pick<
  Extract<PlaygroundAction, { readonly kind: "teams-press" }>,
  "action" | "id" | "verb" | "data" | "inputs"
>;

/** As much of a pressed action as is read: its JSON, and the inputs it brings along. */
export interface PressedAction {
  readonly json: unknown;
  readonly inputs: Readonly<Record<string, { readonly value: unknown }>>;
}

/** What is sent of a pressed action; `undefined` where it is none that comes back to the bot. */
export function cardPress({ json, inputs }: PressedAction): CardPress | undefined {
  if (!isJsonObject(json)) return undefined;
  const { type, id, verb, data } = json;
  if (type !== "Action.Execute" && type !== "Action.Submit") return undefined;
  return {
    action: type,
    ...(typeof id === "string" ? { id } : {}),
    ...(typeof verb === "string" ? { verb } : {}),
    ...(data === undefined ? {} : { data }),
    inputs: Object.fromEntries(Object.entries(inputs).map(([name, { value }]) => [name, enteredText(value)])),
  };
}

/** The renderer gives back what it was given, which was JSON. */
function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An emptied input is said to be empty, because one that is left out keeps what it was shown with. */
function enteredText(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}
