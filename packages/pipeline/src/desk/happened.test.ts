import { aSubscription, CHANNEL } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
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
  const late = { ...parts, subscriptions: { ...subscriptions, of: async () => read } };
  await pauseUnreachable(late, CHANNEL, trouble);
  expect(await subscriptions.all()).toEqual([aSubscription({ conversation: ELSEWHERE })]);
});

it("a conversation that cannot be posted to rests", async () => {
  const { parts } = openDesk();
  await parts.subscriptions.put(aSubscription(), audit);
  await pauseUnreachable(parts, CHANNEL, trouble);
  expect(await parts.subscriptions.all()).toMatchObject([{ paused: { reason: "conversation-unavailable" } }]);
});

describe("workspaces of an organisation", () => {
  const at = (workspace: string) => ({ ...CHANNEL, workspace });
  const join = (from: string) => ({ kind: "workspace-joined", channel: CHANNEL.channel, from, to: "E1" }) as const;

  it("see one conversation: what each subscribed to is there, and what both asked for stands once", async () => {
    const { parts } = openDesk();
    const { subscriptions } = parts;
    await subscriptions.put(aSubscription({ id: "a", conversation: at("T1"), createdAtMs: 2 }), audit);
    await subscriptions.put(aSubscription({ id: "b", conversation: at("T2"), createdAtMs: 1 }), audit);
    await subscriptions.put(aSubscription({ id: "c", conversation: at("T2"), job: "Smoke" }), audit);
    await subscriptions.put(aSubscription({ id: "d", conversation: at("T3") }), audit);
    for (const from of ["T1", "T2", "T1"]) await happened(parts, join(from));
    const stand = (await subscriptions.all()).map(({ id, conversation }) => `${id} in ${conversation.workspace}`);
    expect(stand.toSorted()).toEqual(["b in E1", "c in E1", "d in T3"]);
  });

  it("lose no subscription that is active to an older one that rests", async () => {
    const { parts } = openDesk();
    const paused = { reason: "by-person", detail: "", sinceMs: 0 } as const;
    await parts.subscriptions.put(aSubscription({ id: "a", conversation: at("T1"), createdAtMs: 1, paused }), audit);
    await parts.subscriptions.put(aSubscription({ id: "b", conversation: at("E1"), createdAtMs: 2 }), audit);
    await happened(parts, join("T1"));
    expect((await parts.subscriptions.all()).map(({ id }) => id)).toEqual(["b"]);
  });
});
