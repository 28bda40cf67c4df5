import { conversationKey, type Conversation } from "@perfecto-bot/domain";
import { describe, expect, it } from "vitest";
import type { Ledger, LedgerChange, Lease, WantedMessage } from "../ports/ledger.ts";
import type { WorkSchedule } from "../ports/work-schedule.ts";
import { ledgerFencingConformance } from "./ledger-fencing-conformance.ts";
import { ledgerOrderConformance } from "./ledger-order-conformance.ts";
import { ledgerStandingConformance } from "./ledger-standing-conformance.ts";
import { ledgerWithdrawalConformance } from "./ledger-withdrawal-conformance.ts";
import { hold, sampleConversation, sampleMessage, want, write } from "./samples.ts";

const HERE = sampleConversation();
const THERE = sampleConversation("C2");
const ROOT = sampleMessage({ name: "build" });

const posted = (contentHash: string) =>
  ({ state: { kind: "posted", id: "1.2", contentHash, atMs: 50 } }) as const satisfies LedgerChange;
const posting: LedgerChange = { state: { kind: "posting", sinceMs: 40, attempt: 1 } };
const dead: LedgerChange = { state: { kind: "dead", detail: "archived", atMs: 60 }, failures: 3 };

/** A ledger with the schedule that it writes to. */
export interface ScheduledLedger {
  readonly ledger: Ledger;
  readonly schedule: WorkSchedule;
}

/** What every ledger must do. `makeWithSchedule` gives an empty one. */
export function ledgerConformance(
  name: string,
  makeWithSchedule: () => ScheduledLedger | Promise<ScheduledLedger>,
): void {
  const makeLedger = async (): Promise<Ledger> => (await makeWithSchedule()).ledger;
  const held = async (...messages: readonly WantedMessage[]): Promise<{ ledger: Ledger; lease: Lease }> => {
    const ledger = await makeLedger();
    await want(ledger, messages, 10);
    return { ledger, lease: await hold(ledger) };
  };
  describe(`${name} knows what is wanted`, () => {
    it("puts a new message into the mailbox and gives it back whole", async () => {
      const ledger = await makeLedger();
      const reply = sampleMessage({
        name: "failure/1",
        replyTo: "build",
        broadcast: true,
        progress: true,
      });
      expect(await want(ledger, [ROOT, reply], 10)).toEqual([HERE]);
      const fresh = { state: { kind: "waiting" }, version: 0, failures: 0, notBeforeMs: 0 };
      const root = { wanted: ROOT, ...fresh };
      expect(await ledger.mail(HERE, 10)).toEqual([{ entry: root }, { entry: { wanted: reply, ...fresh }, root }]);
      expect(await ledger.mail(HERE, 1)).toHaveLength(1);
      expect(await ledger.mail(HERE, 0)).toEqual([]);
    });

    it("tells which conversations have mail, and of a topic", async () => {
      const ledger = await makeLedger();
      const there = sampleMessage({ name: "build", conversation: THERE });
      const other = sampleMessage({ name: "build", conversation: THERE, topic: "other" });
      expect(new Set(await want(ledger, [ROOT, there, other], 10))).toEqual(new Set([HERE, THERE]));
      expect(await ledger.topicsWithMail(HERE)).toEqual([ROOT.topic]);
      expect(new Set(await ledger.topicsWithMail(THERE))).toEqual(new Set([ROOT.topic, "other"]));
      expect(new Set(await ledger.conversationsOf(ROOT.topic))).toEqual(new Set([HERE, THERE]));
      expect(await ledger.conversationsOf("other")).toEqual([THERE]);
      expect(await ledger.conversationsOf("none")).toEqual([]);
      expect(await want(ledger, [], 10)).toEqual([]);
    });

    it("refuses what was computed before something newer, and takes it when it is computed again", async () => {
      const { ledger } = await held(sampleMessage({ name: "build", contentHash: "new" }));
      const old = { conversation: HERE, topic: ROOT.topic, messages: [ROOT], withdraw: [] };
      expect(await ledger.project({ ...old, seen: 0 }, 20)).toEqual({ kind: "conflict" });
      expect((await ledger.topic(HERE, ROOT.topic)).messages.get("build")).toMatchObject({ contentHash: "new" });
      expect((await ledger.mail(HERE, 1))[0]?.entry.wanted.card.fallback).toBe("new");
      expect(await ledger.project({ ...old, seen: 1 }, 20)).toEqual({ kind: "projected", hasMail: true });
      expect((await ledger.topic(HERE, ROOT.topic)).version).toBe(2);
    });

    it("refuses it too where something newer wanted nothing at all", async () => {
      const ledger = await makeLedger();
      const none = { conversation: HERE, topic: ROOT.topic, seen: 0, messages: [], withdraw: [] };
      expect(await ledger.project(none, 10)).toEqual({ kind: "projected", hasMail: false });
      expect(await ledger.project({ ...none, messages: [ROOT] }, 10)).toEqual({ kind: "conflict" });
      expect(await ledger.topicsWithMail(HERE)).toEqual([]);
      expect(await ledger.conversationsOf(ROOT.topic)).toEqual([]);
    });

    it("lets one of many projections at once through", async () => {
      const ledger = await makeLedger();
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, index) => {
          const messages = [sampleMessage({ name: "build", contentHash: `h${index}` })];
          return ledger.project({ conversation: HERE, topic: ROOT.topic, seen: 0, messages, withdraw: [] }, 10);
        }),
      );
      const winner = outcomes.findIndex(({ kind }) => kind === "projected");
      expect(outcomes.filter(({ kind }) => kind === "projected")).toHaveLength(1);
      expect((await ledger.mail(HERE, 10))[0]?.entry.wanted.contentHash).toBe(`h${winner}`);
    });

    it("takes other content", async () => {
      const { ledger } = await held(ROOT);
      await want(ledger, [sampleMessage({ name: "build", contentHash: "h2" })], 20);
      expect((await ledger.mail(HERE, 1))[0]?.entry.wanted.contentHash).toBe("h2");
    });

    it("makes no mail of what is posted already, and takes back an edit that is no longer wanted", async () => {
      const { ledger, lease } = await held(ROOT);
      await write(ledger, lease, ROOT, posted("h1"));
      expect(await want(ledger, [{ ...ROOT }], 20)).toEqual([]);
      expect(await ledger.topicsWithMail(HERE)).toEqual([]);
      expect(await want(ledger, [sampleMessage({ name: "build", contentHash: "h2" })], 30)).toEqual([HERE]);
      expect(await want(ledger, [{ ...ROOT }], 40)).toEqual([]);
      expect(await ledger.mail(HERE, 10)).toEqual([]);
      expect((await ledger.topic(HERE, ROOT.topic)).messages.get("build")).toMatchObject({ state: "posted" });
    });
  });

  describe(`${name} knows what was done`, () => {
    it("summarizes a topic", async () => {
      const { ledger, lease } = await held(ROOT, sampleMessage({ name: "more", reason: "many" }));
      await write(ledger, lease, ROOT, posted("h1"));
      await write(ledger, lease, { topic: ROOT.topic, name: "more" }, dead);
      const common = { contentHash: "h1", progress: false };
      const { messages: topic } = await ledger.topic(HERE, ROOT.topic);
      expect(Object.fromEntries(topic)).toEqual({
        build: { name: "build", state: "posted", reason: "failed", atMs: 50, ...common },
        more: { name: "more", state: "dead", reason: "many", atMs: 60, detail: "archived", ...common },
      });
      expect((await ledger.topic(THERE, ROOT.topic)).messages.size).toBe(0);
    });

    it("keeps a message in the mailbox until it is posted as wanted", async () => {
      const { ledger, lease } = await held(ROOT);
      expect(await write(ledger, lease, ROOT, posting)).toEqual({ kind: "recorded", version: 1 });
      expect((await ledger.mail(HERE, 1))[0]?.entry.state).toEqual(posting.state);
      expect(await write(ledger, lease, ROOT, posted("h1"))).toEqual({ kind: "recorded", version: 2 });
      expect(await ledger.mail(HERE, 1)).toEqual([]);
    });

    it("turns a message into an edit when other content was wanted meanwhile", async () => {
      const { ledger, lease } = await held(ROOT);
      await write(ledger, lease, ROOT, posting);
      await want(ledger, [sampleMessage({ name: "build", contentHash: "h2" })], 20);
      expect((await ledger.mail(HERE, 1))[0]?.entry.state).toEqual(posting.state);
      await write(ledger, lease, ROOT, posted("h1"));
      const [mail] = await ledger.mail(HERE, 1);
      expect(mail?.entry).toMatchObject({
        wanted: { contentHash: "h2" },
        state: { kind: "posted", contentHash: "h1" },
      });
      await write(ledger, lease, ROOT, { ...posted("h2"), editedAtMs: 70 });
      expect(await ledger.mail(HERE, 1)).toEqual([]);
    });

    it("writes failures and waits without touching the rest", async () => {
      const { ledger, lease } = await held(ROOT);
      await write(ledger, lease, ROOT, { failures: 2, notBeforeMs: 1_700_000_000_123 });
      await write(ledger, lease, ROOT, { editedAtMs: 9 });
      const entry = {
        wanted: ROOT,
        state: { kind: "waiting" },
        version: 2,
        failures: 2,
        notBeforeMs: 1_700_000_000_123,
        editedAtMs: 9,
      };
      expect(await ledger.mail(HERE, 1)).toEqual([{ entry }]);
      await write(ledger, lease, ROOT, { failures: 0, notBeforeMs: 0 });
      expect((await ledger.mail(HERE, 1))[0]?.entry).toMatchObject({ failures: 0, notBeforeMs: 0 });
    });

    it("leaves the dead dead until they are revived", async () => {
      const { ledger, lease } = await held(ROOT);
      await write(ledger, lease, ROOT, dead);
      expect(await ledger.topicsWithMail(HERE)).toEqual([]);
      expect(await want(ledger, [sampleMessage({ name: "build", contentHash: "h2" })], 100)).toEqual([]);
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
      expect(await ledger.topicsWithMail(HERE)).toEqual([ROOT.topic]);
      expect(await ledger.deadLetters(HERE, 10)).toEqual([]);
    });

    it("revives a message that was posted before as an edit, so that it is not said twice", async () => {
      const { ledger, lease } = await held(ROOT);
      await write(ledger, lease, ROOT, posted("h1"));
      await want(ledger, [sampleMessage({ name: "build", contentHash: "h2" })], 20);
      await write(ledger, lease, ROOT, dead);
      await ledger.revive(HERE, 0, 200);
      expect((await ledger.mail(HERE, 1))[0]?.entry.state).toMatchObject({
        kind: "posted",
        id: "1.2",
        contentHash: "h1",
      });
    });

    it("lets waiting messages that were put off go at once when they are revived", async () => {
      const { ledger, lease } = await held(ROOT);
      await write(ledger, lease, ROOT, { failures: 9, notBeforeMs: 5_000 });
      await ledger.revive(HERE, 0, 200);
      expect((await ledger.mail(HERE, 1))[0]?.entry).toMatchObject({ failures: 0, notBeforeMs: 0 });
    });

    it("lets edits that were put off go at once when they are revived", async () => {
      const { ledger, lease } = await held(ROOT);
      await write(ledger, lease, ROOT, posted("h1"));
      await want(ledger, [sampleMessage({ name: "build", contentHash: "h2" })], 20);
      await write(ledger, lease, ROOT, { failures: 9, notBeforeMs: 5_000 });
      await ledger.revive(HERE, 0, 200);
      expect((await ledger.mail(HERE, 1))[0]?.entry).toMatchObject({ failures: 0, notBeforeMs: 0 });
    });

    it("lists the last 200 dead letters, newest first", async () => {
      const messages = Array.from({ length: 205 }, (_, index) => sampleMessage({ name: `m${index}` }));
      const { ledger, lease } = await held(...messages);
      for (const [index, message] of messages.entries())
        await write(ledger, lease, message, { state: { kind: "dead", detail: "gone", atMs: 100 + index } });
      const letters = await ledger.deadLetters(HERE, 1_000);
      expect(letters).toHaveLength(200);
      expect(letters[0]).toMatchObject({ wanted: { name: "m204" }, state: { detail: "gone", atMs: 304 } });
      expect((await ledger.deadLetters(HERE, 2)).map(({ wanted }) => wanted.name)).toEqual(["m204", "m203"]);
      expect(await ledger.deadLetters(THERE, 2)).toEqual([]);
    });
  });

  describe(`${name} makes a conversation due`, () => {
    it("while it has mail, since the first of it", async () => {
      const { ledger, schedule } = await makeWithSchedule();
      const due = async (): Promise<unknown> => schedule.overdue("outbox", Number.MAX_SAFE_INTEGER, 10);
      const entry = (dueAtMs: number) => [{ subject: conversationKey(HERE), dueAtMs }];
      await want(ledger, [ROOT], 10);
      await want(ledger, [sampleMessage({ name: "more" })], 20);
      expect(await due()).toEqual(entry(10));
      const lease = await hold(ledger);
      await write(ledger, lease, ROOT, posted("h1"));
      expect(await due()).toEqual(entry(10));
      await write(ledger, lease, sampleMessage({ name: "more" }), posted("h1"));
      expect(await due()).toEqual([]);
      await want(ledger, [sampleMessage({ name: "build", contentHash: "h2" })], 50);
      expect(await due()).toEqual(entry(50));
      await want(ledger, [ROOT], 60);
      expect(await due()).toEqual([]);
      await want(ledger, [sampleMessage({ name: "build", contentHash: "h3" })], 70);
      await ledger.moveConversation(HERE, THERE, 80);
      expect(await due()).toEqual([{ subject: conversationKey(THERE), dueAtMs: 80 }]);
    });
  });

  describe(`${name} moves a conversation`, () => {
    it("with its messages, mail and dead letters, in order", async () => {
      const first = sampleMessage({ name: "a" });
      const second = sampleMessage({ name: "b", topic: "t2" });
      const third = sampleMessage({ name: "c" });
      const { ledger, lease } = await held(first, second, third);
      await want(ledger, [sampleMessage({ name: "z", conversation: THERE })], 10);
      await write(ledger, lease, third, dead);
      await ledger.moveConversation(HERE, THERE, 90);
      expect(await ledger.mail(HERE, 10)).toEqual([]);
      expect(await ledger.topicsWithMail(HERE)).toEqual([]);
      expect(await mailNames(ledger, THERE)).toEqual(["z", "a", "b"]);
      expect((await ledger.mail(THERE, 10))[1]?.entry.wanted).toEqual({ ...first, conversation: THERE });
      expect(await ledger.conversationsOf("t2")).toEqual([THERE]);
      expect((await ledger.deadLetters(THERE, 10)).map(({ wanted }) => wanted.name)).toEqual(["c"]);
      expect((await ledger.topic(HERE, ROOT.topic)).messages.size).toBe(0);
      await ledger.moveConversation(HERE, THERE, 90);
      await ledger.moveConversation(THERE, THERE, 90);
      expect(await mailNames(ledger, THERE)).toEqual(["z", "a", "b"]);
    });
  });

  ledgerStandingConformance(name, makeLedger);
  ledgerWithdrawalConformance(name, makeLedger);
  ledgerFencingConformance(name, makeLedger);
  ledgerOrderConformance(name, makeLedger);
}

async function mailNames(ledger: Ledger, conversation: Conversation): Promise<readonly string[]> {
  return (await ledger.mail(conversation, 100)).map(({ entry }) => entry.wanted.name);
}
