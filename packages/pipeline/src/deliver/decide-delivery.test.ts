import { NINE } from "@perfecto-bot/domain/testing";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aLedgerEntry, posted } from "../testing/a-ledger-entry.ts";
import type { LedgerEntry, MessageState } from "../ports/ledger.ts";
import { decideDelivery, type DeliveryDecision } from "./decide-delivery.ts";

const waiting: MessageState = { kind: "waiting" };
const dead: MessageState = { kind: "dead", detail: "gone", atMs: NINE };
const posting: MessageState = { kind: "posting", sinceMs: NINE, attempt: 1 };
const reply = { replyTo: "build" };
const progress = { progress: true };

describe("decideDelivery", () => {
  it.each<[string, LedgerEntry, LedgerEntry | undefined, number, DeliveryDecision]>([
    ["a new message", aLedgerEntry(), undefined, NINE, { kind: "post", reason: "new" }],
    [
      "one that backs off",
      aLedgerEntry(waiting, { notBeforeMs: NINE + 1 }),
      undefined,
      NINE,
      { kind: "wait", untilMs: NINE + 1, reason: "backing-off" },
    ],
    [
      "one whose wait is over",
      aLedgerEntry(waiting, { notBeforeMs: NINE }),
      undefined,
      NINE,
      { kind: "post", reason: "new" },
    ],
    ["what is right", aLedgerEntry(posted("new")), undefined, NINE, { kind: "leave", reason: "right" }],
    [
      "what is right though it backs off",
      aLedgerEntry(posted("new"), { notBeforeMs: NINE + 9 }),
      undefined,
      NINE,
      { kind: "leave", reason: "right" },
    ],
    ["what is dead", aLedgerEntry(dead), undefined, NINE, { kind: "leave", reason: "dead" }],
    ["what differs", aLedgerEntry(posted("old")), undefined, NINE, { kind: "edit", reason: "differs" }],
    [
      "what differs and cannot be edited any more",
      aLedgerEntry({ ...posted("old"), frozen: true }),
      undefined,
      NINE,
      { kind: "stand", reason: "not-editable" },
    ],
    [
      "a reply to what cannot be edited any more",
      aLedgerEntry(waiting, { wanted: reply }),
      aLedgerEntry({ ...posted("old"), frozen: true }),
      NINE,
      { kind: "post", reason: "new-reply" },
    ],
    [
      "an edit that backs off",
      aLedgerEntry(posted("old"), { notBeforeMs: NINE + 5 }),
      undefined,
      NINE,
      { kind: "wait", untilMs: NINE + 5, reason: "backing-off" },
    ],
    [
      "progress soon after the post",
      aLedgerEntry(posted("old"), { wanted: progress }),
      undefined,
      NINE + 3_999,
      { kind: "wait", untilMs: NINE + 4_000, reason: "progress-later" },
    ],
    [
      "progress later",
      aLedgerEntry(posted("old"), { wanted: progress }),
      undefined,
      NINE + 4_000,
      { kind: "edit", reason: "differs" },
    ],
    [
      "progress soon after an edit",
      aLedgerEntry(posted("old"), { wanted: progress, editedAtMs: NINE + 9_000 }),
      undefined,
      NINE + 9_001,
      { kind: "wait", untilMs: NINE + 13_000, reason: "progress-later" },
    ],
    [
      "an attempt just begun",
      aLedgerEntry(posting),
      undefined,
      NINE + 2_999,
      { kind: "wait", untilMs: NINE + 3_000, reason: "vendor-may-still-work" },
    ],
    [
      "an attempt with an unknown end",
      aLedgerEntry(posting),
      undefined,
      NINE + 3_000,
      { kind: "look-up", reason: "outcome-unknown" },
    ],
    [
      "a reply to a posted root",
      aLedgerEntry(waiting, { wanted: reply }),
      aLedgerEntry(posted("old")),
      NINE,
      { kind: "post", reason: "new-reply" },
    ],
    [
      "a reply before its root",
      aLedgerEntry(waiting, { wanted: reply }),
      aLedgerEntry(),
      NINE,
      { kind: "wait", untilMs: NINE + 1_000, reason: "root-first" },
    ],
    [
      "a reply whose root is being posted",
      aLedgerEntry(waiting, { wanted: reply }),
      aLedgerEntry(posting),
      NINE,
      { kind: "wait", untilMs: NINE + 1_000, reason: "root-first" },
    ],
    [
      "a reply whose root backs off",
      aLedgerEntry(waiting, { wanted: reply }),
      aLedgerEntry(waiting, { notBeforeMs: NINE + 60_000 }),
      NINE,
      { kind: "wait", untilMs: NINE + 60_000, reason: "root-first" },
    ],
    [
      "a reply without its root",
      aLedgerEntry(waiting, { wanted: reply }),
      undefined,
      NINE,
      { kind: "wait", untilMs: NINE + 1_000, reason: "root-first" },
    ],
    [
      "a reply to a dead root",
      aLedgerEntry(waiting, { wanted: reply }),
      aLedgerEntry(dead),
      NINE,
      { kind: "give-up", reason: "root-cannot-be-posted" },
    ],
    [
      "a posted reply to a dead root",
      aLedgerEntry(posted("old"), { wanted: reply }),
      aLedgerEntry(dead),
      NINE,
      { kind: "edit", reason: "differs" },
    ],
  ])("%s", (_what, entry, root, nowMs, wanted) => {
    expect(decideDelivery(entry, root, nowMs)).toEqual(wanted);
  });

  const moment = fc.integer({ min: NINE - 9_000, max: NINE + 9_000 });
  const state: fc.Arbitrary<MessageState> = fc.oneof(
    fc.constant(waiting),
    fc.record({ kind: fc.constant("posting" as const), sinceMs: moment, attempt: fc.nat(9) }),
    fc.record({
      kind: fc.constant("posted" as const),
      id: fc.string(),
      contentHash: fc.constantFrom("new", "old"),
      atMs: moment,
    }),
    fc.record({ kind: fc.constant("dead" as const), detail: fc.string(), atMs: moment }),
  );
  const entry = fc
    .record({ state, notBeforeMs: moment, progress: fc.boolean(), editedAtMs: fc.option(moment, { nil: undefined }) })
    .map((made) =>
      aLedgerEntry(made.state, {
        notBeforeMs: made.notBeforeMs,
        wanted: { progress: made.progress, ...reply },
        ...(made.editedAtMs === undefined ? {} : { editedAtMs: made.editedAtMs }),
      }),
    );

  it("never posts a reply before its root, never edits what is not posted, and every wait is for later", () => {
    fc.assert(
      fc.property(entry, fc.option(entry, { nil: undefined }), moment, (one, root, nowMs) => {
        const decision = decideDelivery(one, root, nowMs);
        expect(mistakeOf(decision, one, root, nowMs)).toBeUndefined();
      }),
    );
  });
});

function mistakeOf(decision: DeliveryDecision, entry: LedgerEntry, root: LedgerEntry | undefined, nowMs: number) {
  const isReplyToPosted = root?.state.kind === "posted" && entry.state.kind === "waiting";
  if (decision.kind === "post" && !isReplyToPosted) return "a reply before its root, or a second post";
  if (decision.kind === "edit" && entry.state.kind !== "posted") return "an edit of what is not posted";
  return decision.kind === "wait" && decision.untilMs <= nowMs ? "a wait that is over" : undefined;
}
