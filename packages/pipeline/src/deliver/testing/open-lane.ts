import { aSubscription, CHANNEL, NINE } from "@perfecto-bot/domain/testing";
import { sampleMessage, want } from "../../conformance/samples.ts";
import { createMemoryChannel, type MemoryChannel } from "../../memory/memory-channel.ts";
import { createMemoryLedger } from "../../memory/memory-ledger.ts";
import { createMemoryRateBudgets } from "../../memory/memory-rate-budgets.ts";
import { createMemorySubscriptionStore } from "../../memory/memory-subscription-store.ts";
import { createMemoryWorkSchedule } from "../../memory/memory-work-schedule.ts";
import type { Channel } from "../../ports/channel.ts";
import type { Ledger, WantedMessage } from "../../ports/ledger.ts";
import type { Next } from "../../ports/signals.ts";
import { deliver } from "../deliver.ts";
import type { DeliveryFinding } from "../delivery-finding.ts";
import type { DeliveryNews, DeliveryParts } from "../delivery-parts.ts";

/** A message that stands in the conversation. */
export interface Standing {
  readonly id: string;
  readonly key: string;
  readonly words: string;
}

/** One conversation, with a chat in memory and a clock that moves when it is told to. */
export interface OpenLane {
  readonly parts: DeliveryParts;
  readonly ledger: Ledger;
  readonly chat: MemoryChannel;
  readonly clock: { nowMs: number };
  readonly standing: () => readonly Standing[];
  readonly news: readonly DeliveryNews["kind"][];
  readonly findings: readonly DeliveryFinding[];
  readonly want: (...messages: readonly WantedMessage[]) => Promise<void>;
  /** Works on the lane once, with other parts where some are given. */
  readonly work: (parts?: Partial<DeliveryParts>) => Promise<Next>;
  /** Works on the lane whenever it is due, until it is done. */
  readonly workOut: () => Promise<void>;
}

/** A message whose content and name are these. */
export function aMessage(name: string, parts: Partial<WantedMessage> = {}): WantedMessage {
  return sampleMessage({ name, conversation: CHANNEL, ...(name === "build" ? {} : { replyTo: "build" }), ...parts });
}

/** Opens a lane. `change` may put other methods in the place of the chat's. */
export async function openLane(change: (channel: Channel) => Partial<Channel> = () => ({})): Promise<OpenLane> {
  const clock = { nowMs: NINE };
  const news: DeliveryNews["kind"][] = [];
  const findings: DeliveryFinding[] = [];
  const chat = createMemoryChannel({ now: () => clock.nowMs, budgets: () => [] });
  const ledger = createMemoryLedger(() => clock.nowMs, createMemoryWorkSchedule());
  const subscriptions = createMemorySubscriptionStore();
  const entry = { atMs: NINE, conversation: CHANNEL, person: "U1", action: "", detail: "" };
  await subscriptions.put(aSubscription(), entry);
  const parts: DeliveryParts = {
    channels: new Map([["slack", { ...chat, ...change(chat) }]]),
    ledger,
    budgets: createMemoryRateBudgets(),
    subscriptions,
    now: () => clock.nowMs,
    onTrouble: async () => undefined,
    onFinding: async (finding) => void findings.push(finding),
    onNews: ({ kind }) => void news.push(kind),
  };
  const work = (other: Partial<DeliveryParts> = {}): Promise<Next> => deliver({ ...parts, ...other }, CHANNEL);
  return {
    parts,
    ledger,
    chat,
    clock,
    news,
    findings,
    standing: () =>
      chat.shown(CHANNEL).map(({ id, key, versions }) => ({ id, key, words: versions.at(-1)?.card.fallback ?? "" })),
    want: async (...wanted) => void (await want(ledger, wanted, clock.nowMs)),
    work,
    workOut: async () => {
      for (let runs = 0; runs < 100; runs += 1) {
        const next = await work();
        if (next.kind === "done") return;
        clock.nowMs += Math.max(1, next.afterMs);
      }
      throw new Error("the lane never comes to an end");
    },
  };
}
