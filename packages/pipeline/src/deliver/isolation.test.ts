import { CHANNEL } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import { SET_ASIDE_AFTER } from "../schedule/decide-retry.ts";
import { aMessage, openLane, type OpenLane } from "./testing/open-lane.ts";

const MINUTE_MS = 60_000;
const names = ({ standing }: OpenLane): readonly string[] => standing().map(({ key }) => key.split("#")[1] ?? "");

/** A chat whose code breaks on what says so. */
function breaking(): Promise<OpenLane> {
  return openLane((chat) => ({
    post: async (request) => {
      if (request.card.fallback === "poison") throw new TypeError("cannot draw it");
      return chat.post(request);
    },
    edit: async (conversation, id, card) => {
      if (card.fallback === "poison") throw new TypeError("cannot draw it");
      return chat.edit(conversation, id, card);
    },
  }));
}

describe("a message that the chat's code throws on", () => {
  it("holds nothing else back, and is tried less and less often until it is set aside", async () => {
    const lane = await breaking();
    const poison = { contentHash: "poison" };
    await lane.want(
      aMessage("build", poison),
      ...["a", "b"].map((topic) => aMessage("build", { topic })),
      ...["a", "b"].map((topic) => aMessage("failure/1", { topic })),
    );
    const endMs = lane.clock.nowMs + 60 * MINUTE_MS;
    while (lane.clock.nowMs < endMs) {
      const next = await lane.work();
      lane.clock.nowMs += next.kind === "again" ? Math.max(1, next.afterMs) : MINUTE_MS;
    }
    expect(names(lane)).toEqual(["build", "build", "failure/1", "failure/1"]);
    expect(lane.news.filter((kind) => kind === "set-aside")).toHaveLength(1);
    expect(lane.news.filter((kind) => kind === "retry")).toHaveLength(SET_ASIDE_AFTER - 1);
    const [mail] = await lane.ledger.mail(CHANNEL, 10);
    expect(mail?.entry).toMatchObject({ wanted: poison, setAside: "TypeError: cannot draw it" });
  });

  it("comes back by itself when it can be posted, and is not set aside any more", async () => {
    const lane = await breaking();
    await lane.want(aMessage("build", { contentHash: "poison" }));
    while (!lane.news.includes("set-aside")) {
      const next = await lane.work();
      lane.clock.nowMs += next.kind === "again" ? Math.max(1, next.afterMs) : 1;
    }
    await lane.want(aMessage("build", { contentHash: "sound" }));
    await lane.workOut();
    expect(lane.standing().map(({ words }) => words)).toEqual(["sound"]);
    expect(await lane.ledger.mail(CHANNEL, 10)).toEqual([]);
  });

  it("in an edit, leaves what stands as it is", async () => {
    const lane = await breaking();
    await lane.want(aMessage("build"), aMessage("failure/1"));
    await lane.workOut();
    await lane.want(aMessage("build", { contentHash: "poison" }), aMessage("failure/2"));
    for (let runs = 0; runs < 5; runs += 1) await lane.work();
    expect(names(lane)).toEqual(["build", "failure/1", "failure/2"]);
  });
});

it("more messages that wait than are looked at in one go hold back none that could go", async () => {
  const lane = await openLane();
  const late = Array.from({ length: 60 }, (_, index) => aMessage(`failure/${index}`, { topic: "no root yet" }));
  await lane.want(...late, aMessage("build", { topic: "sound" }), aMessage("failure/1", { topic: "sound" }));
  await lane.work();
  expect(names(lane)).toEqual(["build", "failure/1"]);
});

it("a chat that cannot be reached is not asked for every message, and one message does not keep it waiting for ever", async () => {
  let calls = 0;
  const lane = await openLane(() => ({
    post: async () => {
      calls += 1;
      return { kind: "unreachable", detail: "no connection" };
    },
  }));
  await lane.want(...Array.from({ length: 50 }, (_, index) => aMessage("build", { topic: `t${index}` })));
  await lane.work();
  expect(calls).toBe(1);
  const endMs = lane.clock.nowMs + MINUTE_MS;
  while (lane.clock.nowMs < endMs) {
    const next = await lane.work();
    lane.clock.nowMs += next.kind === "again" ? Math.max(1, next.afterMs) : 1;
  }
  expect(calls).toBeLessThan(60);
});

it("mail of a chat that is no longer configured waits, and is looked at once an hour", async () => {
  const lane = await openLane();
  await lane.want(aMessage("build"));
  expect(await lane.work({ channels: new Map() })).toEqual({ kind: "again", afterMs: 60 * MINUTE_MS });
  await lane.workOut();
  expect(await lane.work({ channels: new Map() })).toEqual({ kind: "done" });
});
