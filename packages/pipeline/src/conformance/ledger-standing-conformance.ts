import { describe, expect, it } from "vitest";
import type { Ledger, Lease } from "../ports/ledger.ts";
import { hold, sampleConversation, sampleMessage, want, write } from "./samples.ts";

const HERE = sampleConversation();
const ROOT = sampleMessage({ name: "build" });
const STANDS = { kind: "posted", id: "1.2", contentHash: "h1", atMs: 50 } as const;

/** What is known of a message that stands otherwise than it is wanted. `makeLedger` gives an empty one. */
export function ledgerStandingConformance(name: string, makeLedger: () => Promise<Ledger>): void {
  const held = async (): Promise<{ ledger: Ledger; lease: Lease }> => {
    const ledger = await makeLedger();
    await want(ledger, [ROOT], 10);
    return { ledger, lease: await hold(ledger) };
  };

  describe(`${name} knows what stands`, () => {
    it("lists what is posted and not brought up to date among the dead letters, until it is", async () => {
      const { ledger, lease } = await held();
      const refused = { ...STANDS, detail: "some_new_code", refused: true } as const;
      await write(ledger, lease, ROOT, { state: refused, editedAtMs: 90 });
      expect(await ledger.deadLetters(HERE, 10)).toMatchObject([{ state: refused, editedAtMs: 90 }]);
      expect(await ledger.mail(HERE, 10)).toEqual([]);
      await write(ledger, lease, ROOT, { state: STANDS });
      expect(await ledger.deadLetters(HERE, 10)).toEqual([]);
      expect((await ledger.topic(HERE, ROOT.topic)).messages.get("build")).not.toHaveProperty("detail");
    });

    it("keeps that a message cannot be edited any more, and why", async () => {
      const { ledger, lease } = await held();
      const frozen = { ...STANDS, detail: "edit_window_closed", frozen: true } as const;
      await write(ledger, lease, ROOT, { state: frozen });
      await want(ledger, [sampleMessage({ name: "build", contentHash: "h2" })], 20);
      expect((await ledger.mail(HERE, 1))[0]?.entry.state).toEqual(frozen);
      expect((await ledger.topic(HERE, ROOT.topic)).messages.get("build")).toMatchObject({
        state: "posted",
        detail: "edit_window_closed",
        frozen: true,
      });
    });
  });
}
