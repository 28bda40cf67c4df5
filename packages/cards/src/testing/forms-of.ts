import type { Mention } from "@perfecto-bot/domain";
import * as fc from "fast-check";
import { LOOKUPS, type Form, type FormInput, type Line } from "../card.ts";

/** Any form with an input of each kind, whose words and people are as hostile as they are given. */
export function formsOf(
  text: fc.Arbitrary<string>,
  mention: fc.Arbitrary<Mention>,
  line: fc.Arbitrary<Line>,
): fc.Arbitrary<Form> {
  const textInput = (id: string): fc.Arbitrary<FormInput> =>
    fc.record(
      {
        kind: fc.constant("text" as const),
        id: fc.constant(id),
        label: text,
        hint: text,
        placeholder: text,
        value: text,
        optional: fc.boolean(),
      },
      { requiredKeys: ["kind", "id", "label", "optional"] },
    );

  const selectInput = (id: string): fc.Arbitrary<FormInput> =>
    fc.record({
      kind: fc.constant("select" as const),
      id: fc.constant(id),
      label: text,
      options: fc.uniqueArray(fc.record({ value: text, label: text }), {
        selector: ({ value }) => value,
        maxLength: 4,
      }),
      value: text,
    });

  const peopleInput = (id: string): fc.Arbitrary<FormInput> =>
    fc.record({
      kind: fc.constant("people" as const),
      id: fc.constant(id),
      label: text,
      hint: text,
      value: fc.array(mention, { maxLength: 30 }),
    });

  const lookupInput = (id: string, several: boolean): fc.Arbitrary<FormInput> =>
    fc.record(
      {
        kind: fc.constant("lookup" as const),
        id: fc.constant(id),
        label: text,
        hint: text,
        placeholder: text,
        of: fc.constantFrom(...LOOKUPS),
        several: fc.constant(several),
        value: fc.array(text, { maxLength: several ? 30 : 1 }),
        optional: fc.boolean(),
      },
      { requiredKeys: ["kind", "id", "label", "of", "several", "value", "optional"] },
    );

  return fc.record({
    kind: fc.constantFrom("subscribe" as const, "edit-subscription" as const),
    title: text,
    submitLabel: text,
    intro: line,
    inputs: fc.tuple(
      textInput("a"),
      selectInput("b"),
      peopleInput("c"),
      lookupInput("d", false),
      lookupInput("e", true),
    ),
  });
}
