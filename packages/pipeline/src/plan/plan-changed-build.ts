import { conversationKey, type BuildKey, type Conversation } from "@perfecto-bot/domain";
import type { HistoryStore } from "../ports/history-store.ts";
import type { Ledger } from "../ports/ledger.ts";
import type { PictureStore } from "../ports/picture-store.ts";
import { readContext, subscribersOf } from "./plan-context.ts";
import { planConversation, project, type ConversationParts } from "./plan-conversation.ts";
import { forgetBuild, rememberBuild } from "./remember-build.ts";

/** What planning needs. */
export interface PlanningParts extends ConversationParts {
  readonly pictures: PictureStore;
  readonly histories: HistoryStore;
  readonly ledger: Pick<Ledger, "topic" | "project" | "conversationsOf">;
}

/**
 * Computes the wanted messages of a build that changed, makes them wanted, and wakes the lanes that got mail. A conversation
 * that heard of the build and is not subscribed any more gets what it has withdrawn.
 * @throws {AggregateError} with what failed for some conversations; the others have theirs
 */
export async function planChangedBuild(parts: PlanningParts, key: BuildKey): Promise<void> {
  const places = await placesOf(parts, key);
  const seen = await Promise.all(places.map((conversation) => parts.ledger.topic(conversation, key)));
  const context = await readContext(parts, key);
  const planned = await Promise.allSettled(
    places.map(async (conversation, index) => {
      const topic = seen[index];
      if (context === undefined || topic === undefined) return;
      if (!(await project(parts, context, conversation, topic))) await planConversation(parts, key, conversation);
    }),
  );
  const picture = context?.picture ?? (await parts.pictures.load(key));
  if (picture !== undefined)
    await (picture.joinedTo === undefined
      ? rememberBuild(parts, picture, parts.now())
      : forgetBuild(parts, picture.ref));
  const failed = planned.flatMap((one, index) => (one.status === "rejected" ? [{ one, place: places[index] }] : []));
  if (failed.length > 0) {
    const names = failed.map(({ place }) => (place === undefined ? "" : conversationKey(place))).join(", ");
    throw new AggregateError(
      failed.map(({ one }) => one.reason),
      `no plan for ${names}: ${failed.map(({ one }) => String(one.reason)).join("; ")}`,
    );
  }
}

async function placesOf(parts: PlanningParts, key: BuildKey): Promise<readonly Conversation[]> {
  const [subscribed, told] = await Promise.all([subscribersOf(parts, key), parts.ledger.conversationsOf(key)]);
  return [...new Map([...told, ...subscribed].map((place) => [conversationKey(place), place])).values()];
}
