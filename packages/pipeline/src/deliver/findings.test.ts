import { CHANNEL } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import { createMemoryRateBudgets } from "../memory/index.ts";
import type { PostRequest } from "../ports/channel.ts";
import { aMessage, openLane } from "./testing/open-lane.ts";

const MINUTE_MS = 60_000;
const TOPIC = aMessage("build").topic;
const nameOf = ({ key }: { readonly key: string }): string => key.split("#")[1] ?? "";

describe("a card that can no longer be edited", () => {
  const openFrozen = async () => {
    const posts: PostRequest[] = [];
    const counts = { edits: 0 };
    const lane = await openLane((chat) => ({
      post: async (request) => {
        posts.push(request);
        return chat.post(request);
      },
      edit: async () => {
        counts.edits += 1;
        return { kind: "not-editable", detail: "edit_window_closed" };
      },
    }));
    await lane.want(aMessage("build", { contentHash: "running" }));
    await lane.work();
    return { ...lane, posts, counts };
  };

  it("stands as it is, and later replies go into its thread", async () => {
    const lane = await openFrozen();
    lane.clock.nowMs += 10 * MINUTE_MS;
    await lane.want(aMessage("build", { contentHash: "1 failed" }), aMessage("failure/e1"));
    expect(await lane.work()).toEqual({ kind: "done" });
    lane.clock.nowMs += MINUTE_MS;
    await lane.want(aMessage("failure/e2"));
    expect(await lane.work()).toEqual({ kind: "done" });
    const [root] = lane.standing();
    expect(lane.posts.map((post) => [nameOf(post), post.replyTo])).toEqual([
      ["build", undefined],
      ["failure/e1", root?.id],
      ["failure/e2", root?.id],
    ]);
    expect(await lane.ledger.deadLetters(CHANNEL, 10)).toEqual([]);
  });

  it("is tried once, and told of whenever its content changes", async () => {
    const lane = await openFrozen();
    for (const contentHash of ["a", "b", "c"]) {
      lane.clock.nowMs += MINUTE_MS;
      await lane.want(aMessage("build", { contentHash }));
      await lane.workOut();
    }
    expect(lane.counts.edits).toBe(1);
    expect(lane.findings.map(({ kind }) => kind)).toEqual(["frozen", "frozen", "frozen"]);
  });

  it("is told of before it leaves the mailbox, so that a process that ended there tells it again", async () => {
    const lane = await openFrozen();
    await lane.want(aMessage("build", { contentHash: "1 failed" }));
    const dies = { onFinding: () => Promise.reject(new Error("the process ends here")) };
    await expect(lane.work(dies)).rejects.toThrow("ends here");
    expect(await lane.work()).toEqual({ kind: "done" });
    expect(lane.findings.map(({ kind }) => kind)).toEqual(["frozen"]);
  });
});

it("a message that the chat refuses in every form is left for a person, and everything else goes on", async () => {
  const lane = await openLane((chat) => ({
    post: async (request) =>
      request.key === "t2#build" ? { kind: "refused", detail: "some_new_code" } : chat.post(request),
  }));
  await lane.want(aMessage("build", { topic: "t2" }), aMessage("build"), aMessage("failure/e1"));
  await lane.workOut();
  expect(await lane.ledger.deadLetters(CHANNEL, 10)).toMatchObject([
    { wanted: { topic: "t2" }, state: { kind: "dead", refused: true, detail: "some_new_code" } },
  ]);
  expect(lane.standing().map(nameOf)).toEqual(["build", "failure/e1"]);
});

it("what a message went without stands in the ledger and is told", async () => {
  const leftOut = [{ part: "everybody", detail: "it is forbidden", todo: "Ask." }] as const;
  const movedTo = { ...CHANNEL, id: "C9" };
  const lane = await openLane(() => ({ post: async () => ({ kind: "posted", id: "1", leftOut, movedTo }) }));
  await lane.want(aMessage("build"));
  await lane.work();
  expect((await lane.ledger.topic(CHANNEL, TOPIC)).messages.get("build")).toMatchObject({
    state: "posted",
    detail: "without calling everybody here: it is forbidden",
  });
  expect(lane.findings).toMatchObject([
    { kind: "left-out", leftOut },
    { kind: "moved", from: CHANNEL, to: movedTo },
  ]);
});

it("each look for a lost answer is paid for, and waits for its turn", async () => {
  const looks: number[] = [];
  const lane = await openLane((chat) => {
    let posts = 0;
    return {
      budgets: (call) => (call === "find" ? [{ scope: "look", max: 1, perMs: MINUTE_MS }] : []),
      post: async (request) => {
        await chat.post(request);
        posts += 1;
        return { kind: "ambiguous", detail: `the answer to post ${posts} was lost` };
      },
      find: async (request) => {
        looks.push(lane.clock.nowMs);
        return looks.length < 3 ? { kind: "try-again", retryAfterMs: 0, detail: "there is more" } : chat.find(request);
      },
    };
  });
  await lane.want(aMessage("build"));
  const budgets = createMemoryRateBudgets(() => lane.clock.nowMs);
  for (let next = await lane.work({ budgets }); next.kind === "again"; next = await lane.work({ budgets }))
    lane.clock.nowMs += next.afterMs;
  expect(lane.standing().map(nameOf)).toEqual(["build"]);
  const [first = 0, second = 0, third = 0] = looks;
  expect(second - first).toBeGreaterThanOrEqual(MINUTE_MS);
  expect(third - second).toBeGreaterThanOrEqual(MINUTE_MS);
});
