import type { Mute, Subscription } from "@perfecto-bot/domain";
import { describe, expect, it } from "vitest";
import type { AuditEntry, SubscriptionStore } from "../ports/subscription-store.ts";
import { sampleConversation } from "./samples.ts";

const HERE = sampleConversation();
const THERE = sampleConversation("C2");
const DAY_MS = 86_400_000;

/** What every subscription store must do. `makeStore` gives an empty one. */
export function subscriptionStoreConformance(
  name: string,
  makeStore: () => SubscriptionStore | Promise<SubscriptionStore>,
): void {
  describe(`${name} keeps what people said`, () => {
    it("gives back what was put, and replaces it", async () => {
      const store = await makeStore();
      expect(await store.all()).toEqual([]);
      expect(await store.get("s1")).toBeUndefined();
      await store.put(subscription("s1"), audit("subscribed"));
      expect(await store.all()).toEqual([subscription("s1")]);
      const paused = { reason: "by-person", detail: "", sinceMs: 4 } as const;
      await store.put({ ...subscription("s1"), paused }, audit("paused"));
      await store.put(subscription("s2"), audit("subscribed"));
      expect((await store.all()).toSorted(byId)).toEqual([{ ...subscription("s1"), paused }, subscription("s2")]);
      expect(await store.get("s1")).toEqual({ ...subscription("s1"), paused });
    });

    it("finds subscriptions by conversation, workspace, lab and job, as they are now", async () => {
      const store = await makeStore();
      const elsewhere = { ...HERE, workspace: "T2" };
      await store.put({ ...subscription("s1"), job: "Nightly" }, audit("subscribed"));
      await store.put({ ...subscription("s2"), conversation: THERE }, audit("subscribed"));
      await store.put({ ...subscription("s3"), conversation: elsewhere, lab: "other" }, audit("subscribed"));
      const found = async () => ({
        here: ids(await store.of(HERE)),
        workspace: ids(await store.inWorkspace(HERE.channel, HERE.workspace)),
        watched: (await store.inLab("acme")).watched,
        exact: ids((await store.inLab("acme")).covering("Nightly")),
        globs: ids((await store.inLab("acme")).covering("nightly-ios")),
        other: ids((await store.inLab("other")).covering("nightly-ios")),
      });
      expect(await found()).toEqual({
        here: ["s1"],
        workspace: ["s1", "s2"],
        watched: { names: ["Nightly"], globs: ["nightly-*"] },
        exact: ["s1"],
        globs: ["s2"],
        other: ["s3"],
      });
      await store.remove("s1", audit("removed"));
      const paused = { reason: "by-person", detail: "", sinceMs: 4 } as const;
      await store.put({ ...subscription("s2"), paused }, audit("paused"));
      await store.put({ ...subscription("s4"), job: "Smoke" }, audit("subscribed"));
      expect(await found()).toEqual({
        here: ["s2", "s4"],
        workspace: ["s2", "s4"],
        watched: { names: ["Smoke"], globs: [] },
        exact: [],
        globs: ["s2"],
        other: ["s3"],
      });
      expect(await store.of(THERE)).toEqual([]);
      expect((await store.inLab("unknown")).covering("Nightly")).toEqual([]);
    });

    it("has nothing set aside while nothing was written by others", async () => {
      const store = await makeStore();
      await store.put(subscription("s1"), audit("subscribed"));
      expect(await store.setAside(HERE, 0)).toEqual([]);
    });

    it("replaces what is still as it was read, and nothing else", async () => {
      const store = await makeStore();
      await store.put(subscription("s1"), audit("subscribed"));
      const [read = subscription("none")] = await store.all();
      const paused = { reason: "conversation-unavailable", detail: "gone", sinceMs: 4 } as const;
      await store.moveConversation(HERE, THERE);
      expect(await store.replace(read, { ...read, paused }, audit("paused"))).toBe(false);
      expect(await store.all()).toEqual([{ ...subscription("s1"), conversation: THERE }]);
      const [moved = read] = await store.all();
      const answers = await Promise.all(
        Array.from({ length: 5 }, () =>
          store.replace(moved, { ...moved, paused }, { ...audit("paused"), conversation: THERE }),
        ),
      );
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(await store.get("s1")).toEqual({ ...moved, paused });
      expect((await store.audit(THERE, 10)).map(({ action }) => action)).toEqual(["paused", "subscribed"]);
      expect(await store.replace(subscription("s9"), subscription("s9"), audit("paused"))).toBe(false);
    });

    it("remembers what was removed, for its conversation alone", async () => {
      const store = await makeStore();
      await store.put(subscription("s1"), audit("subscribed"));
      await store.all();
      expect(await store.remove("s1", audit("removed"))).toEqual(subscription("s1"));
      expect(await store.remove("s1", audit("removed"))).toBeUndefined();
      expect(await store.all()).toEqual([]);
      expect(await store.removed("s1", HERE)).toEqual(subscription("s1"));
      expect(await store.removed("s1", THERE)).toBeUndefined();
      expect(await store.removed("s2", HERE)).toBeUndefined();
    });

    it("lets one of many remove a subscription", async () => {
      const store = await makeStore();
      await store.put(subscription("s1"), audit("subscribed"));
      const answers = await Promise.all(Array.from({ length: 10 }, () => store.remove("s1", audit("removed"))));
      expect(answers.filter((answer) => answer !== undefined)).toHaveLength(1);
      expect((await store.audit(HERE, 10)).map(({ action }) => action)).toEqual(["removed", "subscribed"]);
    });

    it("keeps mutes for 30 days after their end", async () => {
      const store = await makeStore();
      await store.putMute(mute("old", 5), audit("muted", 1));
      await store.putMute({ ...mute("early", 90 * DAY_MS), endedAtMs: 6 * DAY_MS }, audit("unmuted", 2));
      expect((await store.mutes(HERE, 0)).toSorted(byId).map(({ id }) => id)).toEqual(["early", "old"]);
      await store.putMute(mute("new", 40 * DAY_MS), audit("muted", 35 * DAY_MS));
      const left = [{ ...mute("early", 90 * DAY_MS), endedAtMs: 6 * DAY_MS }, mute("new", 40 * DAY_MS)];
      expect((await store.mutes(HERE, 0)).toSorted(byId)).toEqual(left);
      expect(await store.mutes(THERE, 0)).toEqual([]);
    });

    it("audits, newest first", async () => {
      const store = await makeStore();
      await store.put(subscription("s1"), audit("subscribed", 1));
      await store.putMute(mute("m1", 5), audit("muted", 2));
      expect(await store.audit(HERE, 10)).toEqual([audit("muted", 2), audit("subscribed", 1)]);
      expect(await store.audit(HERE, 1)).toEqual([audit("muted", 2)]);
      expect(await store.audit(HERE, 0)).toEqual([]);
      expect(await store.audit(THERE, 10)).toEqual([]);
    });

    it("moves everything of a conversation, and nothing else", async () => {
      const store = await makeStore();
      const other = sampleConversation("C 1:{x}/% and more");
      await store.put(subscription("s1"), audit("subscribed", 1));
      await store.put(
        { ...subscription("s2"), conversation: other },
        { ...audit("subscribed", 1), conversation: other },
      );
      await store.put(subscription("s3"), audit("subscribed", 2));
      await store.remove("s3", audit("removed", 3));
      await store.putMute(mute("m1", 5), audit("muted", 4));
      await store.all();
      await store.moveConversation(HERE, THERE);
      const moved = { conversation: THERE };
      expect((await store.all()).toSorted(byId)).toEqual([
        { ...subscription("s1"), ...moved },
        { ...subscription("s2"), conversation: other },
      ]);
      expect(await store.mutes(THERE, 0)).toEqual([{ ...mute("m1", 5), ...moved }]);
      expect(await store.mutes(HERE, 0)).toEqual([]);
      expect((await store.audit(THERE, 1))[0]).toEqual({ ...audit("muted", 4), ...moved });
      expect(await store.audit(HERE, 10)).toEqual([]);
      expect(await store.removed("s3", THERE)).toEqual({ ...subscription("s3"), ...moved });
    });
  });
}

function ids(found: readonly Subscription[]): readonly string[] {
  return found.map(({ id }) => id).toSorted();
}

function byId(one: { readonly id: string }, other: { readonly id: string }): number {
  return one.id < other.id ? -1 : 1;
}

function subscription(id: string): Subscription {
  return {
    id,
    conversation: HERE,
    lab: "acme",
    job: "nightly-*",
    filter: [],
    options: { on: "all", post: "build", thread: "on", mention: [] },
    createdBy: "U1",
    createdAtMs: 1,
    startsAtMs: 1,
  };
}

function mute(id: string, untilMs: number): Mute {
  return { id, conversation: HERE, filter: [], createdBy: "U1", createdAtMs: 1, untilMs };
}

function audit(action: string, atMs = 1): AuditEntry {
  return { atMs, conversation: HERE, person: "U1", action, detail: "" };
}
