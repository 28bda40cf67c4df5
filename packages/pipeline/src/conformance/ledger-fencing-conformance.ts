import { describe, expect, it } from "vitest";
import type { Ledger, LedgerChange, Lease, WantedMessage } from "../ports/ledger.ts";
import { hold, sampleConversation, sampleMessage, want, write } from "./samples.ts";

const HERE = sampleConversation();
const THERE = sampleConversation("C2");
const ROOT = sampleMessage({ name: "build" });
const LONG_MS = 60_000;

const posted = (contentHash: string): LedgerChange => ({ state: { kind: "posted", id: "1.2", contentHash, atMs: 50 } });
const posting: LedgerChange = { state: { kind: "posting", sinceMs: 40, attempt: 1 } };
const dead: LedgerChange = { state: { kind: "dead", detail: "archived", atMs: 60 }, failures: 3 };

/** What keeps workers apart that write at the same time, or too late. `makeLedger` gives an empty one. */
export function ledgerFencingConformance(name: string, makeLedger: () => Promise<Ledger>): void {
  const held = async (...messages: readonly WantedMessage[]): Promise<{ ledger: Ledger; lease: Lease }> => {
    const ledger = await makeLedger();
    await want(ledger, messages, 10);
    return { ledger, lease: await hold(ledger) };
  };

  describe(`${name} fences`, () => {
    it("gives a lane to one holder, who alone may prolong it", async () => {
      const ledger = await makeLedger();
      const leases = await Promise.all(Array.from({ length: 20 }, () => ledger.acquire(HERE, LONG_MS)));
      const [lease, ...more] = leases.filter((one) => one !== undefined);
      if (lease === undefined) throw new Error("nobody has the lane");
      expect(more).toEqual([]);
      expect(await ledger.prolong(lease, LONG_MS)).toBe(true);
      expect(await ledger.prolong({ ...lease, token: "no one's" }, LONG_MS)).toBe(false);
      expect(await ledger.acquire(THERE, LONG_MS)).toBeDefined();
      await ledger.release({ conversation: HERE, token: "no one's" });
      expect(await ledger.acquire(HERE, LONG_MS)).toBeUndefined();
      await ledger.release(lease);
      const next = await ledger.acquire(HERE, LONG_MS);
      expect(next?.token).not.toBe(lease.token);
    });

    it("gives a lane that was lost back to nobody who only prolongs it", async () => {
      const ledger = await makeLedger();
      const lease = await ledger.acquire(HERE, 20);
      if (lease === undefined) throw new Error("nobody has the lane");
      await expect.poll(() => ledger.prolong(lease, 20)).toBe(true);
      await expect.poll(() => ledger.acquire(HERE, 1).then((one) => one !== undefined)).toBe(true);
      expect(await ledger.prolong(lease, LONG_MS)).toBe(false);
      await expect.poll(() => ledger.acquire(HERE, LONG_MS).then((one) => one !== undefined)).toBe(true);
      expect(await ledger.prolong(lease, LONG_MS)).toBe(false);
    });

    it("refuses what a holder writes after the lane moved on", async () => {
      const ledger = await makeLedger();
      await want(ledger, [ROOT], 10);
      const late = await ledger.acquire(HERE, 20);
      if (late === undefined) throw new Error("nobody has the lane");
      await expect.poll(() => ledger.prolong(late, 0)).toBe(false);
      const rival = await hold(ledger);
      expect(await write(ledger, late, ROOT, posted("h1"))).toEqual({ kind: "lease-lost" });
      expect((await ledger.mail(HERE, 1))[0]?.entry.state).toEqual({ kind: "waiting" });
      expect(await write(ledger, rival, ROOT, posted("h1"))).toEqual({ kind: "recorded", version: 1 });
      await ledger.release(rival);
      expect(await write(ledger, rival, ROOT, dead)).toEqual({ kind: "lease-lost" });
      expect((await ledger.topic(HERE, ROOT.topic)).messages.get("build")?.state).toBe("posted");
    });

    it("writes a state only onto the one it was decided from", async () => {
      const { ledger, lease } = await held(ROOT);
      expect(await ledger.record(lease, { wanted: ROOT, version: 0 }, posting)).toEqual({
        kind: "recorded",
        version: 1,
      });
      expect(await ledger.record(lease, { wanted: ROOT, version: 0 }, posted("h1"))).toEqual({ kind: "stale" });
      await want(ledger, [sampleMessage({ name: "build", contentHash: "h2" })], 20);
      expect(await ledger.record(lease, { wanted: ROOT, version: 1 }, posted("h1"))).toEqual({
        kind: "recorded",
        version: 2,
      });
      const gone = { wanted: { topic: ROOT.topic, name: "no such message" }, version: 0 };
      expect(await ledger.record(lease, gone, posting)).toEqual({ kind: "stale" });
    });

    it("adopts what a worker posted that had lost the lane, unless another copy stands", async () => {
      const { ledger, lease } = await held(ROOT);
      const place = { conversation: HERE, topic: ROOT.topic, name: "build" };
      const first = { id: "1.2", contentHash: "h1", atMs: 50 };
      await write(ledger, lease, ROOT, posting);
      expect(await ledger.adopt(place, first)).toBe("adopted");
      expect(await ledger.adopt(place, first)).toBe("known");
      expect(await ledger.adopt(place, { ...first, id: "3.4" })).toBe("second");
      expect(await ledger.adopt({ ...place, name: "withdrawn" }, first)).toBe("second");
      expect(await ledger.mail(HERE, 1)).toEqual([]);
      expect((await ledger.topic(HERE, ROOT.topic)).messages.get("build")).toMatchObject({ state: "posted", atMs: 50 });
      await want(ledger, [sampleMessage({ name: "build", contentHash: "h2" })], 60);
      expect((await ledger.mail(HERE, 1))[0]?.entry.state).toEqual({ kind: "posted", ...first });
    });

    it("keeps a message that may stand twice in the mailbox until that was looked up", async () => {
      const { ledger, lease } = await held(ROOT);
      await write(ledger, lease, ROOT, { ...posted("h1"), unknownSinceMs: 40, verifyAtMs: 900 });
      expect((await ledger.mail(HERE, 1))[0]?.entry).toMatchObject({ unknownSinceMs: 40, verifyAtMs: 900 });
      await write(ledger, lease, ROOT, { unknownSinceMs: 0, verifyAtMs: 0 });
      expect(await ledger.mail(HERE, 1)).toEqual([]);
    });

    it("tells what was set aside", async () => {
      const { ledger, lease } = await held(ROOT);
      await write(ledger, lease, ROOT, { setAside: "TypeError: no such thing" });
      expect((await ledger.mail(HERE, 1))[0]?.entry.setAside).toBe("TypeError: no such thing");
      await write(ledger, lease, ROOT, { setAside: "" });
      expect((await ledger.mail(HERE, 1))[0]?.entry.setAside).toBeUndefined();
    });
  });
}
