import type { BuildPolicy } from "@perfecto-bot/domain";
import type { Clock } from "../ports/clock.ts";
import type { Lab } from "../ports/lab.ts";
import type { PollMemory, SetAside } from "../ports/lab-health.ts";
import type { PictureStore } from "../ports/picture-store.ts";
import type { Signals } from "../ports/signals.ts";
import type { SubscriptionStore } from "../ports/subscription-store.ts";
import type { WorkSchedule } from "../ports/work-schedule.ts";

/** Something the operator should know; said when it begins and when it ends, not every time. */
export type PollNews =
  | { readonly kind: "lab-trouble"; readonly lab: string; readonly message: string }
  | { readonly kind: "lab-recovered"; readonly lab: string }
  | { readonly kind: "answer-truncated"; readonly lab: string; readonly what: string }
  /** A job cannot be asked for, or what the lab tells of it not be recorded; all others go on. It is tried again with pauses. */
  | {
      readonly kind: "set-aside";
      readonly lab: string;
      readonly job: string;
      readonly doing: SetAside["kind"];
      readonly message: string;
    }
  | { readonly kind: "taken-up-again"; readonly lab: string; readonly job: string };

/** What discovering and tracking need. */
export interface PollParts {
  readonly labs: ReadonlyMap<string, Lab>;
  /** The same labs for what can wait: it leaves room in the lab's budget for the others. Default: `labs`. */
  readonly backgroundLabs?: ReadonlyMap<string, Lab>;
  readonly pictures: PictureStore;
  readonly subscriptions: SubscriptionStore;
  readonly memory: PollMemory;
  readonly schedule: WorkSchedule;
  readonly signals: Pick<Signals, "plan" | "track" | "discover">;
  readonly now: Clock;
  /** When this process started, epoch ms: what was set aside before is tried once more. */
  readonly startedAtMs?: number;
  readonly policy: BuildPolicy;
  readonly discoverEveryMs: number;
  readonly onNews: (news: PollNews) => void;
}
