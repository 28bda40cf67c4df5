import { cleanLineText, LOOKUPS, type Form, type FormInput } from "@perfecto-bot/cards";
import type { Mention } from "@perfecto-bot/domain";
import type { ModalView } from "@slack/types";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyForm, anyMention, foreignText } from "./testing/arbitrary-cards.ts";
import { findViewViolations } from "./find-limit-violations.ts";
import { formErrors } from "./form-errors.ts";
import { formCallbackId, readFormKind, readLookup } from "./form-ids.ts";
import { editForm } from "./golden-samples.ts";
import { LIMITS } from "./limits.ts";
import { readForm } from "./read-form.ts";
import type { InputState } from "./read-form.ts";
import { renderForm } from "./render-form.ts";
import { isSlackMention } from "./slack-mention.ts";

/** What Slack sends when a modal is submitted as it was opened. */
function submitUnchanged(view: ModalView): Record<string, Record<string, InputState>> {
  const state: Record<string, Record<string, InputState>> = {};
  for (const block of view.blocks) {
    if (block.type !== "input" || !("element" in block) || block.block_id === undefined) continue;
    const { element } = block;
    const at = (input: InputState) => (state[block.block_id ?? ""] = { [element.action_id ?? ""]: input });
    if (element.type === "plain_text_input") at({ value: element.initial_value ?? null });
    if (element.type === "static_select") at({ selected_option: element.initial_option ?? null });
    if (element.type === "external_select") at({ selected_option: element.initial_option ?? null });
    if (element.type === "multi_external_select") at({ selected_options: element.initial_options ?? [] });
    if (element.type === "multi_users_select") at({ selected_users: element.initial_users ?? [] });
    if (element.type === "checkboxes") at({ selected_options: element.initial_options ?? [] });
  }
  return state;
}

/** An input for names. */
function lookup(
  value: readonly string[],
  rest: Partial<Extract<FormInput, { kind: "lookup" }>> = {},
): Extract<FormInput, { kind: "lookup" }> {
  return { kind: "lookup", id: "names", label: "Names", of: "device", several: true, optional: true, value, ...rest };
}

/** Mentions as a set to compare: "here" has no id. */
function keys(mentions: readonly Mention[] = []): Set<string> {
  return new Set(mentions.map(({ kind, id }) => (kind === "here" ? kind : `${kind} ${id}`)));
}

test("any form keeps every limit", () => {
  fc.assert(
    fc.property(anyForm, (form) => {
      expect(findViewViolations(renderForm(form, "m"))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test("a select whose options Slack would not carry is left out", () => {
  const select = { kind: "select" as const, id: "s", label: "S", value: "" };
  const options = ["", "x".repeat(LIMITS.optionValue + 1), "half \uD83D"].map((value) => ({ value, label: "o" }));
  expect(renderForm({ ...editForm, inputs: [{ ...select, options }, ...editForm.inputs] }, "")).toEqual(
    renderForm(editForm, ""),
  );
});

test("a form that is submitted unchanged says what it started with", () => {
  const { inputs } = editForm;
  const form = {
    ...editForm,
    inputs: [lookup(["Nightly"], { id: "job" }), ...inputs.filter(({ id }) => id !== "job")],
  };
  expect(readForm(submitUnchanged(renderForm(form, "")))).toEqual({
    texts: { filter: "", on: "failures" },
    names: { job: ["Nightly"] },
    people: {
      mention: [
        { kind: "user", id: "U024BE7LH" },
        { kind: "group", id: "S0614TZR7" },
      ],
    },
  });
});

describe("names to look up", () => {
  const element = (input: FormInput) => {
    const block = renderForm({ ...editForm, inputs: [input] }, "").blocks.at(-1);
    return block !== undefined && "element" in block ? block.element : undefined;
  };
  const reopened = (input: FormInput) =>
    readForm(submitUnchanged(renderForm({ ...editForm, inputs: [input] }, ""))).names["names"];

  test("are a menu that says which ones it wants", () => {
    expect(element(lookup(["Nightly"], { of: "job", several: false }))).toEqual({
      type: "external_select",
      action_id: "lookup:job",
      min_query_length: 0,
      placeholder: { type: "plain_text", text: "Type to search", emoji: false },
      initial_option: { text: { type: "plain_text", text: "Nightly", emoji: false }, value: "Nightly" },
    });
    expect(element(lookup([], { of: "tag", placeholder: "any tag" }))).toEqual({
      type: "multi_external_select",
      action_id: "lookup:tag",
      min_query_length: 0,
      max_selected_items: 25,
      placeholder: { type: "plain_text", text: "any tag", emoji: false },
    });
    expect(LOOKUPS.map((of) => readLookup(`lookup:${of}`))).toEqual(LOOKUPS);
    expect(["text", "lookup:", "lookup:x", ""].map(readLookup)).toEqual([undefined, undefined, undefined, undefined]);
  });

  test("that are long lose their middle on the screen, and nothing when they are chosen", () => {
    const name = `${"a".repeat(80)}🙂${"b".repeat(60)}-iOS`;
    const drawn = element(lookup([name], { several: false }));
    const option = drawn?.type === "external_select" ? drawn.initial_option : undefined;
    expect(option?.value).toBe(name);
    expect(option?.text.text).toMatch(/^a{37}…b{33}-iOS$/u);
  });

  test.each([
    ["too long for a menu", ["x".repeat(151)], "names"],
    ["more than a menu holds", Array.from({ length: 101 }, (_, at) => `n${at}`), "names"],
    ["half a character", ["ok", "half \uD83D"], "names"],
  ])("%s are a text, one a line", (_, value, actionId) => {
    expect(element(lookup(value))).toMatchObject({ type: "plain_text_input", action_id: actionId, multiline: true });
    expect(reopened(lookup(value))).toEqual(value.map((name) => name.toWellFormed()));
  });

  test("one that is too long for a menu is a text, commas and all", () => {
    const name = `a, ${"x".repeat(150)}`;
    expect(element(lookup([name], { several: false }))).toMatchObject({ type: "plain_text_input", multiline: false });
    expect(reopened(lookup([name], { several: false }))).toEqual([name]);
  });

  test("come back as they went, whatever they are, and keep Slack's limits", () => {
    const several = fc.boolean();
    fc.assert(
      fc.property(fc.array(foreignText, { maxLength: 4 }), several, (value, isSeveral) => {
        const input = lookup(value, { several: isSeveral });
        expect(findViewViolations(renderForm({ ...editForm, inputs: [input] }, "m"))).toEqual([]);
        const drawn = element(input);
        const options =
          drawn?.type === "multi_external_select"
            ? (drawn.initial_options ?? [])
            : drawn?.type === "external_select" && drawn.initial_option !== undefined
              ? [drawn.initial_option]
              : [];
        for (const { text, value: chosen = "" } of options) {
          expect(text.text.length).toBeLessThanOrEqual(LIMITS.optionText);
          expect(text.text.trim()).not.toBe("");
          expect(chosen.length).toBeLessThanOrEqual(LIMITS.optionValue);
        }
        const shown = [...new Set(value)].filter((name) => cleanLineText(name).trim() !== "");
        const kept = isSeveral ? shown : shown.slice(0, 1);
        const back = reopened(input);
        expect(drawn?.type === "plain_text_input" ? [back !== undefined, back?.length !== 0] : back).toEqual(
          drawn?.type === "plain_text_input" ? [true, true] : kept,
        );
      }),
    );
  });

  test.each([
    ["nothing chosen", { "lookup:job": { selected_option: null } }, []],
    ["one chosen", { "lookup:job": { selected_option: { value: "Nightly" } } }, ["Nightly"]],
    ["chosen twice", { "lookup:tag": { selected_options: [{ value: "a" }, { value: "a" }, { value: " " }] } }, ["a"]],
    ["an empty text", { name: { value: null } }, []],
    ["a text", { name: { value: " Nightly, all " } }, ["Nightly, all"]],
    ["lines", { names: { value: "a\n\n b \na" } }, ["a", "b"]],
  ])("are read: %s", (_, state, names) => {
    expect(readForm({ tag: state })).toEqual({ texts: {}, names: { tag: names }, people: {} });
  });
});

test("no mention is lost in a form, however many groups there are", () => {
  const groups = fc.integer({ min: 100, max: 160 }).map((at): Mention => ({ kind: "group", id: `S${at}` }));
  fc.assert(
    fc.property(fc.array(fc.oneof(anyMention, groups), { maxLength: 40 }), (value) => {
      const form: Form = { ...editForm, inputs: [{ kind: "people", id: "who", label: "Who", value }] };
      const read = readForm(submitUnchanged(renderForm(form, ""))).people["who"];
      expect(keys(read)).toEqual(keys(value.filter(isSlackMention)));
    }),
  );
});

test("a user chosen or a box ticked is read; ids of other shapes are not", () => {
  expect(
    readForm({
      who: { people: { selected_users: ["U999", "<!channel>"] } },
      "who:groups:0": { groups: { selected_options: [{ value: "here" }, { value: "S111" }, { value: "x" }] } },
    }).people,
  ).toEqual({
    who: [
      { kind: "user", id: "U999" },
      { kind: "here", id: "" },
      { kind: "group", id: "S111" },
    ],
  });
});

test("the form's kind comes back by the callback id", () => {
  expect(readFormKind(formCallbackId("subscribe"))).toBe("subscribe");
  expect(readFormKind("somebody:else")).toBeUndefined();
});

test("metadata that Slack would not carry is refused, not cut", () => {
  expect(renderForm(editForm, "m".repeat(LIMITS.privateMetadata)).private_metadata).toHaveLength(
    LIMITS.privateMetadata,
  );
  expect(() => renderForm(editForm, "m".repeat(LIMITS.privateMetadata + 1))).toThrow(RangeError);
});

describe("mistakes", () => {
  const view = renderForm(editForm, "");

  test("stand at their inputs; those of no input at the first", () => {
    expect(formErrors({ filter: "unknown key", on: "choose\none", ghost: "gone" }, view)).toEqual({
      response_action: "errors",
      errors: { filter: "unknown key", on: "choose one", job: "gone" },
    });
  });

  test("at the same place are joined", () => {
    expect(formErrors({ job: "no job", ghost: "gone" }, view).errors).toEqual({ job: "no job gone" });
  });
});
