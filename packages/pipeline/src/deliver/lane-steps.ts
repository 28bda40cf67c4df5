import type { Channel, DeliveryFailure, LeftOut, PostedId } from "../ports/channel.ts";
import type { Lease, LedgerChange, LedgerEntry, Mail } from "../ports/ledger.ts";
import { decideAfterFailure } from "./decide-after-failure.ts";
import { decideAfterThrow } from "./decide-after-throw.ts";
import { decideDelivery } from "./decide-delivery.ts";
import { deliveryClaim } from "./delivery-claim.ts";
import type { DeliveryNews, DeliveryParts } from "./delivery-parts.ts";
import { isStep, LANE_LOST, UNAVAILABLE, WENT, type Step } from "./lane-step.ts";
import { postedChange } from "./posted-change.ts";

/** After a post that may be the second, the vendor gets so long to show the first. */
const VERIFY_AFTER_MS = 15_000;
/** A chat that cannot be reached is not asked for the next message either; but one message must not keep it waiting for ever. */
const RESTS_FOR_ONE_MESSAGE = 3;

/** What working on a lane needs: its lease is held. */
export interface LaneParts extends DeliveryParts {
  readonly channel: Channel;
  readonly lease: Lease;
  /** The lease is prolonged by this before each call to the chat. */
  readonly leaseMs: number;
  readonly isSubscribed: boolean;
}

/** Makes the function that does what is to be done about one message now. */
export function createLaneSteps(parts: LaneParts): (mail: Mail) => Promise<Step> {
  const { ledger, channel, lease, leaseMs, budgets, now, isSubscribed, onTrouble, onFinding, onNews } = parts;
  const { conversation } = lease;

  const tell = (kind: DeliveryNews["kind"], { wanted }: LedgerEntry, detail?: string): void =>
    onNews({
      kind,
      conversation,
      topic: wanted.topic,
      name: wanted.name,
      ...(detail === undefined ? {} : { detail }),
    });

  const write = async (entry: LedgerEntry, change: LedgerChange): Promise<LedgerEntry | Step> => {
    const outcome = await ledger.record(lease, entry, change);
    if (outcome.kind === "lease-lost") return LANE_LOST;
    // Somebody else changed the message: it is read anew.
    return outcome.kind === "stale" ? WENT : { ...entry, version: outcome.version };
  };
  const record = async (entry: LedgerEntry, change: LedgerChange): Promise<Step> => {
    const written = await write(entry, change);
    return "kind" in written ? written : WENT;
  };
  const later = async (entry: LedgerEntry, change: LedgerChange, untilMs: number): Promise<Step> => {
    const written = await write(entry, change);
    return "kind" in written ? written : { kind: "wait", untilMs };
  };

  /** When this conversation's turn is, by call and priority: all its messages of one priority wait for the same. */
  const turnsMs = new Map<string, number>();
  const pay = async (call: "post" | "edit" | "find", entry: LedgerEntry): Promise<Step | undefined> => {
    const claim = deliveryClaim(call, entry.wanted);
    const line = `${call} ${claim.priority}`;
    const turnMs = turnsMs.get(line) ?? 0;
    if (turnMs > now()) return { kind: "wait", untilMs: turnMs, forBudget: true };
    const answer = await budgets.take(channel.budgets(call, conversation), claim);
    if (answer.granted) return undefined;
    const untilMs = now() + answer.retryAfterMs;
    turnsMs.set(line, untilMs);
    return { kind: "wait", untilMs, forBudget: true };
  };

  /** A channel never rejects; where its code is wrong, one message must not hold back the others. */
  const guarded = async <Outcome>(entry: LedgerEntry, call: () => Promise<Outcome>): Promise<Outcome | Step> => {
    try {
      return await call();
    } catch (error) {
      const { change, setAside } = decideAfterThrow(entry, error, now());
      tell(setAside ? "set-aside" : "retry", entry, change.setAside);
      return later(entry, change, change.notBeforeMs ?? now());
    }
  };

  const failed = async (call: "post" | "edit", entry: LedgerEntry, failure: DeliveryFailure): Promise<Step> => {
    const nowMs = now();
    const { change, block, pause } = decideAfterFailure(call, entry, failure, nowMs, isSubscribed);
    if (block !== undefined) await budgets.block(block.scope, block.forMs);
    const step = await record(entry, change);
    const kind = change.state?.kind === "dead" ? "dead" : failure.kind === "rate-limited" ? "rate-limited" : "retry";
    tell(kind, entry, failure.detail);
    if (pause !== undefined) {
      await onTrouble(conversation, pause);
      return UNAVAILABLE;
    }
    const rests = step === WENT && failure.kind === "unreachable" && entry.failures < RESTS_FOR_ONE_MESSAGE;
    return rests ? { kind: "rest", untilMs: change.notBeforeMs ?? nowMs } : step;
  };

  const removeCopy = async (entry: LedgerEntry, id: PostedId): Promise<void> => {
    const outcome = await channel.remove(conversation, id);
    if (outcome.kind === "removed") tell("copy-removed", entry);
    else tell("doubled", entry, outcome.detail);
  };

  /** Writes down that a message stands. Who lost the lane meanwhile may have posted a second copy, and takes it away. */
  const stands = async (entry: LedgerEntry, id: PostedId, leftOut?: readonly LeftOut[]): Promise<Step> => {
    const nowMs = now();
    const verify = entry.unknownSinceMs === undefined ? {} : { verifyAtMs: nowMs + VERIFY_AFTER_MS };
    const outcome = await ledger.record(lease, entry, { ...postedChange(entry, id, nowMs, leftOut), ...verify });
    if (outcome.kind === "recorded") {
      tell("posted", entry);
      return WENT;
    }
    const { topic, name, contentHash } = entry.wanted;
    const adopted = await ledger.adopt({ conversation, topic, name }, { id, contentHash, atMs: nowMs });
    if (adopted === "second") await removeCopy(entry, id);
    else tell("posted", entry);
    return LANE_LOST;
  };

  const tellLeftOut = async ({ wanted: message }: LedgerEntry, leftOut: readonly LeftOut[] = []): Promise<void> => {
    if (leftOut.length > 0) await onFinding({ kind: "left-out", message, leftOut });
  };

  const post = async (entry: LedgerEntry, root: LedgerEntry | undefined): Promise<Step> => {
    const wait = await pay("post", entry);
    if (wait !== undefined) return wait;
    if (!(await ledger.prolong(lease, leaseMs))) return LANE_LOST;
    const state = { kind: "posting", sinceMs: now(), attempt: entry.failures + 1 } as const;
    const begun = await write(entry, { state });
    if ("kind" in begun) return begun;
    const { card, broadcast } = entry.wanted;
    const replyTo = postedId(root);
    const outcome = await guarded({ ...begun, state }, () =>
      channel.post({
        conversation,
        card,
        key: messageKey(entry),
        ...(replyTo === undefined ? {} : { replyTo }),
        ...(broadcast === true ? { broadcast } : {}),
      }),
    );
    if (isStep(outcome)) return outcome;
    if (outcome.kind !== "posted") return failed("post", { ...begun, state }, outcome);
    const { id, leftOut, movedTo } = outcome;
    const step = await stands(begun, id, leftOut);
    await tellLeftOut(entry, leftOut);
    if (movedTo !== undefined) await onFinding({ kind: "moved", from: conversation, to: movedTo });
    return step;
  };

  const edit = async (entry: LedgerEntry): Promise<Step> => {
    const { state } = entry;
    if (state.kind !== "posted") return WENT;
    const wait = await pay("edit", entry);
    if (wait !== undefined) return wait;
    if (!(await ledger.prolong(lease, leaseMs))) return LANE_LOST;
    const outcome = await guarded(entry, () => channel.edit(conversation, state.id, entry.wanted.card));
    if (isStep(outcome)) return outcome;
    if (outcome.kind !== "edited") return failed("edit", entry, outcome);
    tell("edited", entry);
    const change = { ...postedChange(entry, state.id, state.atMs, outcome.leftOut), editedAtMs: now() };
    const step = await record(entry, change);
    await tellLeftOut(entry, outcome.leftOut);
    return step;
  };

  /** It cannot be edited: told before it leaves the mailbox, so that a killed process tells it again. */
  const stand = async (entry: LedgerEntry): Promise<Step> => {
    const { state, wanted } = entry;
    if (state.kind !== "posted") return WENT;
    await onFinding({ kind: "frozen", message: wanted });
    return record(entry, { state: { ...state, contentHash: wanted.contentHash } });
  };

  const find = async (entry: LedgerEntry, root: LedgerEntry | undefined, sinceMs: number, untilMs: number) => {
    const wait = await pay("find", entry);
    if (wait !== undefined) return wait;
    if (!(await ledger.prolong(lease, leaseMs))) return LANE_LOST;
    const replyTo = postedId(root);
    const where = replyTo === undefined ? {} : { replyTo };
    return guarded(entry, () => channel.find({ conversation, key: messageKey(entry), sinceMs, untilMs, ...where }));
  };

  /** An attempt began and nobody knows how it ended: look before posting again. */
  const lookUp = async (entry: LedgerEntry, root: LedgerEntry | undefined): Promise<Step> => {
    const { state } = entry;
    if (state.kind !== "posting") return WENT;
    const sinceMs = entry.unknownSinceMs ?? state.sinceMs;
    const outcome = await find(entry, root, sinceMs, state.sinceMs);
    if (isStep(outcome)) return outcome;
    switch (outcome.kind) {
      case "found": {
        for (const copy of outcome.copies ?? []) await removeCopy(entry, copy);
        tell("found", entry);
        const found = { ...entry, wanted: { ...entry.wanted, contentHash: "unknown" } };
        return record(entry, { ...postedChange(found, outcome.id, now()), unknownSinceMs: 0 });
      }
      case "absent":
      case "cannot-look":
        // Where it was withdrawn meanwhile, the ledger forgets it.
        return record(entry, { state: { kind: "waiting" }, unknownSinceMs: sinceMs });
      case "try-again": {
        const untilMs = now() + outcome.retryAfterMs;
        return later(entry, { notBeforeMs: untilMs }, untilMs);
      }
    }
  };

  /** The attempt before may have come to something after all: what stands twice is taken away. */
  const verify = async (entry: LedgerEntry, root: LedgerEntry | undefined): Promise<Step> => {
    const postedMs = entry.state.kind === "posted" ? entry.state.atMs : now();
    const outcome = await find(entry, root, entry.unknownSinceMs ?? postedMs, postedMs);
    if (isStep(outcome)) return outcome;
    switch (outcome.kind) {
      case "found":
        for (const id of [outcome.id, ...(outcome.copies ?? [])])
          if (id !== postedId(entry)) await removeCopy(entry, id);
        return record(entry, { verifyAtMs: 0, unknownSinceMs: 0 });
      case "absent":
      case "cannot-look":
        return record(entry, { verifyAtMs: 0, unknownSinceMs: 0 });
      case "try-again": {
        const untilMs = now() + outcome.retryAfterMs;
        return later(entry, { verifyAtMs: untilMs }, untilMs);
      }
    }
  };

  return async ({ entry, root }) => {
    const nowMs = now();
    const decision = decideDelivery(entry, root, nowMs);
    switch (decision.kind) {
      case "wait":
        return { kind: "wait", untilMs: decision.untilMs };
      case "leave":
        return record(entry, {});
      case "give-up":
        tell("dead", entry, decision.reason);
        return record(entry, { state: { kind: "dead", detail: decision.reason, atMs: nowMs } });
      case "look-up":
        return lookUp(entry, root);
      case "verify":
        return verify(entry, root);
      case "post":
        return post(entry, root);
      case "edit":
        return edit(entry);
      case "stand":
        return stand(entry);
    }
  };
}

function postedId(entry: LedgerEntry | undefined): PostedId | undefined {
  return entry?.state.kind === "posted" ? entry.state.id : undefined;
}

/** The text by which a message is found again. */
function messageKey({ wanted }: LedgerEntry): string {
  return `${wanted.topic}#${wanted.name}`;
}
