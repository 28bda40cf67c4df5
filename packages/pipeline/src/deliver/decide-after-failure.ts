import type { DeliveryFailure } from "../ports/channel.ts";
import type { LedgerChange, LedgerEntry } from "../ports/ledger.ts";

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
/** An edit waits so long for a conversation that cannot be reached, and so often, before it is given up. */
const EDIT_WAIT_MS = 10 * 60_000;
const MOST_EDIT_TRIES = 144;

/** What follows from a failed call. */
export interface FailureDecision {
  /** What the ledger should say of the message. */
  readonly change: LedgerChange;
  /** A budget nobody may use for so long. */
  readonly block?: { readonly scope: string; readonly forMs: number };
  /** The conversation or its whole installation cannot be posted to: its subscriptions rest. */
  readonly pause?: { readonly scope: "conversation" | "installation"; readonly detail: string; readonly todo: string };
}

/**
 * Decides what a failed post or edit means. A chat outage only delays; what can never work ends as a dead letter, what can
 * no longer be edited stands.
 * `isSubscribed`: somebody there still wants messages; an edit waits for a lost conversation only then.
 */
export function decideAfterFailure(
  call: "post" | "edit",
  entry: LedgerEntry,
  failure: DeliveryFailure,
  nowMs: number,
  isSubscribed = true,
): FailureDecision {
  const failures = entry.failures + 1;
  const notBeforeMs = nowMs + Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 10));
  const before = call === "post" ? { state: { kind: "waiting" } as const } : {};
  const dead = (detail: string): LedgerChange => ({ state: { kind: "dead", detail, atMs: nowMs }, failures });
  const refused = (detail: string): LedgerChange => ({
    state: { kind: "dead", detail, atMs: nowMs, refused: true },
    failures,
  });
  const patient: LedgerChange = { failures, notBeforeMs: nowMs + EDIT_WAIT_MS };
  const unavailable = (detail: string): LedgerChange =>
    call === "edit" && isSubscribed && failures < MOST_EDIT_TRIES ? patient : dead(detail);
  switch (failure.kind) {
    case "rate-limited":
      return { change: before, block: { scope: failure.scope, forMs: failure.retryAfterMs } };
    case "ambiguous":
      return { change: { failures, notBeforeMs } };
    case "unreachable":
      return { change: { ...before, failures, notBeforeMs } };
    case "target-gone":
      return { change: dead(`deleted in the conversation (${failure.detail})`) };
    case "not-editable":
      return { change: call === "edit" ? frozen(entry, failure.detail) : dead(failure.detail) };
    case "refused":
      return { change: call === "edit" ? asItStands(entry, failure.detail, nowMs) : refused(failure.detail) };
    case "conversation-unavailable":
      return {
        change: unavailable(failure.detail),
        pause: { scope: "conversation", detail: failure.detail, todo: failure.todo },
      };
    case "installation-dead":
      return {
        change: unavailable(failure.detail),
        pause: { scope: "installation", detail: failure.detail, todo: failure.todo },
      };
  }
}

/** A refused edit leaves the message as it is: its replies still need it, and its next content is tried again. */
function asItStands({ state, wanted }: LedgerEntry, detail: string, nowMs: number): LedgerChange {
  if (state.kind !== "posted") return {};
  return {
    state: { ...state, contentHash: wanted.contentHash, detail, refused: true },
    failures: 0,
    editedAtMs: nowMs,
  };
}

/** It lives on as it stands, and what replies to it does too. Its content still differs: that has to be told. */
function frozen({ state }: LedgerEntry, detail: string): LedgerChange {
  return state.kind === "posted" ? { state: { ...state, detail, frozen: true }, failures: 0 } : {};
}
