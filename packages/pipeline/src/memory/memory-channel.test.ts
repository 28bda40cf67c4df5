import { CHANNEL } from "@perfecto-bot/domain/testing";
import { channelConformance } from "../conformance/channel/channel-conformance.ts";
import type { ChannelDriver, ChannelStage, Mishap, ShownMessage } from "../conformance/channel/channel-stage.ts";
import type { ChannelTrouble } from "./channel-faults.ts";
import { createMemoryChannel, type Barrier, type MemoryChannel, type MemoryMessage } from "./memory-channel.ts";

interface Stage extends ChannelStage {
  readonly channel: MemoryChannel;
}

const THERE = { ...CHANNEL, id: "C2" };
const PERSON = "U1";
const archived: Barrier = { kind: "conversation-unavailable", detail: "archived", todo: "Unarchive it." };
const uninstalled: Barrier = { kind: "installation-dead", detail: "uninstalled", todo: "Install it again." };

function driverOf(canFind: boolean): ChannelDriver<Stage> {
  return {
    open: () => {
      const channel = createMemoryChannel({
        canFind,
        isKnown: (conversation) =>
          [CHANNEL, THERE].some(({ id }) => id === conversation.id) && conversation.workspace === CHANNEL.workspace,
      });
      channel.faults.add({
        call: "tell",
        times: Infinity,
        when: ({ person }) => person !== PERSON,
        behave: { kind: "answer", outcome: false },
      });
      return {
        channel,
        here: CHANNEL,
        there: THERE,
        hasThreads: true,
        canFind,
        person: PERSON,
        shown: (conversation) => channel.shown(conversation).map(shownMessage),
        told: () => channel.told.length,
        mishap: (call, mishap) => void channel.faults.add({ call, behave: troubleOf(mishap, budgetOf(channel, call)) }),
        remove: channel.somebodyDeletes,
        goDown: () => goDown(channel),
      };
    },
    closings: { "it is archived": ({ channel, here }) => channel.bar(here, archived) },
    locks: {
      "it is scripted": ({ channel }) => {
        const outcome = { kind: "not-editable", detail: "too old" } as const;
        channel.faults.add({ call: "edit", times: Infinity, behave: { kind: "answer", outcome } });
      },
    },
    endings: {
      "it was uninstalled": ({ channel, here, there }) => {
        for (const conversation of [here, there]) channel.bar(conversation, uninstalled);
        channel.faults.add({ call: "tell", times: Infinity, behave: { kind: "answer", outcome: false } });
      },
    },
  };
}

channelConformance("a memory channel that can look", driverOf(true));
channelConformance("a memory channel that cannot look", driverOf(false));

function shownMessage({ id, root, versions }: MemoryMessage): ShownMessage {
  const thread = root === undefined ? {} : { root };
  const card = versions.at(-1)?.card;
  const content = JSON.stringify(card);
  const addresses = [...content.matchAll(/"url":"(https?:[^"]+)"/g)].map(([, url]) => url);
  return { id, ...thread, content, edits: versions.length - 1, calls: [], addresses, faults: [] };
}

function troubleOf(mishap: Mishap, scope: string): ChannelTrouble<"post" | "edit"> {
  switch (mishap) {
    case "lost-answer":
    case "gateway-error":
      return { kind: "lost-answer" };
    case "lost-request":
    case "web-page":
      return { kind: "lost-request" };
    case "no-answer":
      return { kind: "hang", until: new Promise((resolve) => setImmediate(resolve)), done: "before", answer: "lost" };
    case "rate-limited":
    case "rate-limited-for-7-s":
      return { kind: "answer", outcome: { kind: "rate-limited", retryAfterMs: 7_000, scope, detail: "too many" } };
  }
}

function budgetOf(channel: MemoryChannel, call: "post" | "edit"): string {
  return channel.budgets(call, CHANNEL)[0]?.scope ?? "";
}

function goDown({ faults }: MemoryChannel): void {
  const detail = "no connection";
  const unreachable = { kind: "answer", outcome: { kind: "unreachable", detail } } as const;
  faults.add({ call: "post", times: Infinity, behave: unreachable });
  faults.add({ call: "edit", times: Infinity, behave: unreachable });
  faults.add({ call: "remove", times: Infinity, behave: unreachable });
  faults.add({
    call: "find",
    times: Infinity,
    behave: { kind: "answer", outcome: { kind: "try-again", retryAfterMs: 1, detail } },
  });
  faults.add({ call: "reach", times: Infinity, behave: { kind: "answer", outcome: { kind: "unknown" } } });
  faults.add({ call: "tell", times: Infinity, behave: { kind: "answer", outcome: false } });
}
