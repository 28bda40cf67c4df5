import { conversationKey, type Conversation, type ConversationKey } from "./conversation.ts";
import { LabIndex, type LabSubscriptions } from "./lab-subscriptions.ts";
import type { Subscription } from "./subscription.ts";

const NO_LAB: LabSubscriptions = { watched: { names: [], globs: [] }, covering: () => [] };

type ById = Map<string, Subscription>;

/**
 * All subscriptions in memory, found by id, conversation, workspace and lab. Looking up costs as much as what is found, and
 * a change as much as one subscription.
 */
export class SubscriptionIndex {
  readonly #byId: ById = new Map();
  readonly #byConversation = new Map<ConversationKey, ById>();
  readonly #byWorkspace = new Map<string, ById>();
  readonly #labs = new Map<string, LabIndex>();

  /** Every subscription, in any order. */
  all(): readonly Subscription[] {
    return [...this.#byId.values()];
  }

  get(id: string): Subscription | undefined {
    return this.#byId.get(id);
  }

  of(conversation: Conversation): readonly Subscription[] {
    return [...(this.#byConversation.get(conversationKey(conversation))?.values() ?? [])];
  }

  inWorkspace(channel: string, workspace: string): readonly Subscription[] {
    return [...(this.#byWorkspace.get(workspaceKey({ channel, workspace }))?.values() ?? [])];
  }

  /** What is subscribed to in a lab: to be read at once, since later changes may show in it. */
  inLab(lab: string): LabSubscriptions {
    return this.#labs.get(lab) ?? NO_LAB;
  }

  /** Adds a subscription, or puts it in the place of what has its id. */
  put(subscription: Subscription): void {
    this.remove(subscription.id);
    const { id, conversation, lab } = subscription;
    this.#byId.set(id, subscription);
    bucketOf(this.#byConversation, conversationKey(conversation)).set(id, subscription);
    bucketOf(this.#byWorkspace, workspaceKey(conversation)).set(id, subscription);
    const index = this.#labs.get(lab) ?? new LabIndex();
    this.#labs.set(lab, index);
    index.add(subscription);
  }

  /** Removes a subscription; nothing where there is none. */
  remove(id: string): void {
    const known = this.#byId.get(id);
    if (known === undefined) return;
    this.#byId.delete(id);
    dropFrom(this.#byConversation, conversationKey(known.conversation), id);
    dropFrom(this.#byWorkspace, workspaceKey(known.conversation), id);
    this.#labs.get(known.lab)?.remove(known);
  }
}

function workspaceKey({ channel, workspace }: Pick<Conversation, "channel" | "workspace">): string {
  return JSON.stringify([channel, workspace]);
}

function bucketOf(buckets: Map<string, ById>, key: string): ById {
  const known = buckets.get(key);
  if (known !== undefined) return known;
  const fresh: ById = new Map();
  buckets.set(key, fresh);
  return fresh;
}

function dropFrom(buckets: Map<string, ById>, key: string, id: string): void {
  const bucket = buckets.get(key);
  bucket?.delete(id);
  if (bucket?.size === 0) buckets.delete(key);
}
