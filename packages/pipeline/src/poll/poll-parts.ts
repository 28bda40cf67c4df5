import type { BuildPolicy } from "@perfecto-bot/domain";
import type { Clock } from "../ports/clock.ts";
import type { Lab } from "../ports/lab.ts";
import type { PollMemory } from "../ports/lab-health.ts";
import type { PictureStore } from "../ports/picture-store.ts";
import type { Signals } from "../ports/signals.ts";
import type { SubscriptionStore } from "../ports/subscription-store.ts";
import type { WorkSchedule } from "../ports/work-schedule.ts";

/** Something the operator should know; said when it begins and when it ends, not every time. */
export type PollNews =
  | { readonly kind: "lab-trouble"; readonly lab: string; readonly message: string }
  | { readonly kind: "lab-recovered"; readonly lab: string }
  | { readonly kind: "answer-truncated"; readonly lab: string; readonly what: string };

/** What discovering and tracking need. */
export interface PollParts {
  readonly labs: ReadonlyMap<string, Lab>;
  readonly pictures: PictureStore;
  readonly subscriptions: SubscriptionStore;
  readonly memory: PollMemory;
  readonly schedule: WorkSchedule;
  readonly signals: Pick<Signals, "plan" | "track">;
  readonly now: Clock;
  readonly policy: BuildPolicy;
  readonly discoverEveryMs: number;
  readonly onNews: (news: PollNews) => void;
}
