import type { Form } from "@perfecto-bot/cards";
import type { Mention } from "@perfecto-bot/domain";
import type { ModalView } from "@slack/types";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyForm, anyMention } from "./testing/arbitrary-cards.ts";
import { findViewViolations } from "./find-limit-violations.ts";
import { formErrors } from "./form-errors.ts";
import { formCallbackId, readFormKind } from "./form-ids.ts";
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
    if (element.type === "multi_users_select") at({ selected_users: element.initial_users ?? [] });
    if (element.type === "checkboxes") at({ selected_options: element.initial_options ?? [] });
  }
  return state;
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
  expect(readForm(submitUnchanged(renderForm(editForm, "")))).toEqual({
    texts: { job: "Nightly_*Regression*", filter: "", on: "failures" },
    people: {
      mention: [
        { kind: "user", id: "U024BE7LH" },
        { kind: "group", id: "S0614TZR7" },
      ],
    },
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
