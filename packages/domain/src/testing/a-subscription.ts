import type { Conversation } from "../conversation.ts";
import { DEFAULT_OPTIONS, type Mute, type Subscription, type SubscriptionOptions } from "../subscription.ts";
import { NINE } from "./an-execution.ts";

/** Where the subscriptions and mutes of tests are. */
export const CHANNEL: Conversation = { channel: "slack", workspace: "T1", id: "C1" };

/** A subscription to the job Nightly that began an hour before. */
export function aSubscription(
  overrides: Partial<Omit<Subscription, "options">> & { readonly options?: Partial<SubscriptionOptions> } = {},
): Subscription {
  return {
    id: "s1",
    conversation: CHANNEL,
    lab: "acme",
    job: "Nightly",
    filter: [],
    createdBy: "U1",
    createdAtMs: NINE - 3_600_000,
    startsAtMs: NINE - 3_600_000,
    ...overrides,
    options: { ...DEFAULT_OPTIONS, ...overrides.options },
  };
}

/** A mute of everything from a minute before to an hour after. */
export function aMute(overrides: Partial<Mute> = {}): Mute {
  return {
    id: "m1",
    conversation: CHANNEL,
    filter: [],
    createdBy: "U1",
    createdAtMs: NINE - 60_000,
    untilMs: NINE + 3_600_000,
    ...overrides,
  };
}
