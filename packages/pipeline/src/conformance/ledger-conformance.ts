import type { Conversation } from "@perfecto-bot/domain";
import { describe, expect, it } from "vitest";
import type { Ledger, LedgerChange, WantedMessage } from "../ports/ledger.ts";
import { ledgerOrderConformance } from "./ledger-order-conformance.ts";
import { sampleConversation, sampleMessage } from "./samples.ts";

const HERE = sampleConversation();
const THERE = sampleConversation("C2");
const LEASE = { conversation: HERE, owner: "worker 1" };
const RIVAL = { conversation: HERE, owner: "worker 2" };
const ROOT = sampleMessage({ name: "build" });
const LONG_MS = 60_000;

const posted = (contentHash: string): LedgerChange => ({ state: { kind: "posted", id: "1.2", contentHash, atMs: 50 } });
const posting: LedgerChange = { state: { kind: "posting", sinceMs: 40, attempt: 1 } };
const dead: LedgerChange = { state: { kind: "dead", detail: "archived", atMs: 60 }, failures: 3 };

/** What every ledger must do. `makeLedger` gives an empty one. */
export function ledgerConformance(name: string, makeLedger: () => Ledger | Promise<Ledger>): void {
  const held = async (...messages: readonly WantedMessage[]): Promise<Ledger> => {
    const ledger = await makeLedger();
    await ledger.want(messages, 10);
    expect(await ledger.acquire(LEASE, LONG_MS)).toBe(true);
    return ledger;
  };
  describe(`${name} knows what is wanted`, () => {
    it("puts a new message into the mailbox and gives it back whole", async () => {
      const ledger = await makeLedger();
      const reply = sampleMessage({
        name: "failure/1",
        replyTo: "build",
        broadcast: true,
        progress: true,
        revision: 7,
      });
      expect(await ledger.want([ROOT, reply], 10)).toEqual([HERE]);
      const fresh = { state: { kind: "waiting" }, failures: 0, notBeforeMs: 0 };
      const root = { wanted: ROOT, ...fresh };
      expect(await ledger.mail(HERE, 10)).toEqual([{ entry: root }, { entry: { wanted: reply, ...fresh }, root }]);
      expect(await ledger.mail(HERE, 1)).toHaveLength(1);
      expect(await ledger.mail(HERE, 0)).toEqual([]);
    });

    it("tells which conversations have mail, and of a topic", async () => {
      const ledger = await makeLedger();
      const there = sampleMessage({ name: "build", conversation: THERE });
      const other = sampleMessage({ name: "build", conversation: THERE, topic: "other" });
      expect(new Set(await ledger.want([ROOT, there, other], 10))).toEqual(new Set([HERE, THERE]));
      expect(new Set(await ledger.conversationsWithMail())).toEqual(new Set([HERE, THERE]));
      expect(new Set(await ledger.conversationsOf(ROOT.topic))).toEqual(new Set([HERE, THERE]));
      expect(await ledger.conversationsOf("other")).toEqual([THERE]);
      expect(await ledger.conversationsOf("none")).toEqual([]);
      expect(await ledger.want([], 10)).toEqual([]);
    });

    it("refuses content older than what it has", async () => {
      const ledger = await held(sampleMessage({ name: "build", contentHash: "new", revision: 5 }));
      expect(await ledger.want([sampleMessage({ name: "build", contentHash: "old", revision: 4 })], 20)).toEqual([]);
      expect((await ledger.topic(HERE, ROOT.topic)).get("build")).toMatchObject({ contentHash: "new", revision: 5 });
      expect((await ledger.mail(HERE, 1))[0]?.entry.wanted.card.fallback).toBe("new");
    });

    it("ends with the newest content however wants race", async () => {
      const ledger = await makeLedger();
      const revisions = [3, 1, 5, 2, 4];
      await Promise.all(
        revisions.map((revision) =>
          ledger.want([sampleMessage({ name: "build", contentHash: `h${revision}`, revision })], 10),
        ),
      );
      const [mail] = await ledger.mail(HERE, 10);
      expect(mail?.entry.wanted).toEqual(sampleMessage({ name: "build", contentHash: "h5", revision: 5 }));
    });

    it("takes other content of the same revision", async () => {
      const ledger = await held(ROOT);
      await ledger.want([sampleMessage({ name: "build", contentHash: "h2" })], 20);
      expect((await ledger.mail(HERE, 1))[0]?.entry.wanted.contentHash).toBe("h2");
    });

    it("makes no mail of what is posted already, and takes back an edit that is no longer wanted", async () => {
      const ledger = await held(ROOT);
      await ledger.record(LEASE, ROOT, posted("h1"));
      expect(await ledger.want([{ ...ROOT, revision: 2 }], 20)).toEqual([]);
      expect(await ledger.conversationsWithMail()).toEqual([]);
      expect(await ledger.want([sampleMessage({ name: "build", contentHash: "h2", revision: 3 })], 30)).toEqual([HERE]);
      expect(await ledger.want([{ ...ROOT, revision: 4 }], 40)).toEqual([]);
      expect(await ledger.mail(HERE, 10)).toEqual([]);
      expect((await ledger.topic(HERE, ROOT.topic)).get("build")).toMatchObject({ state: "posted", revision: 4 });
    });
  });

  describe(`${name} knows what was done`, () => {
    it("summarizes a topic", async () => {
      const ledger = await held(ROOT, sampleMessage({ name: "more", reason: "many" }));
      await ledger.record(LEASE, ROOT, posted("h1"));
      await ledger.record(LEASE, { topic: ROOT.topic, name: "more" }, dead);
      const common = { contentHash: "h1", revision: 1 };
      const topic = await ledger.topic(HERE, ROOT.topic);
      expect(Object.fromEntries(topic)).toEqual({
        build: { name: "build", state: "posted", reason: "failed", atMs: 50, ...common },
        more: { name: "more", state: "dead", reason: "many", atMs: 60, detail: "archived", ...common },
      });
      expect((await ledger.topic(THERE, ROOT.topic)).size).toBe(0);
    });

    it("keeps a message in the mailbox until it is posted as wanted", async () => {
      const ledger = await held(ROOT);
      expect(await ledger.record(LEASE, ROOT, posting)).toBe(true);
      expect((await ledger.mail(HERE, 1))[0]?.entry.state).toEqual(posting.state);
      expect(await ledger.record(LEASE, ROOT, posted("h1"))).toBe(true);
      expect(await ledger.mail(HERE, 1)).toEqual([]);
    });

    it("turns a message into an edit when other content was wanted meanwhile", async () => {
      const ledger = await held(ROOT);
      await ledger.record(LEASE, ROOT, posting);
      await ledger.want([sampleMessage({ name: "build", contentHash: "h2", revision: 2 })], 20);
      expect((await ledger.mail(HERE, 1))[0]?.entry.state).toEqual(posting.state);
      await ledger.record(LEASE, ROOT, posted("h1"));
      const [mail] = await ledger.mail(HERE, 1);
      expect(mail?.entry).toMatchObject({
        wanted: { contentHash: "h2" },
        state: { kind: "posted", contentHash: "h1" },
      });
      await ledger.record(LEASE, ROOT, { ...posted("h2"), editedAtMs: 70 });
      expect(await ledger.mail(HERE, 1)).toEqual([]);
    });

    it("writes failures and waits without touching the rest", async () => {
      const ledger = await held(ROOT);
      await ledger.record(LEASE, ROOT, { failures: 2, notBeforeMs: 1_700_000_000_123 });
      await ledger.record(LEASE, ROOT, { editedAtMs: 9 });
      const entry = {
        wanted: ROOT,
        state: { kind: "waiting" },
        failures: 2,
        notBeforeMs: 1_700_000_000_123,
        editedAtMs: 9,
      };
      expect(await ledger.mail(HERE, 1)).toEqual([{ entry }]);
      await ledger.record(LEASE, ROOT, { failures: 0, notBeforeMs: 0 });
      expect((await ledger.mail(HERE, 1))[0]?.entry).toMatchObject({ failures: 0, notBeforeMs: 0 });
    });

    it("leaves the dead dead until they are revived", async () => {
      const ledger = await held(ROOT);
      await ledger.record(LEASE, ROOT, dead);
      expect(await ledger.conversationsWithMail()).toEqual([]);
      expect(await ledger.want([sampleMessage({ name: "build", contentHash: "h2", revision: 2 })], 100)).toEqual([]);
      expect(await ledger.mail(HERE, 1)).toEqual([]);
      await ledger.revive(HERE, 100, 200);
      expect(await ledger.mail(HERE, 1)).toEqual([]);
      await ledger.revive(HERE, 99, 200);
      const [mail] = await ledger.mail(HERE, 1);
      expect(mail?.entry).toMatchObject({
        wanted: { contentHash: "h2" },
        state: { kind: "waiting" },
        failures: 0,
        notBeforeMs: 0,
      });
      expect(await ledger.conversationsWithMail()).toEqual([HERE]);
      expect(await ledger.deadLetters(HERE, 10)).toEqual([]);
    });

    it("revives a message that was posted before as an edit, so that it is not said twice", async () => {
      const ledger = await held(ROOT);
      await ledger.record(LEASE, ROOT, posted("h1"));
      await ledger.want([sampleMessage({ name: "build", contentHash: "h2", revision: 2 })], 20);
      await ledger.record(LEASE, ROOT, dead);
      await ledger.revive(HERE, 0, 200);
      expect((await ledger.mail(HERE, 1))[0]?.entry.state).toMatchObject({
        kind: "posted",
        id: "1.2",
        contentHash: "h1",
      });
    });

    it("lets waiting messages that were put off go at once when they are revived", async () => {
      const ledger = await held(ROOT);
      await ledger.record(LEASE, ROOT, { failures: 9, notBeforeMs: 5_000 });
      await ledger.revive(HERE, 0, 200);
      expect((await ledger.mail(HERE, 1))[0]?.entry).toMatchObject({ failures: 0, notBeforeMs: 0 });
    });

    it("lets edits that were put off go at once when they are revived", async () => {
      const ledger = await held(ROOT);
      await ledger.record(LEASE, ROOT, posted("h1"));
      await ledger.want([sampleMessage({ name: "build", contentHash: "h2", revision: 2 })], 20);
      await ledger.record(LEASE, ROOT, { failures: 9, notBeforeMs: 5_000 });
      await ledger.revive(HERE, 0, 200);
      expect((await ledger.mail(HERE, 1))[0]?.entry).toMatchObject({ failures: 0, notBeforeMs: 0 });
    });

    it("lists the last 200 dead letters, newest first", async () => {
      const messages = Array.from({ length: 205 }, (_, index) => sampleMessage({ name: `m${index}` }));
      const ledger = await held(...messages);
      for (const [index, message] of messages.entries())
        await ledger.record(LEASE, message, { state: { kind: "dead", detail: "gone", atMs: 100 + index } });
      const letters = await ledger.deadLetters(HERE, 1_000);
      expect(letters).toHaveLength(200);
      expect(letters[0]).toMatchObject({ wanted: { name: "m204" }, state: { detail: "gone", atMs: 304 } });
      expect((await ledger.deadLetters(HERE, 2)).map(({ wanted }) => wanted.name)).toEqual(["m204", "m203"]);
      expect(await ledger.deadLetters(THERE, 2)).toEqual([]);
    });
  });

  describe(`${name} fences`, () => {
    it("lets one owner have a lane, and prolong it", async () => {
      const ledger = await makeLedger();
      const owners = Array.from({ length: 20 }, (_, index) => ({ conversation: HERE, owner: `w${index}` }));
      const answers = await Promise.all(owners.map((lease) => ledger.acquire(lease, LONG_MS)));
      expect(answers.filter(Boolean)).toHaveLength(1);
      const owner = owners[answers.indexOf(true)] ?? LEASE;
      expect(await ledger.acquire(owner, LONG_MS)).toBe(true);
      expect(await ledger.acquire({ ...LEASE, conversation: THERE }, LONG_MS)).toBe(true);
      await ledger.release({ conversation: HERE, owner: "nobody" });
      expect(await ledger.acquire(RIVAL, LONG_MS)).toBe(false);
      await ledger.release(owner);
      expect(await ledger.acquire(RIVAL, LONG_MS)).toBe(true);
    });

    it("refuses what an owner writes after the lane moved on", async () => {
      const ledger = await makeLedger();
      await ledger.want([ROOT], 10);
      expect(await ledger.acquire(LEASE, 20)).toBe(true);
      await expect.poll(() => ledger.acquire(RIVAL, LONG_MS)).toBe(true);
      expect(await ledger.record(LEASE, ROOT, posted("h1"))).toBe(false);
      expect((await ledger.mail(HERE, 1))[0]?.entry.state).toEqual({ kind: "waiting" });
      expect(await ledger.record(RIVAL, ROOT, posted("h1"))).toBe(true);
      await ledger.release(RIVAL);
      expect(await ledger.record(RIVAL, ROOT, dead)).toBe(false);
      expect((await ledger.topic(HERE, ROOT.topic)).get("build")?.state).toBe("posted");
    });
  });

  describe(`${name} moves a conversation`, () => {
    it("with its messages, mail and dead letters, in order", async () => {
      const first = sampleMessage({ name: "a" });
      const second = sampleMessage({ name: "b", topic: "t2" });
      const third = sampleMessage({ name: "c" });
      const ledger = await held(first, second, third);
      await ledger.want([sampleMessage({ name: "z", conversation: THERE })], 10);
      await ledger.record(LEASE, third, dead);
      await ledger.moveConversation(HERE, THERE);
      expect(await ledger.mail(HERE, 10)).toEqual([]);
      expect(await ledger.conversationsWithMail()).toEqual([THERE]);
      expect(await mailNames(ledger, THERE)).toEqual(["z", "a", "b"]);
      expect((await ledger.mail(THERE, 10))[1]?.entry.wanted).toEqual({ ...first, conversation: THERE });
      expect(await ledger.conversationsOf("t2")).toEqual([THERE]);
      expect((await ledger.deadLetters(THERE, 10)).map(({ wanted }) => wanted.name)).toEqual(["c"]);
      expect((await ledger.topic(HERE, ROOT.topic)).size).toBe(0);
      await ledger.moveConversation(HERE, THERE);
      await ledger.moveConversation(THERE, THERE);
      expect(await mailNames(ledger, THERE)).toEqual(["z", "a", "b"]);
    });
  });

  ledgerOrderConformance(name, makeLedger);
}

async function mailNames(ledger: Ledger, conversation: Conversation): Promise<readonly string[]> {
  return (await ledger.mail(conversation, 100)).map(({ entry }) => entry.wanted.name);
}
