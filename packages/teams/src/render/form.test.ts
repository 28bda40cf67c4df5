import { cleanLineText } from "@perfecto-bot/cards";
import type { Form, FormInput } from "@perfecto-bot/cards";
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

type Lookup = Extract<FormInput, { readonly kind: "lookup" }>;

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
      const values = { texts: { a: value, b: value }, names: { d: [value] }, people: {} };
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
      names: {},
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

const job: Lookup = { kind: "lookup", id: "job", label: "Job", of: "job", several: false, value: [], optional: false };
const device: Lookup = { ...job, id: "device", label: "Devices", of: "device", several: true, optional: true };

function lookups(...inputs: readonly Form["inputs"][number][]): Form {
  return { ...editForm, inputs };
}

/** An input of a drawn form by its id. */
function inputIn({ card }: TeamsContent, id: string): unknown {
  return card.body.find((element) => "id" in element && element.id === id);
}

describe("lookups", () => {
  const NAMES = ["a, b", "100%", 'say "hi"', "“curly”", "🚀 数", "-x*?", "n".repeat(300)];

  test("are choices that Teams searches in a dataset, with the current names among them", () => {
    const content = renderForm(lookups({ ...job, value: ["Nightly, EU"] }, { ...device, value: ["iPhone 15", "50%"] }));
    expect(inputIn(content, "name-job")).toMatchObject({
      style: "filtered",
      isRequired: true,
      choices: [{ title: "Nightly, EU", value: "Nightly%2C EU" }],
      "choices.data": { type: "Data.Query", dataset: "job" },
      value: "Nightly%2C EU",
    });
    expect(inputIn(content, "name-job")).not.toHaveProperty("isMultiSelect");
    expect(inputIn(content, "names-device")).toMatchObject({
      isMultiSelect: true,
      "choices.data": { type: "Data.Query", dataset: "device" },
      choices: [
        { title: "iPhone 15", value: "iPhone 15" },
        { title: "50%", value: "50%25" },
      ],
      value: "iPhone 15,50%25",
    });
    expect(inputIn(content, "names-device")).not.toHaveProperty("isRequired");
    expect(inputIn(content, "names-device")).not.toHaveProperty("fallback");
  });

  test("that begin empty offer a pattern that every name fits, and choose nothing", () => {
    const content = renderForm(lookups(job, device));
    for (const id of ["name-job", "names-device"]) {
      expect(inputIn(content, id)).toMatchObject({ choices: [{ title: "* (any)", value: "*" }] });
      expect(inputIn(content, id)).not.toHaveProperty("value");
    }
    expect(readForm(submitUnchanged(content)).names).toEqual({ job: [], device: [] });
  });

  test("of one name that is needed have a text for clients that do not draw them", () => {
    const content = renderForm(lookups({ ...job, value: ["a, 50%"] }));
    const typed = { type: "Input.Text", id: "typed-job", label: "Job", value: "a, 50%", isRequired: true };
    expect(inputIn(content, "name-job")).toMatchObject({ fallback: typed });
    expect(readForm({ "typed-job": "a, 50%" }).names).toEqual({ job: ["a, 50%"] });
    expect(readForm({ "typed-job": "new", "name-job": "old" }).names).toEqual({ job: ["new"] });
    expect(readForm({ "typed-job": " ", "name-job": "old" }).names).toEqual({ job: ["old"] });
    expect(readForm({ "typed-job": "" }).names).toEqual({ job: [] });
  });

  test("that are submitted unchanged say what they started with", () => {
    const content = renderForm(lookups({ ...job, value: NAMES.slice(0, 1) }, { ...device, value: NAMES }));
    expect(findLimitViolations(content)).toEqual([]);
    expect(parserComplaints(content.card, "1.6")).toEqual([]);
    expect(readForm(submitUnchanged(content)).names).toEqual({ job: NAMES.slice(0, 1), device: NAMES });
  });

  test("keep what was chosen when the form has mistakes", () => {
    const form = lookups({ ...job, value: ["before"] }, { ...device, value: ["before"] });
    const values = { texts: {}, names: { job: ["a, b"], device: [] }, people: {} };
    const again = renderFormWithErrors(form, values, { job: "There is no such job." });
    expect(readForm(submitUnchanged(again)).names).toEqual({ job: ["a, b"], device: [] });
    expect(wordsOf(again.card)).toContain("There is no such job.");
    const other = renderFormWithErrors(form, { ...values, names: {} }, {});
    expect(readForm(submitUnchanged(other)).names).toEqual({ job: ["before"], device: ["before"] });
  });

  test("hold twenty names of 150 characters, each once, and show foreign text as it is", () => {
    const value = Array.from({ length: 20 }, (_, at) => `${at},`.padEnd(150, "n"));
    const content = renderForm(lookups({ ...device, value: [...value, ...value] }));
    expect(findLimitViolations(content)).toEqual([]);
    expect(readForm(submitUnchanged(content)).names["device"]).toEqual(value);
    const hostile = renderForm(lookups({ ...job, value: ["<at>all</at> {{DATE(x)}}\u202E"] }));
    expect(findLimitViolations(hostile)).toEqual([]);
    expect(JSON.stringify(inputIn(hostile, "name-job"))).not.toMatch(/"title":"[^"]*(?:<at|\{\{DATE|\u202E)/u);
  });

  test("of any names keep every limit", () => {
    const names = fc.array(fc.oneof(foreignText, fc.string({ unit: "binary", maxLength: 4000 })), { maxLength: 120 });
    fc.assert(
      fc.property(names, names, fc.boolean(), (one, several, optional) => {
        const content = renderForm(lookups({ ...job, value: one, optional }, { ...device, value: several, optional }));
        expect(findLimitViolations(content)).toEqual([]);
        expect(parserComplaints(content.card, "1.6")).toEqual([]);
        const read = readForm(submitUnchanged(content)).names;
        expect(read["job"]?.length).toBeLessThanOrEqual(1);
        for (const name of read["device"] ?? [])
          expect(several.map((each) => cleanLineText(each).trim())).toContain(name);
      }),
      { numRuns: 50 },
    );
  });
});

test("values that no input of ours can have made are left out", () => {
  const long = "x".repeat(LIMITS.inputValue + 1);
  const data = { "text-a": 7, "text-b": long, "text-c": "a\u0000b", other: "x", "people-p": { id: "x" } };
  expect(readForm(data)).toEqual({ texts: { c: "ab" }, names: {}, people: {} });
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
  const values = { texts: { job: "smoke-*", on: "nonsense" }, names: {}, people: { mention: [] } };

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
