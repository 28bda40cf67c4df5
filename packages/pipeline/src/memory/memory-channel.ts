import type { Card } from "@perfecto-bot/cards";
import { conversationKey, type Conversation } from "@perfecto-bot/domain";
import type { Channel, DeliveryFailure, EditOutcome, FindOutcome, FindRequest, PostedId } from "../ports/channel.ts";
import type { PostOutcome, PostRequest, ReachOutcome, RemoveOutcome } from "../ports/channel.ts";
import type { Clock } from "../ports/clock.ts";
import type { Budget } from "../ports/rate-budget.ts";
import { createChannelFaults, type ChannelCall, type ChannelFaults, type ChannelOutcomes } from "./channel-faults.ts";

/** How far from the attempt's beginning a message is looked for: clocks differ, and a chat may take its time. */
const LOOK_BEFORE_MS = 5 * 60_000;
const LOOK_AFTER_MS = 15 * 60_000;

const NOWHERE: Barrier = {
  kind: "conversation-unavailable",
  detail: "there is no such conversation",
  todo: "Name another one.",
};

/** A message in a memory channel. */
export interface MemoryMessage {
  readonly id: PostedId;
  readonly key: string;
  /** The message whose thread it is in. */
  readonly root?: PostedId;
  readonly broadcast: boolean;
  /** Everything it ever said, the newest last. Never empty. */
  readonly versions: readonly { readonly card: Card; readonly atMs: number }[];
}

/** Why nothing can be posted. */
export type Barrier = Extract<DeliveryFailure, { readonly kind: "conversation-unavailable" | "installation-dead" }>;

/** A chat in this process, with everything that can go wrong with one. It shows every card, whatever its size. */
export interface MemoryChannel extends Channel {
  /** What a conversation shows, threads included, oldest first. */
  readonly shown: (conversation: Conversation) => readonly MemoryMessage[];
  /** What single people were told. */
  readonly told: readonly { readonly conversation: Conversation; readonly person: string; readonly card: Card }[];
  /** Everything it was asked for, oldest first; what never came back is there too. */
  readonly calls: readonly ChannelCall[];
  readonly faults: ChannelFaults;
  /** Somebody deletes a message; nothing where there is none. */
  readonly somebodyDeletes: (conversation: Conversation, id: PostedId) => void;
  /** Nothing can be posted in a conversation until {@link unbar}. */
  readonly bar: (conversation: Conversation, barrier: Barrier) => void;
  readonly unbar: (conversation: Conversation) => void;
}

/** What a memory channel may be otherwise. */
export interface MemoryChannelOptions {
  /** Default: "slack", where the conversations of samples are. */
  readonly name?: string;
  /** The chat's own clock. Default: `Date.now`. */
  readonly now?: Clock;
  /** Default: true. Without it, a lost message cannot be looked for, as in Teams. */
  readonly canFind?: boolean;
  /** Which conversations there are. Default: whichever is named. */
  readonly isKnown?: (conversation: Conversation) => boolean;
  /** Default: one budget for the conversation that never runs out. */
  readonly budgets?: Channel["budgets"];
}

/**
 * A chat in memory. Ids of messages are unique within their conversation only, as in Slack. A fault that loses an answer
 * makes a post or an edit `ambiguous`, a look-up one to `try-again`, and tells nobody.
 */
export function createMemoryChannel(options: MemoryChannelOptions = {}): MemoryChannel {
  const { name = "slack", now = Date.now, canFind = true, isKnown = () => true, budgets = endlessBudget } = options;
  const places = new Map<string, { readonly messages: Map<PostedId, MemoryMessage>; ids: number }>();
  const barriers = new Map<string, Barrier>();
  const told: MemoryChannel["told"][number][] = [];
  const calls: ChannelCall[] = [];
  const { faults, strike } = createChannelFaults();

  const placeOf = (conversation: Conversation) => {
    const key = conversationKey(conversation);
    const place = places.get(key) ?? { messages: new Map<PostedId, MemoryMessage>(), ids: 0 };
    places.set(key, place);
    return place;
  };
  const barrierOf = (conversation: Conversation) =>
    isKnown(conversation) ? barriers.get(conversationKey(conversation)) : NOWHERE;

  async function answer<Name extends keyof ChannelOutcomes>(
    kind: Name,
    call: Extract<ChannelCall, { readonly call: Name }>,
    act: () => ChannelOutcomes[Name],
    lost: ChannelOutcomes[Name],
  ): Promise<ChannelOutcomes[Name]> {
    calls.push(call);
    const trouble = strike(kind, call);
    switch (trouble?.kind) {
      case undefined:
        return act();
      case "answer":
        return trouble.outcome;
      case "lost-answer":
        act();
        return lost;
      case "lost-request":
        return lost;
      case "hang": {
        const early = trouble.done === "before" ? act() : undefined;
        await trouble.until;
        const late = trouble.done === "after" ? act() : undefined;
        return trouble.answer === "lost" ? lost : (early ?? late ?? lost);
      }
    }
  }

  function post({ conversation, card, key, replyTo, broadcast = false }: PostRequest): PostOutcome {
    const barrier = barrierOf(conversation);
    if (barrier !== undefined) return barrier;
    const place = placeOf(conversation);
    const target = replyTo === undefined ? undefined : place.messages.get(replyTo);
    if (replyTo !== undefined && target === undefined) return gone(`no message ${replyTo} to reply to`);
    place.ids += 1;
    const id = `m${place.ids}`;
    const thread = target === undefined ? {} : { root: target.root ?? target.id };
    place.messages.set(id, { id, key, ...thread, broadcast, versions: [{ card, atMs: now() }] });
    return { kind: "posted", id };
  }

  function edit(conversation: Conversation, id: PostedId, card: Card): EditOutcome {
    const barrier = barrierOf(conversation);
    if (barrier !== undefined) return barrier;
    const { messages } = placeOf(conversation);
    const message = messages.get(id);
    if (message === undefined) return gone(`no message ${id} to edit`);
    messages.set(id, { ...message, versions: [...message.versions, { card, atMs: now() }] });
    return { kind: "edited" };
  }

  function remove(conversation: Conversation, id: PostedId): RemoveOutcome {
    const barrier = barrierOf(conversation);
    if (barrier !== undefined) return barrier;
    placeOf(conversation).messages.delete(id);
    return { kind: "removed" };
  }

  function find({ conversation, key, replyTo, sinceMs }: FindRequest): FindOutcome {
    if (!canFind) return { kind: "cannot-look", detail: `messages of ${name} cannot be looked for` };
    const barrier = barrierOf(conversation);
    if (barrier !== undefined) return { kind: "cannot-look", detail: barrier.detail };
    const found = [...placeOf(conversation).messages.values()].filter(({ key: own, root, versions: [first] }) => {
      const sinceAttemptMs = (first?.atMs ?? 0) - sinceMs;
      return own === key && root === replyTo && sinceAttemptMs >= -LOOK_BEFORE_MS && sinceAttemptMs <= LOOK_AFTER_MS;
    });
    const [first, ...copies] = found.map(({ id }) => id);
    if (first === undefined) return { kind: "absent" };
    return { kind: "found", id: first, ...(copies.length === 0 ? {} : { copies }) };
  }

  const reach = (conversation: Conversation): ReachOutcome => barrierOf(conversation) ?? { kind: "reachable" };
  const lost = { kind: "ambiguous", detail: `the answer of ${name} was lost` } as const;
  const lookLater = { kind: "try-again", retryAfterMs: 5_000, detail: lost.detail } as const;

  return {
    name,
    post: (request) => answer("post", { call: "post", request }, () => post(request), lost),
    edit: (conversation, id, card) =>
      answer("edit", { call: "edit", conversation, id, card }, () => edit(conversation, id, card), lost),
    remove: (conversation, id) =>
      answer("remove", { call: "remove", conversation, id }, () => remove(conversation, id), lost),
    find: (request) => answer("find", { call: "find", request }, () => find(request), lookLater),
    budgets,
    reach: (conversation) =>
      answer("reach", { call: "reach", conversation }, () => reach(conversation), { kind: "unknown" }),
    tell: (conversation, person, card) =>
      answer(
        "tell",
        { call: "tell", conversation, person, card },
        () => told.push({ conversation, person, card }) > 0,
        false,
      ),
    shown: (conversation) => [...placeOf(conversation).messages.values()],
    told,
    calls,
    faults,
    somebodyDeletes: (conversation, id) => void placeOf(conversation).messages.delete(id),
    bar: (conversation, barrier) => void barriers.set(conversationKey(conversation), barrier),
    unbar: (conversation) => void barriers.delete(conversationKey(conversation)),
  };
}

function gone(detail: string): Extract<DeliveryFailure, { readonly kind: "target-gone" }> {
  return { kind: "target-gone", detail };
}

function endlessBudget(call: "post" | "edit" | "find", conversation: Conversation): readonly Budget[] {
  return [{ scope: `${call}:${conversationKey(conversation)}`, max: 1_000_000, perMs: 1, burst: 1_000_000 }];
}
