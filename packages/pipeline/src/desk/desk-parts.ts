import type { ShareFetches } from "../ask/share-fetches.ts";
import type { AnswerMemory } from "../ports/answer-memory.ts";
import type { Channel } from "../ports/channel.ts";
import type { Pause } from "../ask/patient-lab.ts";
import type { Clock } from "../ports/clock.ts";
import type { Lab, LabLinks } from "../ports/lab.ts";
import type { PollMemory } from "../ports/lab-health.ts";
import type { HistoryStore } from "../ports/history-store.ts";
import type { Ledger } from "../ports/ledger.ts";
import type { Once } from "../ports/once.ts";
import type { PictureStore } from "../ports/picture-store.ts";
import type { Signals } from "../ports/signals.ts";
import type { StoreErrorKind } from "../ports/store-error.ts";
import type { SubscriptionStore } from "../ports/subscription-store.ts";
import type { WorkSchedule } from "../ports/work-schedule.ts";

/** What answering people needs. */
export interface DeskParts {
  readonly labs: ReadonlyMap<string, Lab>;
  /** Links into a lab; undefined where the lab is not configured. */
  readonly links: (lab: string) => LabLinks | undefined;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly subscriptions: SubscriptionStore;
  readonly pictures: PictureStore;
  /** What tests came to in earlier builds. */
  readonly histories: HistoryStore;
  /** Questions that were answered, for the buttons below their answers. */
  readonly answers: AnswerMemory;
  readonly ledger: Ledger;
  readonly schedule: WorkSchedule;
  readonly memory: PollMemory;
  readonly signals: Signals;
  readonly once: Once;
  /** Lets people who ask the same share what is read. Default: all who ask this desk. */
  readonly share?: ShareFetches;
  readonly now: Clock;
  /** Waits before a request of a question is sent again. Default: a timer. */
  readonly pause?: Pause;
  /** A fresh short id that nobody can guess. */
  readonly newId: () => string;
  readonly discoverEveryMs: number;
  readonly quietPeriodMs: number;
  /** Jobs that should be worked on by now and are not, by queue; rejects where the queues cannot be asked. */
  readonly queueDepths: () => Promise<Readonly<Record<string, number>>>;
  /** What is known to be wrong with the store now. Default: nothing. */
  readonly storeTrouble?: () => StoreErrorKind | undefined;
  /** Recognises a link into a lab's reports. */
  readonly readLink: (url: string) => ReportLink | undefined;
  /** Subscriptions began to rest because nothing can be posted where they are. */
  readonly onRest: (rest: Rest) => void;
  /** Something went wrong while answering; the person is told that it did. */
  readonly onError: (error: unknown, doing: string) => void;
}

/** Where subscriptions began to rest, how many, and why. */
export interface Rest {
  readonly channel: string;
  readonly workspace: string;
  readonly detail: string;
  readonly resting: number;
}

/** A link into a lab's reports. */
export type ReportLink =
  | { readonly kind: "execution"; readonly id: string }
  | { readonly kind: "build"; readonly job: string; readonly number: number }
  | { readonly kind: "session"; readonly externalId: string };
