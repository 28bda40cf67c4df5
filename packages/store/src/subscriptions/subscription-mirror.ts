import { randomUUID } from "node:crypto";
import { SubscriptionIndex, type ConversationKey } from "@perfecto-bot/domain";
import { SetAsideError, type OnSetAside, type UnreadValue } from "@perfecto-bot/pipeline";
import type { Redis } from "ioredis";
import { redisScript, replyTexts } from "../redis-script.ts";
import { shareNextRun } from "./share-next-run.ts";
import { CHANGES_SINCE } from "./subscription-scripts.ts";
import { decodeSubscription, placeOfSubscription } from "./subscription-shapes.ts";

/** So many changes can be followed one by one; who missed more reads everything again. */
export const CHANGES_KEPT = 1_000;

/** Where subscriptions stand. */
export interface MirroredKeys {
  readonly subscriptions: string;
  readonly revision: string;
  readonly changes: string;
  readonly epoch: string;
}

/** What is known of the subscriptions in Redis. */
export interface KnownSubscriptions {
  readonly index: SubscriptionIndex;
  /** Those that cannot be read, by id. */
  readonly setAside: ReadonlyMap<string, UnreadValue & { readonly place: ConversationKey }>;
}

/**
 * All subscriptions of a Redis in this process, as they are when asked. One command each time; what travels and is read is
 * what changed since. Those who ask at the same time share it.
 */
export function mirrorSubscriptions(
  redis: Redis,
  keys: MirroredKeys,
  onSetAside: OnSetAside,
): () => Promise<KnownSubscriptions> {
  const changesSince = redisScript(redis, "botSubscriptionsSince", CHANGES_SINCE);
  let epoch = "";
  let revision = "0";
  let index = new SubscriptionIndex();
  let setAside = new Map<string, UnreadValue & { readonly place: ConversationKey }>();

  const apply = (id: string, text: string | undefined): void => {
    setAside.delete(id);
    index.remove(id);
    if (text === undefined || text === "") return;
    try {
      index.put(decodeSubscription(text, `${keys.subscriptions} ${id}`));
    } catch (error) {
      if (!(error instanceof SetAsideError)) throw error;
      setAside.set(id, { ...error.value, place: placeOfSubscription(text) });
      onSetAside(error.value);
    }
  };

  return shareNextRun(async () => {
    const { subscriptions, revision: revisionKey, changes, epoch: epochKey } = keys;
    const reply = await changesSince(
      [subscriptions, revisionKey, changes, epochKey],
      [epoch, revision, CHANGES_KEPT, randomUUID()],
    );
    const [head, entries] = Array.isArray(reply) ? reply.map(replyTexts) : [];
    const [epochNow = "", revisionNow = "0", extent] = head ?? [];
    if (extent === "all") [index, setAside] = [new SubscriptionIndex(), new Map()];
    for (let at = 0; at < (entries?.length ?? 0); at += 2) apply(entries?.[at] ?? "", entries?.[at + 1]);
    [epoch, revision] = [epochNow, revisionNow];
    return { index, setAside };
  });
}
