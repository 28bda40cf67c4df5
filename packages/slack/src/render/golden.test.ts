import { subscribeForm, type PictureOf } from "@perfecto-bot/cards";
import { GOLDEN_ANSWERS, GOLDEN_BUILDS } from "@perfecto-bot/cards/testing";
import { aSubscription } from "@perfecto-bot/domain/testing";
import { describe, expect, test } from "vitest";
import { findLimitViolations, findViewViolations } from "./find-limit-violations.ts";
import * as samples from "./golden-samples.ts";
import { renderCard } from "./render-card.ts";
import { renderForm } from "./render-form.ts";

const { editForm, ...cards } = samples;
const answers = Object.entries(GOLDEN_ANSWERS).map(([name, card]) => [`answer-${name}`, card] as const);
const builds = Object.entries(GOLDEN_BUILDS);
const uploaded: PictureOf = () => "F0PICTURE";
const filter = [
  { key: "tag", negated: false, values: ["smoke", "a*b_c"] },
  { key: "os", negated: false, values: ["iOS"] },
] as const;
const forms = {
  editForm,
  subscribeForm: subscribeForm(["acme", "other"], aSubscription({ id: "k3vq", job: "Nightly_*", filter })),
};

describe("golden files", () => {
  test.for([...Object.entries(cards), ...builds, ...answers])("%s", async ([name, card]) => {
    const content = renderCard(card, uploaded);
    expect(findLimitViolations(content)).toEqual([]);
    expect(findLimitViolations(renderCard(card))).toEqual([]);
    await expect(`${JSON.stringify(content, undefined, 2)}\n`).toMatchFileSnapshot(`./__golden__/${name}.json`);
  });

  test.for(Object.entries(forms))("%s", async ([name, form]) => {
    const view = renderForm(form, "C024BE91L");
    expect(findViewViolations(view)).toEqual([]);
    await expect(`${JSON.stringify(view, undefined, 2)}\n`).toMatchFileSnapshot(`./__golden__/${name}.json`);
  });
});
