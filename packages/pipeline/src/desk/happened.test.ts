import { aSubscription, CHANNEL } from "@perfecto-bot/domain/testing";
import { expect, it } from "vitest";
import { happened, pauseUnreachable } from "./happened.ts";
import { ELSEWHERE, openDesk } from "./testing/open-desk.ts";

const trouble = { scope: "conversation", detail: "channel_not_found", todo: "invite me" } as const;
const audit = { atMs: 0, conversation: CHANNEL, person: "U1", action: "subscribed", detail: "" };

it("a delivery that still failed at the old id does not take a moved conversation back, nor lay it to rest", async () => {
  const { parts } = openDesk();
  const { subscriptions } = parts;
  await subscriptions.put(aSubscription(), audit);
  const read = await subscriptions.all();
  await happened(parts, { kind: "conversation-moved", from: CHANNEL, to: ELSEWHERE });
  // What the delivery had read before.
  const late = { ...parts, subscriptions: { ...subscriptions, all: async () => read } };
  await pauseUnreachable(late, CHANNEL, trouble);
  expect(await subscriptions.all()).toEqual([aSubscription({ conversation: ELSEWHERE })]);
});

it("a conversation that cannot be posted to rests", async () => {
  const { parts } = openDesk();
  await parts.subscriptions.put(aSubscription(), audit);
  await pauseUnreachable(parts, CHANNEL, trouble);
  expect(await parts.subscriptions.all()).toMatchObject([{ paused: { reason: "conversation-unavailable" } }]);
});
