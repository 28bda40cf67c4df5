import { describe, expect, it } from "vitest";
import type { EditOutcome, PostOutcome } from "../../ports/channel.ts";
import { expectShown, post, posted, sampleCard } from "./channel-samples.ts";
import type { ChannelDriver, ChannelStage, Mishap } from "./channel-stage.ts";

const ACTS = /\S/;
const ambiguous = { kind: "ambiguous", detail: expect.stringMatching(ACTS) };
const limited = {
  kind: "rate-limited",
  detail: expect.stringMatching(ACTS),
  retryAfterMs: expect.toSatisfy(isPositive),
};

/** What is known after each mishap, and how many of the calls may have been carried out. A web page proves neither. */
const MISHAPS: readonly (readonly [Mishap, object, readonly number[]])[] = [
  ["lost-answer", ambiguous, [1]],
  ["lost-request", ambiguous, [0]],
  ["gateway-error", ambiguous, [1]],
  ["web-page", ambiguous, [0, 1]],
  ["rate-limited-for-7-s", { ...limited, retryAfterMs: 7_000 }, [0]],
  ["rate-limited", limited, [0]],
  ["no-answer", ambiguous, [1]],
];

/** Ids that no vendor gives. */
const FOREIGN_IDS = ["%", "1.000001", "m0", "19%3Ax%40thread.tacv2/1", "🙂".repeat(50)];

/** What a channel says when something goes wrong: always an outcome, never a rejection. */
export function channelFailures<Stage extends ChannelStage>(name: string, driver: ChannelDriver<Stage>): void {
  describe(`${name} says what is known after a mishap`, () => {
    it.each(MISHAPS)("of a post: %s", async (mishap, known, done) => {
      const stage = await driver.open();
      stage.mishap("post", mishap);
      const outcome = await post(stage, "message");
      expect(outcome).toMatchObject(known);
      expect(scopesOf(stage, "post")).toEqual(expect.arrayContaining(scopesIn(outcome)));
      const standing = stage.shown(stage.here).length;
      expect(done).toContain(standing);
      await posted(stage, "next");
      expect(stage.shown(stage.here)).toHaveLength(standing + 1);
    });

    it.each(MISHAPS)("of an edit: %s", async (mishap, known, done) => {
      const stage = await driver.open();
      const id = await posted(stage, "before");
      stage.mishap("edit", mishap);
      const outcome = await stage.channel.edit(stage.here, id, sampleCard("after"));
      expect(outcome).toMatchObject(known);
      expect(scopesOf(stage, "edit")).toEqual(expect.arrayContaining(scopesIn(outcome)));
      expect(done).toContain(stage.shown(stage.here).filter(({ content }) => content.includes("after")).length);
      expect(await stage.channel.edit(stage.here, id, sampleCard("next"))).toEqual({ kind: "edited" });
      expectShown(stage, "next");
    });

    it("nothing happened where there is no connection", async () => {
      const stage = await driver.open();
      const { channel, here, person } = stage;
      const id = await posted(stage, "before");
      await stage.goDown();
      // The first call may still use a connection that breaks only then.
      await expect.poll(() => post(stage, "message")).toMatchObject({ kind: "unreachable" });
      expect(await channel.edit(here, id, sampleCard("after"))).toMatchObject({ kind: "unreachable" });
      const found = await channel.find({ conversation: here, key: "k", sinceMs: Date.now() });
      expect(found.kind).toMatch(/^(?:try-again|cannot-look)$/);
      expect((await channel.reach(here)).kind).toMatch(/^(?:reachable|unknown)$/);
      expect(await channel.tell(here, person, sampleCard("message"))).toBe(false);
    });
  });

  describe(`${name} says what is gone`, () => {
    it("a deleted message cannot be edited", async () => {
      const stage = await driver.open();
      const id = await posted(stage, "root");
      await stage.remove(stage.here, id);
      expect(await stage.channel.edit(stage.here, id, sampleCard("after"))).toMatchObject({ kind: "target-gone" });
      expect(stage.shown(stage.here)).toEqual([]);
    });

    it("an answer to a deleted message is refused as gone, or stays in its thread: it never becomes a root", async () => {
      const stage = await driver.open();
      const root = await posted(stage, "root");
      await stage.remove(stage.here, root);
      const outcome = await post(stage, "answer", { replyTo: root });
      const roots = stage.shown(stage.here).map((message) => message.root);
      const right = stage.hasThreads
        ? [
            ["target-gone", []],
            ["posted", [root]],
          ]
        : [["posted", [undefined]]];
      expect(right).toContainEqual([outcome.kind, roots]);
    });

    it.each(FOREIGN_IDS)("a message that never was: %j", async (id) => {
      const stage = await driver.open();
      expect(await stage.channel.edit(stage.here, id, sampleCard("x"))).toMatchObject({ kind: "target-gone" });
      const answer = await post(stage, "answer", { replyTo: id });
      expect(answer.kind).toMatch(stage.hasThreads ? /^target-gone$/ : /^(?:target-gone|posted)$/);
      expect(stage.shown(stage.here)).toHaveLength(answer.kind === "posted" ? 1 : 0);
    });

    it.each(Object.entries(driver.locks))(
      "what it may no longer change, because %s, stands and can be replied to",
      async (_why, lock) => {
        const stage = await driver.open();
        const id = await posted(stage, "root");
        await lock(stage);
        const outcome = await stage.channel.edit(stage.here, id, sampleCard("after"));
        expect(outcome).toMatchObject({ kind: "not-editable", detail: expect.stringMatching(ACTS) });
        await posted(stage, "answer", { replyTo: id });
        expectShown(stage, "root", "answer");
      },
    );
  });

  describe(`${name} says what a person has to do`, () => {
    it.each(Object.entries(driver.closings))("in a conversation of which it is true that %s", async (_how, close) => {
      const stage = await driver.open();
      const { channel, here, there } = stage;
      const root = await posted(stage, "root");
      await close(stage);
      const unavailable = {
        kind: "conversation-unavailable",
        detail: expect.stringMatching(ACTS),
        todo: expect.stringMatching(ACTS),
      };
      expect(await post(stage, "message")).toMatchObject(unavailable);
      expect((await post(stage, "answer", { replyTo: root })).kind).toMatch(
        /^(?:conversation-unavailable|target-gone)$/,
      );
      // What stands there may still be changed.
      expect((await channel.edit(here, root, sampleCard("x"))).kind).toMatch(
        /^(?:conversation-unavailable|target-gone|edited)$/,
      );
      expect((await channel.reach(here)).kind).toMatch(/^(?:conversation-unavailable|unknown)$/);
      await posted(stage, "elsewhere", { conversation: there });
    });

    it.each(Object.entries(driver.endings))("in an installation of which it is true that %s", async (_how, end) => {
      const stage = await driver.open();
      const { channel, here, there, person } = stage;
      const id = await posted(stage, "root");
      await end(stage);
      const dead = {
        kind: "installation-dead",
        detail: expect.stringMatching(ACTS),
        todo: expect.stringMatching(ACTS),
      };
      expect(await post(stage, "message")).toMatchObject(dead);
      expect(await post(stage, "message", { conversation: there })).toMatchObject(dead);
      expect(await channel.edit(here, id, sampleCard("x"))).toMatchObject(dead);
      expect((await channel.reach(here)).kind).toMatch(/^(?:installation-dead|unknown)$/);
      expect(await channel.tell(here, person, sampleCard("x"))).toBe(false);
    });

    it("where it was never let in: an outcome, and nothing is posted", async () => {
      const stage = await driver.open();
      const odd = ["", "%", "C0NOBODY000", "19:x@thread.tacv2", "🙂"].map((id) => ({ ...stage.here, id }));
      for (const conversation of [...odd, { ...stage.here, workspace: "elsewhere" }]) {
        const outcomes = [
          await post(stage, "message", { conversation }),
          await stage.channel.edit(conversation, "1.000001", sampleCard("x")),
          await stage.channel.reach(conversation),
          await stage.channel.find({ conversation, key: "k", sinceMs: 0 }),
        ];
        expect(outcomes.map(({ kind }) => kind)).not.toEqual(
          expect.arrayContaining([expect.stringMatching(/^(?:posted|edited|reachable|found)$/)]),
        );
      }
      expect(stage.shown(stage.here)).toEqual([]);
    });
  });
}

function isPositive(value: unknown): boolean {
  return typeof value === "number" && value > 0;
}

/** The budgets of a call, which a limit that was met must be among. */
function scopesOf({ channel, here }: ChannelStage, call: "post" | "edit"): readonly string[] {
  return channel.budgets(call, here).map(({ scope }) => scope);
}

function scopesIn(outcome: PostOutcome | EditOutcome): string[] {
  return outcome.kind === "rate-limited" ? [outcome.scope] : [];
}
