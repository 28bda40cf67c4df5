import { aSubscription, CHANNEL } from "@perfecto-bot/domain/testing";
import { expect, it } from "vitest";
import { createMemorySubscriptionStore } from "../memory/index.ts";
import type { UnreadValue } from "../ports/set-aside.ts";
import { createDesk } from "./create-desk.ts";
import { ELSEWHERE, openDesk, QUINN } from "./testing/open-desk.ts";

const audit = { atMs: 0, conversation: CHANNEL, person: "U1", action: "subscribed", detail: "" };
const newer: UnreadValue = { what: "subscription", why: "newer-version", key: "subscriptions s2" };

/** What `status` says in a conversation while this one has a subscription that a newer version wrote. */
async function statusIn(conversation: typeof CHANNEL): Promise<string> {
  const subscriptions = createMemorySubscriptionStore(({ id }) => (id === CHANNEL.id ? [newer] : []));
  await subscriptions.put(aSubscription(), audit);
  const reply = await createDesk({ ...openDesk().parts, subscriptions }).say({ ...QUINN, conversation }, "status");
  return reply.kind === "card" ? reply.card.fallback : "";
}

it("tells of a subscription that a newer version of the bot wrote, where it is", async () => {
  expect(await statusIn(CHANNEL)).toContain(
    "1 subscription here was written by a newer version of the bot: it is not served until the bot is upgraded.",
  );
});

it("says nothing of it elsewhere", async () => {
  expect(await statusIn(ELSEWHERE)).not.toContain("newer version");
});
