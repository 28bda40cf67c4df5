import { subscribeForm, type PictureOf } from "@perfecto-bot/cards";
import { GOLDEN_ANSWERS, GOLDEN_BUILDS } from "@perfecto-bot/cards/testing";
import { aSubscription } from "@perfecto-bot/domain/testing";
import { describe, expect, test } from "vitest";
import { findLimitViolations } from "./find-limit-violations.ts";
import * as samples from "./golden-samples.ts";
import { parserComplaints } from "./testing/parser-complaints.ts";
import { renderCard } from "./render-card.ts";
import { renderForm, renderFormWithErrors } from "./render-form.ts";
import type { TeamsContent } from "./teams-content.ts";

/** One grey pixel. */
const PIXEL =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==";

const { editForm, nameOf, ...cards } = samples;
const answers = Object.entries(GOLDEN_ANSWERS).map(([name, card]) => [`answer-${name}`, card] as const);
const builds = Object.entries(GOLDEN_BUILDS);
const drawn: PictureOf = () => PIXEL;
const filter = [
  { key: "tag", negated: false, values: ["smoke", "a*b_c"] },
  { key: "os", negated: false, values: ["iOS"] },
] as const;
const subscription = aSubscription({ id: "k3vq", job: "Nightly_*", filter });
const contents: Readonly<Record<string, TeamsContent>> = {
  ...Object.fromEntries(
    [...Object.entries(cards), ...builds, ...answers].map(([name, card]) => [name, renderCard(card, nameOf, drawn)]),
  ),
  editForm: renderForm(editForm, nameOf),
  subscribeForm: renderForm(subscribeForm(["acme", "other"], subscription), nameOf),
  mistakenForm: renderFormWithErrors(
    editForm,
    { texts: { job: "smoke-*", filter: "plattform:iOS" }, names: {}, people: { mention: [] } },
    { filter: "unknown key `plattform`: did you mean platform?" },
  ),
};

describe("golden files", () => {
  test.for(Object.entries(contents))("%s", async ([name, content]) => {
    expect(findLimitViolations(content)).toEqual([]);
    expect(parserComplaints(content.card, name.endsWith("Form") ? "1.6" : "1.5")).toEqual([]);
    await expect(`${JSON.stringify(content, undefined, 2)}\n`).toMatchFileSnapshot(`./__golden__/${name}.json`);
  });

  test.for([...builds, ...answers])("%s keeps the limits without pictures, too", ([, card]) => {
    expect(findLimitViolations(renderCard(card, nameOf))).toEqual([]);
  });
});
