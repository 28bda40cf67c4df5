import {
  conversationKey,
  judgeMutes,
  NO_MUTES,
  parseBuildKey,
  recordedResults,
  type BuildKey,
  type BuildMutes,
  type BuildPicture,
  type Conversation,
  type ConversationKey,
  type Subscription,
} from "@perfecto-bot/domain";
import type { LabLinks } from "../ports/lab.ts";
import type { LedgerTopic } from "../ports/ledger.ts";
import type { FinishedBuild, PictureStore } from "../ports/picture-store.ts";
import type { SubscriptionStore } from "../ports/subscription-store.ts";
import { marksBy, type BuildFacts } from "./build-facts.ts";
import type { PlanInput } from "./planner.ts";
import { readFacts, type FactParts } from "./read-facts.ts";

/** What reading the context of a plan needs. */
export interface ContextParts extends FactParts {
  readonly pictures: Pick<PictureStore, "load" | "finishedBuilds">;
  readonly subscriptions: Pick<SubscriptionStore, "inLab" | "mutes">;
  /** Links into a lab; undefined where the lab is no longer configured. */
  readonly links: (lab: string) => LabLinks | undefined;
  readonly quietPeriodMs: number;
}

/** Everything that rules what conversations should see of one build, read once for all of them. */
export interface PlanContext {
  readonly picture: BuildPicture;
  /** The subscriptions to the build's job, by conversation. */
  readonly subscriptions: ReadonlyMap<ConversationKey, readonly Subscription[]>;
  /** What those conversations keep quiet of the build. */
  readonly mutes: BuildMutes;
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
  const history = job === undefined ? [] : await parts.pictures.finishedBuilds(lab, job, branch);
  const facts = await readFacts(parts, picture, history);
  const mutes = await readMutes(parts, picture, subscriptions, facts);
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
    mutes,
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
  const all = (await subscriptions.inLab(ref.lab)).covering(ref.job);
  return Map.groupBy(all, (one) => conversationKey(one.conversation));
}

/** Mutes that were over before anything of the build was seen keep nothing of it quiet. */
async function readMutes(
  { subscriptions }: Pick<ContextParts, "subscriptions">,
  picture: BuildPicture,
  subscribers: ReadonlyMap<ConversationKey, readonly Subscription[]>,
  facts: BuildFacts,
): Promise<BuildMutes> {
  const seen = [...picture.executions.values()].map(({ firstSeenAtMs }) => firstSeenAtMs);
  if (seen.length === 0) return NO_MUTES;
  const firstMs = seen.reduce((a, b) => Math.min(a, b));
  const places = [...subscribers.values()].flatMap((own) => own.slice(0, 1).map(({ conversation }) => conversation));
  const mutes = await Promise.all(places.map((conversation) => subscriptions.mutes(conversation, firstMs)));
  return judgeMutes(recordedResults(picture), mutes.flat(), marksBy(facts));
}
