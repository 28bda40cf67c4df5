import { LIMITS } from "./limits.ts";

/** What a property may hold. `elements`, `actions` and `card` are checked by the schema of their own type. */
export type PropertyRule =
  | { readonly is: "text"; readonly max: number }
  | { readonly is: "one-of"; readonly values: readonly unknown[] }
  | { readonly is: "number"; readonly min: number; readonly max: number }
  | { readonly is: "width" }
  | { readonly is: "url" }
  /** A PNG file within the card, as a data URI. */
  | { readonly is: "png" }
  | { readonly is: "data" }
  | { readonly is: "id" }
  | { readonly is: "objects"; readonly types: readonly string[]; readonly min: number; readonly max: number }
  | { readonly is: "object"; readonly types: readonly string[] };

/** The properties that an element must and may have. */
export interface ElementSchema {
  readonly required: Readonly<Record<string, PropertyRule>>;
  readonly optional: Readonly<Record<string, PropertyRule>>;
}

const text = (max: number): PropertyRule => ({ is: "text", max });
const oneOf = (...values: unknown[]): PropertyRule => ({ is: "one-of", values });
const objects = (types: readonly string[], min: number, max: number): PropertyRule => ({
  is: "objects",
  types,
  min,
  max,
});

const ELEMENTS = [
  "TextBlock",
  "RichTextBlock",
  "Container",
  "ColumnSet",
  "ActionSet",
  "Image",
  "Input.Text",
  "Input.ChoiceSet",
] as const;
const ACTIONS = ["Action.OpenUrl", "Action.Execute", "Action.Submit", "Action.ShowCard"] as const;
const STYLE = oneOf("default", "emphasis", "accent", "good", "attention", "warning");
const COMMON = { spacing: oneOf("None", "Small", "Default", "Medium", "Large"), separator: oneOf(true, false) };
const WORDS = {
  size: oneOf("Small", "Default", "Medium", "Large"),
  weight: oneOf("Lighter", "Default", "Bolder"),
  color: oneOf("Default", "Accent", "Good", "Warning", "Attention"),
  isSubtle: oneOf(true, false),
  fontType: oneOf("Default", "Monospace"),
};
const BUTTON = { style: oneOf("default", "positive", "destructive"), mode: oneOf("primary", "secondary") };
const INPUT = {
  ...COMMON,
  label: text(LIMITS.inputLabel),
  isRequired: oneOf(true, false),
  errorMessage: text(LIMITS.inputLabel),
  placeholder: text(LIMITS.inputLabel),
};
const title = text(LIMITS.actionTitle);
const cardParts = {
  body: objects(ELEMENTS, 1, Number.POSITIVE_INFINITY),
  actions: objects(ACTIONS, 1, LIMITS.actions),
};

/**
 * As much of Adaptive Cards 1.5 as our cards use, by an object's `type`: everything else is a violation, because one
 * invalid element can blank a whole card on phones.
 * @see https://adaptivecards.io/explorer/
 * @see https://github.com/MicrosoftDocs/msteams-docs/issues/7929
 */
export const ELEMENT_SCHEMAS: Readonly<Record<string, ElementSchema>> = {
  AdaptiveCard: {
    required: { body: cardParts.body },
    optional: {
      actions: cardParts.actions,
      $schema: oneOf("http://adaptivecards.io/schemas/adaptive-card.json"),
      version: oneOf("1.5"),
      fallbackText: text(LIMITS.fallbackText),
      msteams: { is: "data" },
    },
  },
  TextBlock: {
    required: { text: text(LIMITS.text), wrap: oneOf(true) },
    optional: { ...COMMON, ...WORDS },
  },
  RichTextBlock: {
    required: { inlines: objects(["TextRun"], 1, 100) },
    optional: COMMON,
  },
  TextRun: {
    required: { text: text(LIMITS.text) },
    optional: { ...WORDS, selectAction: { is: "object", types: ["Action.OpenUrl"] } },
  },
  Container: {
    required: { items: objects(ELEMENTS, 1, Number.POSITIVE_INFINITY) },
    optional: { ...COMMON, style: STYLE, bleed: oneOf(true, false) },
  },
  ColumnSet: {
    required: { columns: objects(["Column"], 1, 20) },
    optional: COMMON,
  },
  Column: {
    required: { width: { is: "width" }, items: objects(ELEMENTS, 0, Number.POSITIVE_INFINITY) },
    optional: {},
  },
  ActionSet: { required: { actions: cardParts.actions }, optional: COMMON },
  Image: {
    required: { url: { is: "png" }, altText: text(LIMITS.imageAlt) },
    optional: { ...COMMON, size: oneOf("Auto", "Stretch", "Small", "Medium", "Large"), msteams: { is: "data" } },
  },
  "Input.Text": {
    required: { id: { is: "id" }, label: text(LIMITS.inputLabel) },
    optional: {
      ...INPUT,
      maxLength: { is: "number", min: 1, max: LIMITS.inputValue },
      value: text(Number.POSITIVE_INFINITY),
    },
  },
  "Input.ChoiceSet": {
    required: {
      id: { is: "id" },
      label: text(LIMITS.inputLabel),
      choices: objects(["choice"], 1, LIMITS.choices * 10),
    },
    optional: {
      ...INPUT,
      style: oneOf("compact", "expanded", "filtered"),
      isMultiSelect: oneOf(true, false),
      "choices.data": { is: "object", types: ["Data.Query"] },
      fallback: { is: "object", types: ["Input.Text"] },
      value: text(Number.POSITIVE_INFINITY),
    },
  },
  choice: {
    required: { title: text(LIMITS.inputLabel), value: text(LIMITS.inputValue) },
    optional: {},
  },
  "Data.Query": { required: { dataset: text(100) }, optional: {} },
  "Action.OpenUrl": { required: { url: { is: "url" } }, optional: { ...BUTTON, title } },
  "Action.Execute": {
    required: { title, verb: text(100), data: { is: "data" }, fallback: { is: "object", types: ["Action.Submit"] } },
    optional: BUTTON,
  },
  "Action.Submit": { required: { title, data: { is: "data" } }, optional: BUTTON },
  "Action.ShowCard": { required: { title, card: { is: "object", types: ["AdaptiveCard"] } }, optional: BUTTON },
};
