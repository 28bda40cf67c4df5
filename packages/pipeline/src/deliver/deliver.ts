import { conversationKey, type Conversation, type Subscription } from "@perfecto-bot/domain";
import type { Channel, PostedId } from "../ports/channel.ts";
import type { Clock } from "../ports/clock.ts";
import type { Lease, Ledger, LedgerChange, LedgerEntry } from "../ports/ledger.ts";
import type { RateBudgets } from "../ports/rate-budget.ts";
import type { SubscriptionStore } from "../ports/subscription-store.ts";
import { decideAfterFailure } from "./decide-after-failure.ts";
import { decideDelivery } from "./decide-delivery.ts";
import { decideLane } from "./decide-lane.ts";

/** A lane is held this long beyond its last step; a dead worker's lane opens to another after it. */
const LEASE_MS = 15_000;
/** Messages looked at in one go, and goes before the lane makes room for others. */
const BATCH = 20;
const MOST_STEPS = 40;
/** The share of every burst that progress edits leave free. */
const PROGRESS_SPARE = 0.5;

/** Why a conversation cannot be posted to. */
export interface Trouble {
  readonly scope: "conversation" | "installation";
  readonly detail: string;
  readonly todo: string;
}

/** What came of one message, for metrics and the log. */
export interface DeliveryNews {
  readonly kind: "posted" | "found" | "edited" | "dead" | "rate-limited" | "retry";
  readonly conversation: Conversation;
  readonly topic: string;
  readonly name: string;
  readonly detail?: string;
}

/** What delivering needs. */
export interface DeliveryParts {
  readonly channels: ReadonlyMap<string, Channel>;
  readonly ledger: Ledger;
  readonly budgets: RateBudgets;
  readonly subscriptions: Pick<SubscriptionStore, "all">;
  readonly now: Clock;
  readonly onTrouble: (conversation: Conversation, trouble: Trouble) => Promise<void>;
  readonly onNews: (news: DeliveryNews) => void;
}

/** What came of a lane: nothing more to do, or mail that may be worked on later. */
export type LaneOutcome = { readonly kind: "again"; readonly atMs: number } | { readonly kind: "done" };

/**
 * Works on one conversation's mailbox: root before replies, newest content only, one worker at a time.
 * Every step is written before and after it, so that it can be killed anywhere and run again.
 */
export async function deliver(parts: DeliveryParts, conversation: Conversation, owner: string): Promise<LaneOutcome> {
  const channel = parts.channels.get(conversation.channel);
  if (channel === undefined) return { kind: "done" };
  const subscriptions = await subscriptionsOf(parts, conversation);
  if (decideLane(subscriptions).kind === "rest") return { kind: "done" };
  const lease: Lease = { conversation, owner };
  if (!(await parts.ledger.acquire(lease, LEASE_MS))) return { kind: "again", atMs: parts.now() + LEASE_MS / 4 };
  try {
    return await new Lane(parts, channel, lease, subscriptions.length > 0).work();
  } finally {
    await parts.ledger.release(lease);
  }
}

async function subscriptionsOf(
  { subscriptions }: DeliveryParts,
  conversation: Conversation,
): Promise<readonly Subscription[]> {
  const key = conversationKey(conversation);
  return (await subscriptions.all()).filter((one) => conversationKey(one.conversation) === key);
}

/** What one step of a lane led to. */
type Step =
  | { readonly kind: "went" }
  | { readonly kind: "unavailable" }
  | { readonly kind: "wait"; readonly untilMs: number }
  | { readonly kind: "lane-lost" };

const WENT: Step = { kind: "went" };
const LOST: Step = { kind: "lane-lost" };
const UNAVAILABLE: Step = { kind: "unavailable" };

class Lane {
  readonly #parts: DeliveryParts;
  readonly #channel: Channel;
  readonly #lease: Lease;
  readonly #isSubscribed: boolean;

  constructor(parts: DeliveryParts, channel: Channel, lease: Lease, isSubscribed: boolean) {
    this.#parts = parts;
    this.#channel = channel;
    this.#lease = lease;
    this.#isSubscribed = isSubscribed;
  }

  async work(): Promise<LaneOutcome> {
    const { ledger, now } = this.#parts;
    for (let steps = 0; steps < MOST_STEPS; steps += 1) {
      const mail = await ledger.mail(this.#lease.conversation, BATCH);
      if (mail.length === 0) return { kind: "done" };
      let soonestMs = Number.POSITIVE_INFINITY;
      let went = false;
      let postsWait = false;
      for (const { entry, root } of mail) {
        const isPost = entry.state.kind === "waiting";
        if (isPost && postsWait) continue;
        const step = await this.#step(entry, root);
        if (step.kind === "lane-lost") return { kind: "again", atMs: now() + LEASE_MS / 4 };
        if (step.kind === "unavailable") return { kind: "again", atMs: now() };
        if (step.kind === "wait") {
          soonestMs = Math.min(soonestMs, step.untilMs);
          postsWait ||= isPost;
          continue;
        }
        went = true;
        break;
      }
      if (!went) return { kind: "again", atMs: soonestMs };
    }
    return { kind: "again", atMs: now() };
  }

  async #step(entry: LedgerEntry, root: LedgerEntry | undefined): Promise<Step> {
    const nowMs = this.#parts.now();
    const decision = decideDelivery(entry, root, nowMs);
    switch (decision.kind) {
      case "wait":
        return { kind: "wait", untilMs: decision.untilMs };
      case "leave":
        return this.#record(entry, {});
      case "give-up":
        this.#tell("dead", entry, decision.reason);
        return this.#record(entry, { state: { kind: "dead", detail: decision.reason, atMs: nowMs } });
      case "look-up":
        return this.#lookUp(entry, root);
      case "post":
        return this.#post(entry, root);
      case "edit":
        return this.#edit(entry);
    }
  }

  async #post(entry: LedgerEntry, root: LedgerEntry | undefined): Promise<Step> {
    const { ledger, now } = this.#parts;
    const wait = await this.#pay("post", entry);
    if (wait !== undefined) return wait;
    const attempt = entry.failures + 1;
    const sinceMs = now();
    if (!(await ledger.acquire(this.#lease, LEASE_MS))) return LOST;
    if (!(await this.#write(entry, { state: { kind: "posting", sinceMs, attempt } }))) return LOST;
    const { wanted } = entry;
    const replyTo = postedId(root);
    const outcome = await this.#channel.post({
      conversation: wanted.conversation,
      card: wanted.card,
      key: messageKey(entry),
      ...(replyTo === undefined ? {} : { replyTo }),
      ...(wanted.broadcast === true ? { broadcast: true } : {}),
    });
    if (outcome.kind !== "posted") return this.#failed("post", entry, outcome);
    this.#tell("posted", entry);
    return this.#record(entry, posted(entry, outcome.id, now()));
  }

  async #edit(entry: LedgerEntry): Promise<Step> {
    const { ledger, now } = this.#parts;
    const id = postedId(entry);
    if (id === undefined) return WENT;
    const wait = await this.#pay("edit", entry);
    if (wait !== undefined) return wait;
    if (!(await ledger.acquire(this.#lease, LEASE_MS))) return LOST;
    const outcome = await this.#channel.edit(entry.wanted.conversation, id, entry.wanted.card);
    if (outcome.kind !== "edited") return this.#failed("edit", entry, outcome);
    this.#tell("edited", entry);
    const nowMs = now();
    const atMs = entry.state.kind === "posted" ? entry.state.atMs : nowMs;
    return this.#record(entry, { ...posted(entry, id, atMs), editedAtMs: nowMs });
  }

  /** An attempt began and nobody knows how it ended: look before posting again. */
  async #lookUp(entry: LedgerEntry, root: LedgerEntry | undefined): Promise<Step> {
    const { now } = this.#parts;
    if (entry.state.kind !== "posting") return WENT;
    const replyTo = postedId(root);
    const outcome = await this.#channel.find({
      conversation: entry.wanted.conversation,
      key: messageKey(entry),
      sinceMs: entry.state.sinceMs,
      ...(replyTo === undefined ? {} : { replyTo }),
    });
    switch (outcome.kind) {
      case "found":
        this.#tell("found", entry);
        return this.#record(
          entry,
          posted({ ...entry, wanted: { ...entry.wanted, contentHash: "unknown" } }, outcome.id, now()),
        );
      case "absent":
      case "cannot-look":
        return this.#record(entry, { state: { kind: "waiting" } });
      case "try-again":
        return this.#later(entry, now() + outcome.retryAfterMs);
    }
  }

  async #failed(
    call: "post" | "edit",
    entry: LedgerEntry,
    failure: Parameters<typeof decideAfterFailure>[2],
  ): Promise<Step> {
    const { budgets, onTrouble, now } = this.#parts;
    const { change, block, pause } = decideAfterFailure(call, entry, failure, now(), this.#isSubscribed);
    if (block !== undefined) await budgets.block(block.scope, block.untilMs);
    const step = await this.#record(entry, change);
    const kind = change.state?.kind === "dead" ? "dead" : failure.kind === "rate-limited" ? "rate-limited" : "retry";
    this.#tell(kind, entry, failure.detail);
    if (pause === undefined) return step;
    await onTrouble(entry.wanted.conversation, pause);
    return UNAVAILABLE;
  }

  async #pay(call: "post" | "edit", entry: LedgerEntry): Promise<Step | undefined> {
    const { budgets, now } = this.#parts;
    const spare = call === "edit" && entry.wanted.progress ? PROGRESS_SPARE : 0;
    const answer = await budgets.take(this.#channel.budgets(call, entry.wanted.conversation), now(), spare);
    return answer.granted ? undefined : { kind: "wait", untilMs: answer.retryAtMs };
  }

  async #later(entry: LedgerEntry, untilMs: number): Promise<Step> {
    return (await this.#write(entry, { notBeforeMs: untilMs })) ? { kind: "wait", untilMs } : LOST;
  }

  async #record(entry: LedgerEntry, change: LedgerChange): Promise<Step> {
    return (await this.#write(entry, change)) ? WENT : LOST;
  }

  #write(entry: LedgerEntry, change: LedgerChange): Promise<boolean> {
    return this.#parts.ledger.record(this.#lease, entry.wanted, change);
  }

  #tell(kind: DeliveryNews["kind"], entry: LedgerEntry, detail?: string): void {
    const { conversation, topic, name } = entry.wanted;
    this.#parts.onNews({ kind, conversation, topic, name, ...(detail === undefined ? {} : { detail }) });
  }
}

function posted(entry: LedgerEntry, id: PostedId, atMs: number): LedgerChange {
  return { state: { kind: "posted", id, contentHash: entry.wanted.contentHash, atMs }, failures: 0, notBeforeMs: 0 };
}

function postedId(entry: LedgerEntry | undefined): PostedId | undefined {
  return entry?.state.kind === "posted" ? entry.state.id : undefined;
}

/** The text by which a message is found again. */
function messageKey({ wanted }: LedgerEntry): string {
  return `${wanted.topic}#${wanted.name}`;
}
