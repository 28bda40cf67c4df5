import { noticeCard, text, type Card } from "@perfecto-bot/cards";
import { buildKey, type SubscriptionOptions } from "@perfecto-bot/domain";
import { aPicture, aSubscription, CHANNEL } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import type { Channel, LeftOut } from "../ports/channel.ts";
import type { WantedMessage } from "../ports/ledger.ts";
import { heedFinding } from "./heed-finding.ts";
import { ELSEWHERE, openDesk } from "./testing/open-desk.ts";

const audit = { atMs: 0, conversation: CHANNEL, person: "U1", action: "subscribed", detail: "" };
const here = { kind: "here", id: "" } as const;
const everybody: LeftOut = { part: "everybody", detail: "the workspace forbids it", todo: "Ask an administrator." };
const picture = aPicture();
const message: WantedMessage = {
  conversation: CHANNEL,
  topic: buildKey(picture.ref),
  name: "attention",
  card: noticeCard("failed", [text("card")]),
  contentHash: "h",
  progress: false,
  reason: "first-failure",
};

function openTold() {
  const { parts, clock } = openDesk();
  const told: [string, Card][] = [];
  const channel: Channel = {
    name: "slack",
    post: async () => ({ kind: "posted", id: "ts1" }),
    edit: async () => ({ kind: "edited" }),
    find: async () => ({ kind: "absent" }),
    remove: async () => ({ kind: "removed" }),
    budgets: () => [],
    reach: async () => ({ kind: "reachable" }),
    tell: async (_where, person, card) => told.push([person, card]) > 0,
  };
  const planned: string[] = [];
  const own = {
    ...parts,
    channels: new Map([["slack", channel]]),
    signals: { ...parts.signals, plan: async (key: string) => void planned.push(key) },
  };
  const subscribe = (id: string, createdBy: string, options: Partial<SubscriptionOptions>, conversation = CHANNEL) =>
    parts.subscriptions.put(
      aSubscription({ id, createdBy, conversation, options: { ...aSubscription().options, ...options } }),
      audit,
    );
  return { parts: own, clock, told, planned, subscribe };
}

describe("what was left out", () => {
  it("is told once to each whose subscription asks for it, with what, why and what to do", async () => {
    const { parts, told, subscribe } = openTold();
    await subscribe("a", "U1", { mention: [here] });
    await subscribe("b", "U2", { mention: [{ kind: "user", id: "U3" }] });
    await subscribe("c", "U4", {});
    await subscribe("d", "U5", { mention: [here] }, ELSEWHERE);
    for (let again = 0; again < 3; again += 1)
      await heedFinding(parts, { kind: "left-out", message, leftOut: [everybody] });
    expect(told.map(([person]) => person)).toEqual(["U1"]);
    expect(told[0]?.[1].fallback).toBe(
      [
        "! I post the builds of Nightly without calling everybody here",
        "Because the workspace forbids it. Everything else is posted as usual.",
        "Ask an administrator. I try again every day. To change the subscription say subscriptions there.",
      ].join("\n"),
    );
  });

  it("is no matter for anybody where nobody asked for it", async () => {
    const { parts, told, subscribe } = openTold();
    await subscribe("a", "U1", { mention: [here], thread: "broadcast" });
    const layout: LeftOut = { part: "layout", detail: "invalid_blocks", todo: "Tell the people who run the bot." };
    await heedFinding(parts, { kind: "left-out", message, leftOut: [layout] });
    expect(told).toEqual([]);
    const copy: LeftOut = { part: "channel-copy", detail: "cant_broadcast_message", todo: "Use thread:on." };
    await heedFinding(parts, { kind: "left-out", message, leftOut: [copy, layout] });
    expect(told.map(([person]) => person)).toEqual(["U1"]);
  });
});

it("a build whose card cannot be edited any more is planned anew, even if the signal is lost", async () => {
  const { parts, planned } = openTold();
  const key = buildKey(picture.ref);
  await heedFinding(parts, { kind: "frozen", message });
  expect(planned).toEqual([key]);
  expect(await parts.schedule.subjects("plan")).toEqual([key]);
});

it("a conversation that was found under another id goes on there", async () => {
  const { parts, subscribe } = openTold();
  await subscribe("a", "U1", {});
  await heedFinding(parts, { kind: "moved", from: CHANNEL, to: ELSEWHERE });
  expect((await parts.subscriptions.all()).map(({ conversation }) => conversation)).toEqual([ELSEWHERE]);
});
