import { conversationKey, type Conversation } from "@perfecto-bot/domain";
import { beforeEach, describe, expect, it } from "vitest";
import { hold, sampleMessage, want, write } from "../conformance/samples.ts";
import { createMemoryLedger } from "../memory/memory-ledger.ts";
import { createMemoryRateBudgets } from "../memory/memory-rate-budgets.ts";
import type { Channel } from "../ports/channel.ts";
import type { Ledger } from "../ports/ledger.ts";
import type { RateBudgets } from "../ports/rate-budget.ts";
import { deliver } from "./deliver.ts";

/** One workspace's edits: ten at once, then one every 1.2 s, and no more than 50 a minute. */
const EDITS = { scope: "edits", max: 50, perMs: 60_000, burst: 10 };
const conversationOf = (index: number): Conversation => ({ channel: "slack", workspace: "T1", id: `C${index}` });

let nowMs: number;
let ledger: Ledger;
let asked: number;
let budgets: RateBudgets;
/** The conversations whose messages were edited, in order. */
let edited: string[];

beforeEach(() => {
  [nowMs, asked, edited] = [1_700_000_000_000, 0, []];
  ledger = createMemoryLedger(() => nowMs);
  const memory = createMemoryRateBudgets(() => nowMs);
  budgets = {
    ...memory,
    take: (wanted, claim) => {
      asked += 1;
      return memory.take(wanted, claim);
    },
  };
});

const channel: Channel = {
  name: "slack",
  post: async () => ({ kind: "refused", detail: "nothing is posted here" }),
  edit: async (conversation) => {
    edited.push(conversationKey(conversation));
    return { kind: "edited" };
  },
  find: async () => ({ kind: "absent" }),
  remove: async () => ({ kind: "removed" }),
  budgets: () => [EDITS],
  reach: async () => ({ kind: "reachable" }),
  tell: async () => true,
};

const run = (conversation: Conversation) =>
  deliver(
    {
      channels: new Map([[channel.name, channel]]),
      ledger,
      budgets,
      subscriptions: { of: async () => [] },
      now: () => nowMs,
      onTrouble: async () => undefined,
      onFinding: async () => undefined,
      onNews: () => undefined,
    },
    conversation,
  );

/** Makes messages stand in a conversation with other content than is wanted. */
async function wantEdits(conversation: Conversation, count: number): Promise<void> {
  const messages = Array.from({ length: count }, (_, index) => sampleMessage({ conversation, name: `m${index}` }));
  await want(ledger, messages, nowMs);
  const lease = await hold(ledger, conversation);
  for (const [index, message] of messages.entries()) {
    const state = { kind: "posted", id: `p${index}`, contentHash: message.contentHash, atMs: nowMs } as const;
    await write(ledger, lease, message, { state });
  }
  await ledger.release(lease);
  await want(
    ledger,
    messages.map((message) => ({ ...message, contentHash: "h2" })),
    nowMs,
  );
}

describe("lanes that wait for one budget", () => {
  it("run once more when it is their turn, and edit in the order in which they came", async () => {
    const lanes = Array.from({ length: 60 }, (_, index) => ({ at: conversationOf(index), runs: 0, alarmMs: nowMs }));
    for (const { at } of lanes) await wantEdits(at, 1);
    let open = lanes;
    while (open.length > 0) {
      const next = open.reduce((soonest, one) => (one.alarmMs < soonest.alarmMs ? one : soonest));
      nowMs = Math.max(nowMs, next.alarmMs);
      next.runs += 1;
      const outcome = await run(next.at);
      if (outcome.kind === "again") next.alarmMs = nowMs + outcome.afterMs;
      else open = open.filter((one) => one !== next);
    }
    expect(edited).toEqual(lanes.map(({ at }) => conversationKey(at)));
    expect(lanes.filter(({ runs }) => runs > 2)).toEqual([]);
  });

  it("ask it once for all edits that wait", async () => {
    await budgets.block(EDITS.scope, 60_000);
    await wantEdits(conversationOf(1), 30);
    expect(await run(conversationOf(1))).toMatchObject({ kind: "again" });
    expect([asked, edited]).toEqual([1, []]);
  });
});
