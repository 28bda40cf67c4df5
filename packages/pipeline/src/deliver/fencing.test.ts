import { CHANNEL } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import { LEASE_MS } from "./deliver.ts";
import { aMessage, openLane, type OpenLane } from "./testing/open-lane.ts";

const keys = ({ standing }: OpenLane): readonly string[] => standing().map(({ key }) => key.split("#")[1] ?? "");

describe("a worker that slept for longer than its lease", () => {
  it("before it posts, posts nothing: another one did", async () => {
    const lane = await openLane();
    await lane.want(aMessage("build"));
    const asleep = lane.work({
      budgets: {
        ...lane.parts.budgets,
        take: async () => {
          lane.clock.nowMs += LEASE_MS + 1;
          await lane.workOut();
          return { granted: true };
        },
      },
    });
    expect(await asleep).toMatchObject({ kind: "again" });
    expect(keys(lane)).toEqual(["build"]);
    await lane.workOut();
    expect(keys(lane)).toEqual(["build"]);
    expect(lane.news).toEqual(["posted"]);
  });

  it("within the call, takes its own copy away when it wakes", async () => {
    const lane: OpenLane = await openLane((chat) => {
      let calls = 0;
      return {
        post: async (request) => {
          calls += 1;
          if (calls === 1) {
            lane.clock.nowMs += LEASE_MS + 1;
            await lane.workOut();
          }
          return chat.post(request);
        },
      };
    });
    await lane.want(aMessage("build"));
    await lane.work();
    expect(keys(lane)).toEqual(["build"]);
    expect(lane.standing()[0]?.id).toBe("m1");
    expect(lane.news).toContain("copy-removed");
    const { messages } = await lane.ledger.topic(CHANNEL, aMessage("build").topic);
    expect(messages.get("build")).toMatchObject({ state: "posted" });
  });

  it("within the call, and could not delete its copy: it is counted", async () => {
    const lane: OpenLane = await openLane((chat) => {
      let calls = 0;
      return {
        remove: async () => ({ kind: "refused", detail: "may not delete" }),
        find: async () => ({ kind: "cannot-look", detail: "no history" }),
        post: async (request) => {
          calls += 1;
          if (calls === 1) {
            lane.clock.nowMs += LEASE_MS + 1;
            await lane.workOut();
          }
          return chat.post(request);
        },
      };
    });
    await lane.want(aMessage("build"));
    await lane.work();
    expect(keys(lane)).toEqual(["build", "build"]);
    expect(lane.news.filter((kind) => kind === "doubled")).toHaveLength(1);
  });

  it("within the call, while nobody else came: what it posted is the message", async () => {
    const lane: OpenLane = await openLane((chat) => ({
      post: async (request) => {
        lane.clock.nowMs += LEASE_MS + 1;
        return chat.post(request);
      },
    }));
    await lane.want(aMessage("build"));
    await lane.work();
    await lane.workOut();
    expect(keys(lane)).toEqual(["build"]);
    expect(lane.news.filter((kind) => kind === "posted")).toHaveLength(1);
  });
});

describe("a post whose answer was lost", () => {
  it("and that appears only after it was looked up, is found within 30 s and deleted", async () => {
    let appear = async (): Promise<unknown> => undefined;
    const lane: OpenLane = await openLane((chat) => {
      let calls = 0;
      return {
        post: async (request) => {
          calls += 1;
          if (calls > 1) return chat.post(request);
          appear = () => chat.post(request);
          return { kind: "ambiguous", detail: "no answer" };
        },
      };
    });
    await lane.want(aMessage("build"), aMessage("failure/1"));
    let next = await lane.work();
    for (; lane.standing().length === 0; next = await lane.work())
      lane.clock.nowMs += next.kind === "again" ? Math.max(1, next.afterMs) : 1;
    await appear();
    const appearedAtMs = lane.clock.nowMs;
    expect(keys(lane).filter((key) => key === "build")).toHaveLength(2);
    await lane.workOut();
    expect(keys(lane).toSorted()).toEqual(["build", "failure/1"]);
    expect(lane.standing().map(({ id }) => id)).toContain("m1");
    expect(lane.news).toContain("copy-removed");
    expect(lane.clock.nowMs - appearedAtMs).toBeLessThanOrEqual(30_000);
  });

  it("is found where it stands, and a copy beside it is deleted", async () => {
    const lane: OpenLane = await openLane((chat) => {
      let calls = 0;
      return {
        post: async (request) => {
          calls += 1;
          await chat.post(request);
          await chat.post(request);
          return { kind: "ambiguous", detail: "no answer" };
        },
      };
    });
    await lane.want(aMessage("build"));
    await lane.workOut();
    expect(lane.standing().map(({ id }) => id)).toEqual(["m1"]);
  });
});

describe("a message that was withdrawn", () => {
  const withdraw = async (lane: OpenLane, name: string): Promise<unknown> => {
    const { topic } = aMessage(name);
    const { version: seen } = await lane.ledger.topic(CHANNEL, topic);
    return lane.ledger.project(
      { conversation: CHANNEL, topic, seen, messages: [], withdraw: [name] },
      lane.clock.nowMs,
    );
  };

  it("is never posted", async () => {
    const lane = await openLane();
    await lane.want(aMessage("build"), aMessage("failure/1"));
    await withdraw(lane, "failure/1");
    await lane.workOut();
    expect(keys(lane)).toEqual(["build"]);
  });

  it.each([
    { kind: "ambiguous", detail: "no answer" },
    { kind: "unreachable", detail: "no connection" },
    { kind: "rate-limited", retryAfterMs: 1_000, scope: "posts", detail: "too many" },
  ] as const)("while its post is under way, is not posted again where that was $kind", async (outcome) => {
    const lane: OpenLane = await openLane((chat) => {
      let calls = 0;
      return {
        post: async (request) => {
          calls += 1;
          if (calls > 1) return chat.post(request);
          await withdraw(lane, "build");
          return outcome;
        },
      };
    });
    await lane.want(aMessage("build"));
    await lane.workOut();
    expect(keys(lane)).toEqual([]);
    expect((await lane.ledger.topic(CHANNEL, aMessage("build").topic)).messages.size).toBe(0);
  });

  it("while it is looked for, is not posted again where it is not found", async () => {
    const lane: OpenLane = await openLane((chat) => {
      let calls = 0;
      return {
        post: async (request) => {
          calls += 1;
          return calls > 1 ? chat.post(request) : { kind: "ambiguous", detail: "no answer" };
        },
        find: async () => {
          await withdraw(lane, "build");
          return { kind: "absent" };
        },
      };
    });
    await lane.want(aMessage("build"));
    await lane.workOut();
    expect(keys(lane)).toEqual([]);
  });

  it("when it could not be posted, stays dead when all that is dead is tried again", async () => {
    const lane = await openLane(() => ({ post: async () => ({ kind: "refused", detail: "no" }) }));
    await lane.want(aMessage("build"));
    await lane.workOut();
    await withdraw(lane, "build");
    await lane.ledger.revive(CHANNEL, 0, lane.clock.nowMs);
    expect(await lane.ledger.mail(CHANNEL, 5)).toEqual([]);
    await lane.want(aMessage("build"));
    await lane.ledger.revive(CHANNEL, 0, lane.clock.nowMs);
    expect(await lane.ledger.mail(CHANNEL, 5)).toHaveLength(1);
  });
});
