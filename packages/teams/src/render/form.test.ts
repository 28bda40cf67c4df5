import type { Form } from "@perfecto-bot/cards";
import type { Mention } from "@perfecto-bot/domain";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findLimitViolations } from "./find-limit-violations.ts";
import { editForm } from "./golden-samples.ts";
import { LIMITS } from "./limits.ts";
import { isTeamsUser } from "./mention-book.ts";
import { readAction, readSubmit } from "./read-action.ts";
import { readForm } from "./read-form.ts";
import { renderForm, renderFormWithErrors } from "./render-form.ts";
import type { TeamsContent } from "./teams-content.ts";
import { anyForm, anyMention, foreignText } from "./testing/arbitrary-cards.ts";
import { parserComplaints } from "./testing/parser-complaints.ts";
import { objectsIn, wordsOf } from "./testing/scan-card.ts";

/** What Teams sends when a form is submitted as it was opened: the action's data and the inputs' values together. */
function submitUnchanged({ card }: TeamsContent): Record<string, unknown> {
  const [action] = card.actions ?? [];
  const inputs = card.body.flatMap((element) =>
    element.type === "Input.Text" || element.type === "Input.ChoiceSet" ? [[element.id, element.value ?? ""]] : [],
  );
  const data = action?.type === "Action.Execute" && typeof action.data === "object" ? action.data : {};
  return { ...data, ...Object.fromEntries(inputs) };
}

/** Mentions as a set to compare. */
function keys(mentions: readonly Mention[] = []): Set<string> {
  return new Set(mentions.map(({ kind, id }) => (kind === "here" ? kind : `${kind} ${id}`)));
}

test("any form keeps every limit, before and after mistakes", () => {
  fc.assert(
    fc.property(anyForm, foreignText, foreignText, (form, value, mistake) => {
      const values = { texts: { a: value, b: value }, people: {} };
      const again = renderFormWithErrors(form, values, { a: mistake, ghost: mistake, c: mistake });
      for (const content of [renderForm(form), again]) {
        expect(findLimitViolations(content)).toEqual([]);
        expect(parserComplaints(content.card, "1.6")).toEqual([]);
        expect(objectsIn(content.card).filter(({ type }) => type === "TextBlock")).toEqual([]);
      }
    }),
    { numRuns: 100 },
  );
});

test("a form that is submitted unchanged says what it started with", () => {
  const data = submitUnchanged(renderForm(editForm));
  const submission = {
    kind: "form",
    form: "edit-subscription",
    subject: "s1",
    values: {
      texts: { job: "Nightly_*Regression*", filter: "", on: "failures" },
      people: {
        mention: [
          { kind: "user", id: "29:1a2b3c-dana" },
          { kind: "user", id: "3f0d9a4e-7c1b-4b7e-9a55-0c6e2f1d8b90" },
        ],
      },
    },
  };
  expect(readAction("perfecto.submit", data)).toEqual(submission);
  expect(readSubmit(data)).toEqual(submission);
  expect(readAction("perfecto", data)).toBeUndefined();
});

test("no mention is lost in a form", () => {
  fc.assert(
    fc.property(fc.array(anyMention, { maxLength: 40 }), (value) => {
      const form: Form = { ...editForm, inputs: [{ kind: "people", id: "who", label: "Who", value }] };
      const read = readForm(submitUnchanged(renderForm(form))).people["who"];
      const kept = value.filter((one) => one.kind !== "user" || isTeamsUser(one));
      expect(keys(read)).toEqual(keys(kept.filter(({ kind, id }) => kind !== "group" || /^[\w:@.-]{1,200}$/.test(id))));
    }),
  );
});

test("people are read by id, by address, and once; other words are not", () => {
  const value = " dana.levi@example.com , here,here, 29:1a2b3c-dana,Dana,<at>Dana</at>,";
  expect(readForm({ "people-who": value }).people).toEqual({
    who: [
      { kind: "user", id: "dana.levi@example.com" },
      { kind: "here", id: "" },
      { kind: "user", id: "29:1a2b3c-dana" },
    ],
  });
});

test("values that no input of ours can have made are left out", () => {
  const long = "x".repeat(LIMITS.inputValue + 1);
  const data = { "text-a": 7, "text-b": long, "text-c": "a\u0000b", other: "x", "people-p": { id: "x" } };
  expect(readForm(data)).toEqual({ texts: { c: "ab" }, people: {} });
  expect(Object.keys(readForm(JSON.parse('{"text-__proto__": "x"}')).texts)).toEqual(["__proto__"]);
});

test("a select whose options cannot be carried is left out", () => {
  const select = { kind: "select" as const, id: "s", label: "S", value: "" };
  const options = ["", "half \uD83D"].map((value) => ({ value, label: "o" }));
  expect(renderForm({ ...editForm, inputs: [{ ...select, options }, ...editForm.inputs] })).toEqual(
    renderForm(editForm),
  );
});

test("a subject that cannot be carried is refused, not cut", () => {
  expect(() => renderForm({ ...editForm, subject: "s".repeat(LIMITS.subject + 1) })).toThrow(RangeError);
});

describe("mistakes", () => {
  const values = { texts: { job: "smoke-*", on: "nonsense" }, people: { mention: [] } };

  test("stand below their inputs, with what was filled in; those of no input at the top", () => {
    const { card } = renderFormWithErrors(editForm, values, { job: "no *such* job", ghost: "gone" });
    expect(wordsOf(card)).toMatch(/^Edit subscriptionBuilds.*⚠️ gone.*⚠️ no \*such\* job/);
    const at = card.body.findIndex((element) => element.type === "Input.Text" && element.id === "text-job");
    expect(card.body[at]).toMatchObject({ value: "smoke-*" });
    expect(wordsOf(card.body[at + 2])).toBe("⚠️ no *such* job");
  });

  test("leave alone what was not filled in, and choose nothing that is no option", () => {
    const again = renderFormWithErrors(editForm, values, {});
    const data = submitUnchanged(again);
    expect(data["text-filter"]).toBe("");
    expect(data["text-on"]).toBe("");
    expect(data["people-mention"]).toBe("");
  });
});
