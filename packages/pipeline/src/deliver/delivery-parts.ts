import type { Conversation } from "@perfecto-bot/domain";
import type { Channel } from "../ports/channel.ts";
import type { Clock } from "../ports/clock.ts";
import type { Ledger } from "../ports/ledger.ts";
import type { RateBudgets } from "../ports/rate-budget.ts";
import type { SubscriptionStore } from "../ports/subscription-store.ts";
import type { DeliveryFinding } from "./delivery-finding.ts";

/** Why a conversation cannot be posted to. */
export interface Trouble {
  readonly scope: "conversation" | "installation";
  readonly detail: string;
  readonly todo: string;
}

/** What came of one message, for metrics and the log. */
export interface DeliveryNews {
  readonly kind:
    | "posted"
    | "found"
    | "edited"
    | "dead"
    | "rate-limited"
    | "retry"
    /** Our own code threw on it so often that it waits for a person, or for an upgrade. */
    | "set-aside"
    /** A second copy stood, and was deleted. */
    | "copy-removed"
    /** A second copy stands, and could not be deleted. */
    | "doubled";
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
  readonly subscriptions: Pick<SubscriptionStore, "of">;
  readonly now: Clock;
  readonly onTrouble: (conversation: Conversation, trouble: Trouble) => Promise<void>;
  readonly onFinding: (finding: DeliveryFinding) => Promise<void>;
  readonly onNews: (news: DeliveryNews) => void;
}
