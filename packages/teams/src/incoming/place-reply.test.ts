import { BUTTON_ACTIONS, type ButtonAction, type CardKind } from "@perfecto-bot/cards";
import { expect, test } from "vitest";
import type { Submission } from "../render/index.ts";
import { sampleCard } from "../testing/sample-card.ts";
import type { PlaceKind } from "./activity.ts";
import { placeReply } from "./place-reply.ts";

const press = (action: ButtonAction): Submission => ({ kind: "action", action, subject: "s" });
const form: Submission = { kind: "form", form: "subscribe", values: { texts: {}, names: {}, people: {} } };

function show(card: CardKind, shared: boolean, submission: Submission, place: PlaceKind) {
  return placeReply({ kind: "card", card: { ...sampleCard("x"), kind: card }, shared }, submission, place);
}

test.each<readonly [CardKind, boolean, Submission, PlaceKind, "card" | "sentence", boolean]>([
  ["notice", false, press("subscription-pause"), "channel", "sentence", false],
  ["mistakes", false, press("mute-test"), "personal", "sentence", false],
  ["notice", true, press("subscription-remove"), "channel", "sentence", true],
  ["subscription", true, press("subscription-pause"), "channel", "card", true],
  ["subscriptions", false, press("subscription-remove"), "channel", "card", false],
  ["help", false, press("help"), "channel", "card", false],
  ["mute", true, press("mute-test"), "channel", "sentence", true],
  ["mute", true, press("mute-end"), "channel", "card", true],
  ["why", false, press("why-build"), "channel", "sentence", false],
  ["why", false, press("why-build"), "personal", "sentence", true],
  ["subscription", true, form, "channel", "card", true],
  ["notice", false, form, "channel", "sentence", false],
  ["mistakes", true, form, "channel", "card", true],
])("%s (shared: %s) after %j in a %s", (card, shared, submission, place, inView, post) => {
  expect(show(card, shared, submission, place)).toEqual({ inView, post });
});

test("a build or a failure is never taken from its presser's view", () => {
  const actions = BUTTON_ACTIONS.filter((one) => ["mute-test", "mute-build", "why-build"].includes(one));
  const views = actions.map((action) => show("why", false, press(action), "channel").inView);
  expect(views).toEqual(["sentence", "sentence", "sentence"]);
});
