import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMemoryLedger } from "../memory/memory-ledger.ts";
import type { Ledger, LedgerChange, LedgerEntry, Lease } from "../ports/ledger.ts";
import { hold, sampleConversation, sampleMessage, want, write } from "./samples.ts";

const HERE = sampleConversation();
const NAMES = ["build", "failure/1", "failure/2", "more"] as const;

/** One thing that happens to a ledger. */
type Step =
  | {
      readonly kind: "want";
      readonly name: string;
      readonly hash: string;
      readonly progress: boolean;
    }
  | { readonly kind: "record"; readonly name: string; readonly change: LedgerChange }
  | { readonly kind: "withdraw"; readonly name: string }
  | { readonly kind: "adopt"; readonly name: string; readonly id: string }
  | { readonly kind: "revive"; readonly sinceMs: number };

const hash = fc.constantFrom("h1", "h2", "h3");
const name = fc.constantFrom(...NAMES);
const state: fc.Arbitrary<LedgerChange> = fc.oneof(
  fc.constant({ state: { kind: "waiting" as const } }),
  fc.constant({ state: { kind: "posting" as const, sinceMs: 1, attempt: 1 } }),
  hash.map((contentHash) => ({ state: { kind: "posted" as const, id: "1.2", contentHash, atMs: 2 } })),
  fc.constant({ state: { kind: "dead" as const, detail: "gone", atMs: 3 } }),
  fc.record({ failures: fc.nat(5), notBeforeMs: fc.nat(1_000) }),
  fc.record({ unknownSinceMs: fc.nat(2), verifyAtMs: fc.nat(2) }),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("want" as const), name, hash, progress: fc.boolean() }),
  fc.record({ kind: fc.constant("record" as const), name, change: state }),
  fc.record({ kind: fc.constant("withdraw" as const), name }),
  fc.record({ kind: fc.constant("adopt" as const), name, id: fc.constantFrom("1.2", "3.4") }),
  fc.record({ kind: fc.constant("revive" as const), sinceMs: fc.nat(40) }),
);

/** The order of work, and that any history ends as it does in the memory ledger. */
export function ledgerOrderConformance(title: string, makeLedger: () => Ledger | Promise<Ledger>): void {
  describe(`${title} orders the mail`, () => {
    it("roots, replies as they were wanted, final edits, progress edits", async () => {
      const ledger = await makeLedger();
      const lease = await hold(ledger);
      const edits = ["final", "progress"].map((one) => sampleMessage({ name: one }));
      await want(ledger, edits, 10);
      for (const message of edits)
        await write(ledger, lease, message, { state: { kind: "posted", id: "1", contentHash: "h1", atMs: 2 } });
      const late = { contentHash: "h2" };
      await want(ledger, [sampleMessage({ name: "progress", progress: true, ...late })], 20);
      await want(ledger, [sampleMessage({ name: "final", ...late })], 20);
      for (const one of ["r2", "r1", "r3"]) await want(ledger, [sampleMessage({ name: one, replyTo: "build" })], 20);
      await want(ledger, [sampleMessage({ name: "build" })], 20);
      await want(ledger, [sampleMessage({ name: "r2", replyTo: "build", ...late })], 30);
      expect(await order(ledger)).toEqual(["build", "r2", "r1", "r3", "final", "progress"]);
    });

    it("leaves a message that is being posted in its place", async () => {
      const ledger = await makeLedger();
      const lease = await hold(ledger);
      const first = sampleMessage({ name: "first" });
      await want(ledger, [first, sampleMessage({ name: "second" })], 10);
      await write(ledger, lease, first, { state: { kind: "posting", sinceMs: 1, attempt: 1 } });
      // As a reply it would belong after the second, were it not on its way already.
      await want(ledger, [{ ...first, replyTo: "second", contentHash: "h2" }], 20);
      expect(await order(ledger)).toEqual(["first", "second"]);
    });

    it("after any history as the model does, and with nothing that is done", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
          const [ledger, model] = [await makeLedger(), createMemoryLedger()];
          const leases = [await hold(ledger), await hold(model)] as const;
          const answers = [];
          for (const [index, one] of steps.entries())
            answers.push([await apply(ledger, leases[0], one, index), await apply(model, leases[1], one, index)]);
          for (const [answer, wanted] of answers) expect(answer).toEqual(wanted);
          const mail = await ledger.mail(HERE, 100);
          expect(mail).toEqual(await model.mail(HERE, 100));
          expect(await ledger.deadLetters(HERE, 100).then(byName)).toEqual(
            await model.deadLetters(HERE, 100).then(byName),
          );
          const topic = await ledger.topic(HERE, sampleMessage({ name: "" }).topic);
          expect(topic).toEqual(await model.topic(HERE, sampleMessage({ name: "" }).topic));
          expect(mail.every(({ entry }) => needsWork(entry))).toBe(true);
          expect((await ledger.topicsWithMail(HERE)).length).toBe(mail.length > 0 ? 1 : 0);
        }),
        { numRuns: 100 },
      );
    });
  });
}

function apply(ledger: Ledger, lease: Lease, one: Step, nowMs: number): Promise<unknown> {
  switch (one.kind) {
    case "want": {
      const { name: own, hash: contentHash, progress } = one;
      const reply = own === "build" ? {} : { replyTo: "build" };
      return want(ledger, [sampleMessage({ name: own, contentHash, progress, ...reply })], nowMs);
    }
    case "record":
      return write(ledger, lease, sampleMessage({ name: one.name }), one.change);
    case "withdraw":
      return withdraw(ledger, one.name, nowMs);
    case "adopt":
      return ledger.adopt(sampleMessage({ name: one.name }), { id: one.id, contentHash: "h1", atMs: 2 });
    case "revive":
      return ledger.revive(HERE, one.sinceMs, nowMs);
  }
}

async function withdraw(ledger: Ledger, gone: string, nowMs: number): Promise<unknown> {
  const { conversation, topic } = sampleMessage({ name: gone });
  const { version } = await ledger.topic(conversation, topic);
  return ledger.project({ conversation, topic, seen: version, messages: [], withdraw: [gone] }, nowMs);
}

async function order(ledger: Ledger): Promise<readonly string[]> {
  return (await ledger.mail(HERE, 100)).map(({ entry }) => entry.wanted.name);
}

function needsWork({ state: { kind, ...rest }, wanted, verifyAtMs }: LedgerEntry): boolean {
  if (verifyAtMs !== undefined && kind === "posted") return true;
  return kind !== "dead" && !(kind === "posted" && "contentHash" in rest && rest.contentHash === wanted.contentHash);
}

/** All die at the same time here, so that their order says nothing. */
function byName(entries: readonly LedgerEntry[]): readonly LedgerEntry[] {
  return entries.toSorted((one, other) => (one.wanted.name < other.wanted.name ? -1 : 1));
}
