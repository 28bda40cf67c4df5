import type { LedgerEntry } from "../ports/ledger.ts";

/** After an attempt with an unknown end, the vendor gets this long to finish before one looks. */
const LOOK_AFTER_MS = 3_000;
/** Progress edits of one message are at least this far apart. */
const PROGRESS_EVERY_MS = 4_000;

/** What to do about one message now, and why. */
export type DeliveryDecision =
  | { readonly kind: "post"; readonly reason: "new" | "new-reply" }
  | { readonly kind: "edit"; readonly reason: "differs" }
  | { readonly kind: "look-up"; readonly reason: "outcome-unknown" }
  /** Whoever plans must know that its new content cannot be shown by an edit. */
  | { readonly kind: "stand"; readonly reason: "not-editable" }
  | {
      readonly kind: "wait";
      readonly untilMs: number;
      readonly reason: "backing-off" | "vendor-may-still-work" | "progress-later" | "root-first" | "verify-later";
    }
  | { readonly kind: "verify"; readonly reason: "may-stand-twice" }
  | { readonly kind: "give-up"; readonly reason: "root-cannot-be-posted" }
  | { readonly kind: "leave"; readonly reason: "right" | "dead" };

/** Decides about one message. `root` is the message it replies to, where it replies to one. */
export function decideDelivery(entry: LedgerEntry, root: LedgerEntry | undefined, nowMs: number): DeliveryDecision {
  const { state, wanted } = entry;
  if (state.kind === "dead") return { kind: "leave", reason: "dead" };
  if (state.kind === "posted" && state.contentHash === wanted.contentHash) return decideVerification(entry, nowMs);
  if (entry.notBeforeMs > nowMs) return { kind: "wait", untilMs: entry.notBeforeMs, reason: "backing-off" };
  switch (state.kind) {
    case "posting": {
      const lookAtMs = state.sinceMs + LOOK_AFTER_MS;
      if (nowMs < lookAtMs) return { kind: "wait", untilMs: lookAtMs, reason: "vendor-may-still-work" };
      return { kind: "look-up", reason: "outcome-unknown" };
    }
    case "posted": {
      if (state.frozen) return { kind: "stand", reason: "not-editable" };
      const nextMs = (entry.editedAtMs ?? state.atMs) + PROGRESS_EVERY_MS;
      if (wanted.progress && nowMs < nextMs) return { kind: "wait", untilMs: nextMs, reason: "progress-later" };
      return { kind: "edit", reason: "differs" };
    }
    case "waiting":
      if (wanted.replyTo === undefined) return { kind: "post", reason: "new" };
      if (root?.state.kind === "posted") return { kind: "post", reason: "new-reply" };
      if (root?.state.kind === "dead") return { kind: "give-up", reason: "root-cannot-be-posted" };
      return { kind: "wait", untilMs: Math.max(nowMs + 1_000, root?.notBeforeMs ?? 0), reason: "root-first" };
  }
}

/** What was posted after an attempt with an unknown end is looked up once: that attempt may have come to something. */
function decideVerification({ verifyAtMs }: LedgerEntry, nowMs: number): DeliveryDecision {
  if (verifyAtMs === undefined) return { kind: "leave", reason: "right" };
  if (verifyAtMs > nowMs) return { kind: "wait", untilMs: verifyAtMs, reason: "verify-later" };
  return { kind: "verify", reason: "may-stand-twice" };
}
