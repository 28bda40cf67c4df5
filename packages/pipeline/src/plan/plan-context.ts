import {
  conversationKey,
  coversJob,
  parseBuildKey,
  type BuildKey,
  type BuildPicture,
  type Conversation,
  type ConversationKey,
  type Mute,
  type Subscription,
} from "@perfecto-bot/domain";
import type { LabLinks } from "../ports/lab.ts";
import type { LedgerTopic } from "../ports/ledger.ts";
import type { FinishedBuild, PictureStore } from "../ports/picture-store.ts";
import type { SubscriptionStore } from "../ports/subscription-store.ts";
import type { BuildFacts } from "./build-facts.ts";
import type { PlanInput } from "./planner.ts";
import { readFacts, type FactParts } from "./read-facts.ts";

/** What reading the context of a plan needs. */
export interface ContextParts extends FactParts {
  readonly pictures: Pick<PictureStore, "load" | "finishedBuilds">;
  readonly subscriptions: Pick<SubscriptionStore, "all" | "mutes">;
  /** Links into a lab; undefined where the lab is no longer configured. */
  readonly links: (lab: string) => LabLinks | undefined;
  readonly quietPeriodMs: number;
}

/** Everything that rules what conversations should see of one build, read once for all of them. */
export interface PlanContext {
  readonly picture: BuildPicture;
  /** The subscriptions to the build's job, by conversation. */
  readonly subscriptions: ReadonlyMap<ConversationKey, readonly Subscription[]>;
  readonly mutes: ReadonlyMap<ConversationKey, readonly Mute[]>;
  readonly history: readonly FinishedBuild[];
  readonly facts: BuildFacts;
  readonly links: LabLinks;
  readonly quietPeriodMs: number;
}

/** The conversations that subscribed to the job of a build. */
export async function subscribersOf(
  { subscriptions }: Pick<ContextParts, "subscriptions">,
  key: BuildKey,
): Promise<readonly Conversation[]> {
  return [...(await subscriptionsTo({ subscriptions }, key)).values()].flatMap((own) =>
    own.slice(0, 1).map(({ conversation }) => conversation),
  );
}

/** Reads what rules the plans of a build. Undefined where the build is not known, or its lab is no longer configured. */
export async function readContext(
  parts: ContextParts,
  key: BuildKey,
  known?: BuildPicture,
): Promise<PlanContext | undefined> {
  const picture = known ?? (await parts.pictures.load(key));
  const links = picture && parts.links(picture.ref.lab);
  if (picture === undefined || links === undefined) return undefined;
  const { lab, job, branch } = picture.ref;
  const subscriptions = await subscriptionsTo(parts, key);
  const [mutes, history, facts] = await Promise.all([
    mutesOf(parts, subscriptions),
    job === undefined ? [] : parts.pictures.finishedBuilds(lab, job, branch),
    readFacts(parts, picture),
  ]);
  return { picture, subscriptions, mutes, history, facts, links, quietPeriodMs: parts.quietPeriodMs };
}

/** What one conversation's plan is computed from. `ledger`: what it has of the build. */
export function planInput(
  { picture, subscriptions, mutes, history, facts, links, quietPeriodMs }: PlanContext,
  conversation: Conversation,
  { messages }: Pick<LedgerTopic, "messages">,
): PlanInput {
  const here = conversationKey(conversation);
  return {
    picture,
    conversation,
    subscriptions: subscriptions.get(here) ?? [],
    mutes: mutes.get(here) ?? [],
    mutesElsewhere: [...mutes].flatMap(([place, own]) => (place === here ? [] : own)),
    ledger: messages,
    history,
    facts,
    links,
    quietPeriodMs,
  };
}

async function subscriptionsTo(
  { subscriptions }: Pick<ContextParts, "subscriptions">,
  key: BuildKey,
): Promise<ReadonlyMap<ConversationKey, readonly Subscription[]>> {
  const ref = parseBuildKey(key);
  if (ref === undefined) return new Map();
  const all = (await subscriptions.all()).filter((one) => one.lab === ref.lab && coversJob(one.job, ref.job));
  return Map.groupBy(all, (one) => conversationKey(one.conversation));
}

async function mutesOf(
  { subscriptions }: Pick<ContextParts, "subscriptions">,
  subscribers: ReadonlyMap<ConversationKey, readonly Subscription[]>,
): Promise<ReadonlyMap<ConversationKey, readonly Mute[]>> {
  const read = [...subscribers].map(async ([key, [first]]) => {
    const own = first === undefined ? [] : await subscriptions.mutes(first.conversation);
    return [key, own] as const;
  });
  return new Map(await Promise.all(read));
}
