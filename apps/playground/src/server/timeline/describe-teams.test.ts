import type { Delivery, LoggedRequest } from "@perfecto-bot/simulators/teams";
import { expect, it } from "vitest";
import { describeTeamsDelivery } from "./describe-teams-delivery.ts";
import { describeTeamsRequest } from "./describe-teams-request.ts";

const names = { now: () => 5, person: (id: string) => (id === "29:q" ? "Quinn QA" : id), place: () => "Mobile / qa" };
const call = (operation: LoggedRequest["operation"], more: Partial<LoggedRequest> = {}): LoggedRequest => ({
  operation,
  method: "POST",
  path: "/",
  conversationId: "19:qa",
  at: 1,
  ok: true,
  ...more,
});

it.each<[string, LoggedRequest, string | undefined]>([
  ["a post that went well", call("send", { status: 201 }), undefined],
  [
    "a rate limit",
    call("update", { ok: false, status: 429, fault: "rate-limited", retryAfterS: 2 }),
    "Teams said: slow down, 2 s (an edit in Mobile / qa has to wait)",
  ],
  [
    "a lost answer",
    call("send", { fault: "lost-answer" }),
    "The answer to a post in Mobile / qa was lost after Teams had carried it out",
  ],
  [
    "a refusal",
    call("reply", { ok: false, status: 403, error: "Forbidden" }),
    "Teams refused an answer in Mobile / qa: Forbidden",
  ],
  [
    "a cut connection",
    call("send", { ok: false, fault: "lost-request" }),
    "Teams refused a post in Mobile / qa: lost request",
  ],
])("describes %s", (_name, request, text) => {
  expect(describeTeamsRequest(request, names)?.text).toBe(text);
});

const told = (activity: Delivery["activity"], acknowledged = true): Delivery => ({
  activity,
  acknowledged,
  ms: 1,
  timedOut: false,
  at: 1,
});
const head = { from: { id: "29:q" }, conversation: { id: "19:qa" } };
const pressed = {
  ...head,
  type: "invoke",
  value: { action: { data: { action: "mute", subject: "k", note: "typed" } } },
};
const card = { actions: [{ type: "Action.Execute", title: "Mute", data: { action: "mute", subject: "k" } }] };

it.each<[string, Delivery, string | undefined]>([
  ["a button", told(pressed), "Quinn QA pressed “Mute” in Mobile / qa"],
  [
    "a button of another card",
    told({ ...pressed, value: { action: { data: {} } } }),
    "Quinn QA used a card in Mobile / qa",
  ],
  [
    "a button without an answer",
    told(pressed, false),
    "Quinn QA pressed “Mute” in Mobile / qa; the service did not answer",
  ],
  [
    "an old client's button",
    told({ ...head, type: "message", value: { action: "mute", subject: "k" } }),
    "Quinn QA pressed “Mute” in Mobile / qa",
  ],
  ["a message, which is told of anyway", told({ ...head, type: "message", text: "hi" }), undefined],
  [
    "a message that was not taken",
    told({ ...head, type: "message" }, false),
    "Teams told the service of message; the service did not answer",
  ],
  [
    "an installation",
    told({ ...head, type: "installationUpdate", action: "add" }),
    "Quinn QA added the bot to Mobile / qa",
  ],
  ["a search, which comes with every letter", told({ ...pressed, name: "application/search" }), undefined],
  [
    "a search without an answer",
    told({ ...pressed, name: "application/search" }, false),
    "Quinn QA searched in a form in Mobile / qa; the service did not answer",
  ],
  ["what was never sent", { ...told(head, false), notSent: "no endpoint" }, undefined],
])("describes %s", (_name, delivery, text) => {
  expect(describeTeamsDelivery(delivery, names, card)?.text).toBe(text);
});
