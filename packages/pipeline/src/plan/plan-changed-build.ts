import {
  buildKey,
  conversationKey,
  coversJob,
  type BuildKey,
  type BuildPicture,
  type Conversation,
  type Mute,
  type Subscription,
} from "@perfecto-bot/domain";
import type { Clock } from "../ports/clock.ts";
import type { LabLinks } from "../ports/lab.ts";
import type { HistoryStore } from "../ports/history-store.ts";
import type { Ledger } from "../ports/ledger.ts";
import type { PictureStore } from "../ports/picture-store.ts";
import type { Signals } from "../ports/signals.ts";
import type { SubscriptionStore } from "../ports/subscription-store.ts";
import { NO_FACTS, type BuildFacts } from "./build-facts.ts";
import { planBuild, type Plan } from "./plan-build.ts";
import { readFacts } from "./read-facts.ts";
import { forgetBuild, rememberBuild } from "./remember-build.ts";

/** What planning needs. */
export interface PlanningParts {
  readonly pictures: PictureStore;
  readonly histories: HistoryStore;
  readonly subscriptions: SubscriptionStore;
  readonly ledger: Ledger;
  readonly signals: Pick<Signals, "lane">;
  /** Links into a lab; undefined where the lab is no longer configured. */
  readonly links: (lab: string) => LabLinks | undefined;
  readonly now: Clock;
  readonly quietPeriodMs: number;
}

/** Computes the wanted messages of a build that changed, makes them wanted, and wakes the lanes that got mail. */
export async function planChangedBuild(parts: PlanningParts, key: BuildKey): Promise<void> {
  const picture = await parts.pictures.load(key);
  if (picture === undefined) return;
  const byConversation = await subscribersOf(parts, picture);
  const mutes = await Promise.all(byConversation.map(([conversation]) => parts.subscriptions.mutes(conversation)));
  const facts = byConversation.length === 0 ? NO_FACTS : await readFacts(parts, picture);
  const plans = await Promise.all(
    byConversation.map(([conversation, subscriptions], index) =>
      planFor(parts, picture, conversation, subscriptions, facts, mutes.toSpliced(index, 1).flat()),
    ),
  );
  const messages = plans.flatMap((plan) => plan?.messages ?? []);
  const withMail = messages.length === 0 ? [] : await parts.ledger.want(messages, parts.now());
  await Promise.all(withMail.map((conversation) => parts.signals.lane(conversation)));
  await (picture.joinedTo === undefined ? rememberBuild(parts, picture, parts.now()) : forgetBuild(parts, picture.ref));
  await parts.pictures.clearChanged(key, picture.revision);
}

/** What one conversation should see of a build, and why. Undefined where the lab is no longer configured. */
export async function planFor(
  parts: Pick<PlanningParts, "pictures" | "subscriptions" | "links" | "quietPeriodMs"> & {
    readonly ledger: Pick<Ledger, "topic">;
  },
  picture: BuildPicture,
  conversation: Conversation,
  subscriptions: readonly Subscription[],
  facts: BuildFacts,
  mutesElsewhere: readonly Mute[] = [],
): Promise<Plan | undefined> {
  const { ref } = picture;
  const links = parts.links(ref.lab);
  if (links === undefined) return undefined;
  const [mutes, ledger, history] = await Promise.all([
    parts.subscriptions.mutes(conversation),
    parts.ledger.topic(conversation, buildKey(ref)),
    ref.job === undefined ? [] : parts.pictures.finishedBuilds(ref.lab, ref.job, ref.branch),
  ]);
  return planBuild({
    picture,
    conversation,
    subscriptions,
    mutes,
    mutesElsewhere,
    ledger,
    history,
    facts,
    links,
    quietPeriodMs: parts.quietPeriodMs,
  });
}

async function subscribersOf(
  { subscriptions }: PlanningParts,
  { ref }: BuildPicture,
): Promise<readonly (readonly [Conversation, readonly Subscription[]])[]> {
  const all = (await subscriptions.all()).filter((one) => one.lab === ref.lab && coversJob(one.job, ref.job));
  const groups = Map.groupBy(all, (one) => conversationKey(one.conversation));
  return [...groups.values()].flatMap((own) => own.slice(0, 1).map(({ conversation }) => [conversation, own] as const));
}
