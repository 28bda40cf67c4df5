import * as answers from "@perfecto-bot/cards/testing";
import { describe, expect, test } from "vitest";
import { findLimitViolations, findViewViolations } from "./find-limit-violations.ts";
import * as samples from "./golden-samples.ts";
import { renderCard } from "./render-card.ts";
import { renderForm } from "./render-form.ts";

const { editForm, ...cards } = samples;

describe("golden files", () => {
  test.for([...Object.entries(cards), ...Object.entries(answers)])("%s", async ([name, card]) => {
    const content = renderCard(card);
    expect(findLimitViolations(content)).toEqual([]);
    await expect(`${JSON.stringify(content, undefined, 2)}\n`).toMatchFileSnapshot(`./__golden__/${name}.json`);
  });

  test("editForm", async () => {
    const view = renderForm(editForm, "C024BE91L");
    expect(findViewViolations(view)).toEqual([]);
    await expect(`${JSON.stringify(view, undefined, 2)}\n`).toMatchFileSnapshot("./__golden__/editForm.json");
  });
});
