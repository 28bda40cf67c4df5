import * as answers from "@perfecto-bot/cards/testing";
import { describe, expect, test } from "vitest";
import { findLimitViolations } from "./find-limit-violations.ts";
import * as samples from "./golden-samples.ts";
import { parserComplaints } from "./testing/parser-complaints.ts";
import { renderCard } from "./render-card.ts";
import { renderForm, renderFormWithErrors } from "./render-form.ts";
import type { TeamsContent } from "./teams-content.ts";

const { editForm, nameOf, ...cards } = samples;
const allCards = [...Object.entries(cards), ...Object.entries(answers)];
const contents: Readonly<Record<string, TeamsContent>> = {
  ...Object.fromEntries(allCards.map(([name, card]) => [name, renderCard(card, nameOf)])),
  editForm: renderForm(editForm, nameOf),
  mistakenForm: renderFormWithErrors(
    editForm,
    { texts: { job: "smoke-*", filter: "plattform:iOS" }, people: { mention: [] } },
    { filter: "unknown key `plattform`: did you mean platform?" },
  ),
};

describe("golden files", () => {
  test.for(Object.entries(contents))("%s", async ([name, content]) => {
    expect(findLimitViolations(content)).toEqual([]);
    expect(parserComplaints(content.card, name.endsWith("Form") ? "1.6" : "1.5")).toEqual([]);
    await expect(`${JSON.stringify(content, undefined, 2)}\n`).toMatchFileSnapshot(`./__golden__/${name}.json`);
  });
});
