import { CHANNEL } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import { chatFails } from "../memory/how-ports-fail.ts";
import { everyFate, type Scenario } from "../testing/every-fate.ts";
import { LEASE_MS } from "./deliver.ts";
import { aMessage, openLane, type OpenLane } from "./testing/open-lane.ts";

const root = (contentHash: string) => aMessage("build", { contentHash });
const reply = aMessage("failure/1", { contentHash: "reply" });
const replied = { root: "m1" };

/** What stands, as "name: newest words". */
function standing({ chat }: OpenLane): readonly string[] {
  return chat.shown(CHANNEL).map(({ key, versions }) => `${key.split("#")[1]}: ${versions.at(-1)?.card.fallback}`);
}

describe("a lane", () => {
  it("posts the root, then its replies into its thread, then nothing more", async () => {
    const lane = await openLane();
    await lane.want(reply, root("h1"));
    expect(await lane.work()).toEqual({ kind: "done" });
    expect(lane.chat.shown(CHANNEL)).toMatchObject([{ id: "m1" }, replied]);
    expect(await lane.work()).toEqual({ kind: "done" });
    expect(lane.chat.calls.map(({ call }) => call)).toEqual(["post", "post"]);
  });

  it("posts the newest content only, and edits what stands to the newest only", async () => {
    const lane = await openLane();
    for (const hash of ["h1", "h2", "h3"]) await lane.want(root(hash));
    await lane.workOut();
    for (const hash of ["h4", "h5"]) await lane.want(root(hash));
    await lane.workOut();
    const [message] = lane.chat.shown(CHANNEL);
    expect(message?.versions.map(({ card }) => card.fallback)).toEqual(["h3", "h5"]);
  });

  it("is left to the worker that has it", async () => {
    const lane = await openLane();
    await lane.want(root("h1"));
    await lane.ledger.acquire(CHANNEL, LEASE_MS);
    expect(await lane.work()).toMatchObject({ kind: "again" });
    expect(lane.chat.calls).toEqual([]);
    lane.clock.nowMs += LEASE_MS;
    expect(await lane.work()).toEqual({ kind: "done" });
  });
});

describe("while the chat is in trouble", () => {
  it("a message is tried less and less often, then posted once", async () => {
    const lane = await openLane();
    await lane.want(root("h1"));
    const startMs = lane.clock.nowMs;
    const end = lane.chat.faults.add({
      call: "post",
      times: Infinity,
      behave: { kind: "answer", outcome: { kind: "unreachable", detail: "503" } },
    });
    while (lane.clock.nowMs < startMs + 60_000) {
      const next = await lane.work();
      lane.clock.nowMs += next.kind === "again" ? Math.max(1, next.afterMs) : 60_000;
    }
    expect(lane.chat.calls.length).toBeLessThanOrEqual(8);
    end();
    await lane.workOut();
    expect(standing(lane)).toEqual(["build: h1"]);
  });

  it("a limit that is met holds the scope back for as long as the chat says", async () => {
    const lane = await openLane(() => ({ budgets: () => [{ scope: "posts", max: 1_000, perMs: 1_000, burst: 100 }] }));
    await lane.want(root("h1"), aMessage("build", { topic: "other", contentHash: "o1" }));
    const outcome = { kind: "rate-limited", retryAfterMs: 20_000, scope: "posts", detail: "429" } as const;
    lane.chat.faults.add({ call: "post", behave: { kind: "answer", outcome } });
    const next = await lane.work();
    expect(lane.chat.calls).toHaveLength(1);
    expect(next.kind === "again" && next.afterMs).toBeGreaterThan(15_000);
  });

  it("a conversation that nothing can be posted to is told of, once for all its messages", async () => {
    const lane = await openLane();
    await lane.want(root("h1"), reply);
    lane.chat.bar(CHANNEL, { kind: "conversation-unavailable", detail: "archived", todo: "Unarchive it." });
    const told: unknown[] = [];
    await lane.work({ onTrouble: async (_conversation, trouble) => void told.push(trouble) });
    expect(told[0]).toEqual({ scope: "conversation", detail: "archived", todo: "Unarchive it." });
    expect(lane.news).toContain("dead");
    expect(lane.chat.shown(CHANNEL)).toEqual([]);
  });
});

describe("whatever call of a worker fails, hangs or is its last", () => {
  /** A lane's work by a worker that may be struck, then by others. */
  const scenario = (lane: OpenLane, right: readonly string[]): Scenario => ({
    begin: ({ hold }) =>
      lane.work({
        ledger: hold(lane.parts.ledger),
        budgets: hold(lane.parts.budgets),
        subscriptions: hold(lane.parts.subscriptions),
        channels: new Map([["slack", hold(lane.chat, chatFails)]]),
      }),
    goOn: async () => {
      lane.clock.nowMs += LEASE_MS + 1;
      await lane.workOut();
    },
    expectAll: async (fate) => {
      expect([fate, standing(lane)]).toEqual([fate, right]);
      expect([fate, lane.chat.shown(CHANNEL).slice(1)]).toMatchObject([
        fate,
        right.slice(1).map(() => ({ root: idOf(lane, "build") })),
      ]);
    },
  });

  it("a root and its reply stand once each, the reply in its thread", async () => {
    const played = await everyFate(async () => {
      const lane = await openLane();
      await lane.want(root("h1"), reply);
      return scenario(lane, ["build: h1", "failure/1: reply"]);
    });
    expect(played).toBeGreaterThan(50);
  });

  it("an edit comes to the newest content", async () => {
    const played = await everyFate(async () => {
      const lane = await openLane();
      await lane.want(root("h1"));
      await lane.workOut();
      await lane.want(root("h2"));
      return scenario(lane, ["build: h2"]);
    });
    expect(played).toBeGreaterThan(30);
  });

  it("a post with an unknown end is looked up, and stands once", async () => {
    const played = await everyFate(async () => {
      const lane = await openLane();
      await lane.want(root("h1"));
      lane.chat.faults.add({ call: "post", behave: { kind: "lost-answer" } });
      await lane.work();
      lane.clock.nowMs += LEASE_MS;
      return scenario(lane, ["build: h1"]);
    });
    expect(played).toBeGreaterThan(30);
  });
});

function idOf({ chat }: OpenLane, name: string): string | undefined {
  return chat.shown(CHANNEL).find(({ key }) => key.endsWith(`#${name}`))?.id;
}
