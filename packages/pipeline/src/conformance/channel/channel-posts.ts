import type { Conversation } from "@perfecto-bot/domain";
import { describe, expect, it } from "vitest";
import type { FindOutcome, PostedId } from "../../ports/channel.ts";
import { expectShown, post, posted, sampleCard } from "./channel-samples.ts";
import type { ChannelDriver, ChannelStage } from "./channel-stage.ts";

/** Posting, answering in threads, changing, and finding again. */
export function channelPosts<Stage extends ChannelStage>(name: string, { open }: ChannelDriver<Stage>): void {
  describe(`${name} posts`, () => {
    it("a card where it was asked to, and nowhere else", async () => {
      const stage = await open();
      const id = await posted(stage, "hello");
      const [message] = expectShown(stage, "hello");
      expect(message).toMatchObject({ id, edits: 0 });
      expect(message).not.toHaveProperty("root");
      expect(stage.shown(stage.there)).toEqual([]);
    });

    it("replies into the thread of their root, whatever else is said meanwhile, shown to all or not", async () => {
      const stage = await open();
      const root = await posted(stage, "first root");
      const other = await posted(stage, "second root");
      const reply = await posted(stage, "reply", { replyTo: root });
      await posted(stage, "shown to all", { replyTo: root, broadcast: true });
      await posted(stage, "answer", { replyTo: other });
      const standing = expectShown(stage, "first root", "second root", "reply", "shown to all", "answer");
      const roots = stage.hasThreads ? [undefined, undefined, root, root, other] : Array(5).fill(undefined);
      expect(standing.map((one) => one.root)).toEqual(roots);
      expect(standing[2]?.id).toBe(reply);
    });

    it("to several at once, each its own", async () => {
      const stage = await open();
      const words = Array.from({ length: 5 }, (_, index) => `message ${index}`);
      // One conversation is never posted to by two at once.
      const [one, two] = await Promise.all([
        posted(stage, "here"),
        posted(stage, "there", { conversation: stage.there }),
      ]);
      for (const word of words) await posted(stage, word);
      expect(new Set([one, ...stage.shown(stage.here).map(({ id }) => id)]).size).toBe(6);
      expect(stage.shown(stage.there)).toMatchObject([{ id: two, content: expect.stringContaining("there") }]);
    });
  });

  describe(`${name} edits`, () => {
    it("exactly that message: a root, a reply, and none of another conversation", async () => {
      const stage = await open();
      const { channel, here, there } = stage;
      const root = await posted(stage, "root");
      const reply = await posted(stage, "reply", { replyTo: root });
      await posted(stage, "elsewhere", { conversation: there });
      expect(await channel.edit(here, root, sampleCard("changed"))).toEqual({ kind: "edited" });
      expect(await channel.edit(here, reply, sampleCard("as well"))).toEqual({ kind: "edited" });
      expect(await channel.edit(here, root, sampleCard("once more"))).toEqual({ kind: "edited" });
      const standing = expectShown(stage, "once more", "as well");
      expect(standing.map(({ id, root: of, edits }) => ({ id, of, edits }))).toEqual([
        { id: root, of: undefined, edits: 2 },
        { id: reply, of: stage.hasThreads ? root : undefined, edits: 1 },
      ]);
      expect(stage.shown(there)).toMatchObject([{ content: expect.stringContaining("elsewhere"), edits: 0 }]);
    });

    it("to what it says already, too", async () => {
      const stage = await open();
      const id = await posted(stage, "the same");
      expect(await stage.channel.edit(stage.here, id, sampleCard("the same"))).toEqual({ kind: "edited" });
      expectShown(stage, "the same");
    });
  });

  describe(`${name} finds again what it posted, or says that it cannot look`, () => {
    it("by its key, in its conversation and thread alone", async () => {
      const stage = await open();
      const sinceMs = Date.now();
      const root = await posted(stage, "root", { key: "r" });
      const reply = await posted(stage, "reply", { key: "a", replyTo: root });
      const find = async (key: string, replyTo?: PostedId, conversation: Conversation = stage.here) => {
        const place = replyTo === undefined ? {} : { replyTo };
        const outcome: FindOutcome = await stage.channel.find({ conversation, key, sinceMs, ...place });
        return outcome.kind === "found" ? outcome.id : outcome.kind;
      };
      const found = [await find("r"), await find("a", root), await find("x"), await find("x", root)];
      const elsewhere = await find("r", undefined, stage.there);
      await stage.remove(stage.here, root);
      const seen = [...found, elsewhere, await find("r")];
      const there = [root, reply, "absent", "absent", "absent", "absent"];
      expect(seen).toEqual(stage.canFind ? there : there.map(() => "cannot-look"));
    });

    it("with its copies, of which it can delete those that should not be", async () => {
      const stage = await open();
      const { channel, here } = stage;
      const sinceMs = Date.now();
      const root = await posted(stage, "root");
      const twice = { key: "twice", replyTo: root };
      const ids = [await posted(stage, "one", twice), await posted(stage, "other", twice)];
      const found = await channel.find({ conversation: here, sinceMs, ...twice });
      const copies = found.kind === "found" ? [found.id, ...(found.copies ?? [])].toSorted() : [found.kind];
      expect(copies).toEqual(stage.canFind ? ids.toSorted() : ["cannot-look"]);
      const [first = "", second = ""] = ids;
      expect(await channel.remove(here, first)).toEqual({ kind: "removed" });
      expect(await channel.remove(here, first)).toEqual({ kind: "removed" });
      expectShown(stage, "root", "other");
      const left = await channel.find({ conversation: here, sinceMs, ...twice });
      expect(left).toMatchObject(stage.canFind ? { kind: "found", id: second } : { kind: "cannot-look" });
      expect(left).not.toHaveProperty("copies");
    });

    it("where the answer was lost it is there, where the request was lost it is not", async () => {
      const stage = await open();
      const look = async (words: string) => {
        const sinceMs = Date.now();
        const request = { conversation: stage.here, key: `key of ${words}`, sinceMs };
        expect(await post(stage, words)).toMatchObject({ kind: "ambiguous" });
        return stage.channel.find(request);
      };
      stage.mishap("post", "lost-answer");
      const found = await look("answered");
      const [message] = expectShown(stage, "answered");
      expect(found).toMatchObject(stage.canFind ? { kind: "found", id: message?.id } : { kind: "cannot-look" });
      stage.mishap("post", "lost-request");
      expect((await look("lost")).kind).toBe(stage.canFind ? "absent" : "cannot-look");
      expectShown(stage, "answered");
    });
  });
}
