import { NINE } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import type { DeliveryFailure } from "../ports/channel.ts";
import { aLedgerEntry, posted } from "../testing/a-ledger-entry.ts";
import { decideAfterFailure, type FailureDecision } from "./decide-after-failure.ts";

const postingEntry = (failures = 0) => aLedgerEntry({ kind: "posting", sinceMs: NINE, attempt: 1 }, { failures });
const postedEntry = (failures = 0) => aLedgerEntry(posted("old"), { failures });
const unavailable: DeliveryFailure = { kind: "conversation-unavailable", detail: "archived", todo: "Unarchive it." };
const uninstalled: DeliveryFailure = { kind: "installation-dead", detail: "token revoked", todo: "Install again." };
const pause = { scope: "conversation", detail: "archived", todo: "Unarchive it." };
const dead = (detail: string) => ({ kind: "dead", detail, atMs: NINE });

describe("after a failed post", () => {
  it.each<[DeliveryFailure, unknown]>([
    [
      { kind: "rate-limited", retryAfterMs: 500, scope: "s", detail: "429" },
      { change: { state: { kind: "waiting" } }, block: { scope: "s", forMs: 500 } },
    ],
    [{ kind: "ambiguous", detail: "hang up" }, { change: { failures: 1, notBeforeMs: NINE + 1_000 } }],
    [
      { kind: "unreachable", detail: "503" },
      { change: { state: { kind: "waiting" }, failures: 1, notBeforeMs: NINE + 1_000 } },
    ],
    [
      { kind: "target-gone", detail: "no thread" },
      { change: { state: dead("deleted in the conversation (no thread)"), failures: 1 } },
    ],
    [
      { kind: "refused", detail: "invalid_blocks" },
      { change: { state: { ...dead("invalid_blocks"), refused: true }, failures: 1 } },
    ],
    [unavailable, { change: { state: dead("archived"), failures: 1 }, pause }],
    [
      uninstalled,
      {
        change: { state: dead("token revoked"), failures: 1 },
        pause: { scope: "installation", detail: "token revoked", todo: "Install again." },
      },
    ],
  ])("%j", (failure, wanted) => {
    expect(decideAfterFailure("post", postingEntry(), failure, NINE)).toEqual(wanted);
  });
});

describe("after a failed edit", () => {
  it.each<[DeliveryFailure, FailureDecision["change"]]>([
    [{ kind: "rate-limited", retryAfterMs: 500, scope: "s", detail: "429" }, {}],
    [
      { kind: "ambiguous", detail: "hang up" },
      { failures: 1, notBeforeMs: NINE + 1_000 },
    ],
    [
      { kind: "unreachable", detail: "503" },
      { failures: 1, notBeforeMs: NINE + 1_000 },
    ],
    [unavailable, { failures: 1, notBeforeMs: NINE + 600_000 }],
    [uninstalled, { failures: 1, notBeforeMs: NINE + 600_000 }],
  ])("%j leaves the posted message standing", (failure, wanted) => {
    expect(decideAfterFailure("edit", postedEntry(), failure, NINE).change).toEqual(wanted);
  });

  it("leaves a message that cannot be edited any more standing, and what replies to it lives on", () => {
    const failure: DeliveryFailure = { kind: "not-editable", detail: "edit_window_closed" };
    expect(decideAfterFailure("edit", postedEntry(2), failure, NINE).change).toEqual({
      state: { ...posted("old"), detail: "edit_window_closed", frozen: true },
      failures: 0,
    });
  });

  it("leaves a refused edit for a person to look at, and tries the next content", () => {
    const { change } = decideAfterFailure("edit", postedEntry(), { kind: "refused", detail: "new_code" }, NINE);
    expect(change).toEqual({
      state: { ...posted("new"), detail: "new_code", refused: true },
      failures: 0,
      editedAtMs: NINE,
    });
  });

  it("gives up an edit after a day of waiting for the conversation", () => {
    expect(decideAfterFailure("edit", postedEntry(142), unavailable, NINE).change.state).toBeUndefined();
    expect(decideAfterFailure("edit", postedEntry(143), unavailable, NINE).change.state).toEqual(dead("archived"));
  });

  it("gives up an edit at once where nobody is subscribed any more", () => {
    const { change } = decideAfterFailure("edit", postedEntry(), unavailable, NINE, false);
    expect(change.state).toEqual(dead("archived"));
  });
});

describe("an outage of the chat", () => {
  it.each([
    [0, 1_000],
    [1, 2_000],
    [5, 32_000],
    [6, 60_000],
    [10_000, 60_000],
  ])("after %i failures waits %i ms and never gives up", (failures, waitMs) => {
    for (const kind of ["unreachable", "ambiguous"] as const) {
      const { change } = decideAfterFailure("post", postingEntry(failures), { kind, detail: "" }, NINE);
      expect(change).toMatchObject({ failures: failures + 1, notBeforeMs: NINE + waitMs });
      expect(change.state?.kind).not.toBe("dead");
    }
  });

  it("keeps an ambiguous post as being posted, so that it is looked up first", () => {
    const { change } = decideAfterFailure("post", postingEntry(), { kind: "ambiguous", detail: "" }, NINE);
    expect(change).not.toHaveProperty("state");
  });
});
