import type { Conversation } from "@perfecto-bot/domain";
import { describe, expect, it } from "vitest";
import type { Ledger, LedgerChange, Lease, WantedMessage } from "../ports/ledger.ts";
import { hold, sampleConversation, sampleMessage, want, write } from "./samples.ts";

const HERE = sampleConversation();
const ROOT = sampleMessage({ name: "build" });

const posted = (contentHash: string): LedgerChange => ({ state: { kind: "posted", id: "1.2", contentHash, atMs: 50 } });
const posting: LedgerChange = { state: { kind: "posting", sinceMs: 40, attempt: 1 } };
const dead: LedgerChange = { state: { kind: "dead", detail: "archived", atMs: 60 }, failures: 3 };

/** What withdrawing messages must do. `makeLedger` gives an empty one. */
export function ledgerWithdrawalConformance(name: string, makeLedger: () => Promise<Ledger>): void {
  const held = async (...messages: readonly WantedMessage[]): Promise<{ ledger: Ledger; lease: Lease }> => {
    const ledger = await makeLedger();
    await want(ledger, messages, 10);
    return { ledger, lease: await hold(ledger) };
  };

  describe(`${name} withdraws`, () => {
    const others = { conversation: HERE, topic: ROOT.topic, messages: [] };
    const withdraw = async (ledger: Ledger, ...names: readonly string[]): Promise<unknown> => {
      const { version } = await ledger.topic(HERE, ROOT.topic);
      return ledger.project({ ...others, seen: version, withdraw: names }, 30);
    };

    it("forgets what was never posted", async () => {
      const { ledger } = await held(ROOT, sampleMessage({ name: "more" }));
      await withdraw(ledger, "build", "nothing of this name");
      expect(await mailNames(ledger, HERE)).toEqual(["more"]);
      expect([...(await ledger.topic(HERE, ROOT.topic)).messages.keys()]).toEqual(["more"]);
      await withdraw(ledger, "more");
      expect(await ledger.topicsWithMail(HERE)).toEqual([]);
      expect(await ledger.conversationsOf(ROOT.topic)).toEqual([]);
    });

    it("marks what may have been posted, until it is wanted again", async () => {
      const { ledger, lease } = await held(ROOT);
      await write(ledger, lease, ROOT, posting);
      await withdraw(ledger, "build");
      expect((await ledger.mail(HERE, 1))[0]?.entry).toMatchObject({ state: posting.state, withdrawn: true });
      await want(ledger, [ROOT], 40);
      expect((await ledger.mail(HERE, 1))[0]?.entry.withdrawn).toBeUndefined();
      await withdraw(ledger, "build");
      expect(await write(ledger, lease, ROOT, { state: { kind: "waiting" } })).toMatchObject({ kind: "recorded" });
      expect(await ledger.topicsWithMail(HERE)).toEqual([]);
      expect((await ledger.topic(HERE, ROOT.topic)).messages.size).toBe(0);
    });

    it("forgets what was withdrawn while it was being posted, and was not", async () => {
      const { ledger, lease } = await held(ROOT);
      await write(ledger, lease, ROOT, posting);
      await withdraw(ledger, "build");
      await write(ledger, lease, ROOT, { state: { kind: "waiting" }, failures: 1 });
      expect(await ledger.topicsWithMail(HERE)).toEqual([]);
      expect((await ledger.topic(HERE, ROOT.topic)).messages.size).toBe(0);
    });

    it("leaves the dead dead that are not wanted any more, until they are wanted again", async () => {
      const { ledger, lease } = await held(ROOT);
      await write(ledger, lease, ROOT, dead);
      await withdraw(ledger, "build");
      await ledger.revive(HERE, 0, 40);
      expect(await ledger.mail(HERE, 1)).toEqual([]);
      await want(ledger, [ROOT], 50);
      await ledger.revive(HERE, 0, 60);
      expect(await mailNames(ledger, HERE)).toEqual(["build"]);
    });

    it("takes back the edit of what stands, and leaves the dead dead", async () => {
      const { ledger, lease } = await held(ROOT, sampleMessage({ name: "more" }));
      await write(ledger, lease, ROOT, posted("h1"));
      await write(ledger, lease, sampleMessage({ name: "more" }), dead);
      await want(ledger, [sampleMessage({ name: "build", contentHash: "h2" })], 20);
      expect((await ledger.topic(HERE, ROOT.topic)).messages.get("build")?.pendingEdit).toBe(true);
      await withdraw(ledger, "build", "more");
      expect(await ledger.mail(HERE, 1)).toEqual([]);
      const { messages } = await ledger.topic(HERE, ROOT.topic);
      expect(messages.get("build")).toMatchObject({ state: "posted", contentHash: "h1" });
      expect(messages.get("build")?.pendingEdit).toBeUndefined();
      expect(messages.get("more")?.state).toBe("dead");
    });
  });
}

async function mailNames(ledger: Ledger, conversation: Conversation): Promise<readonly string[]> {
  return (await ledger.mail(conversation, 100)).map(({ entry }) => entry.wanted.name);
}
