import type { Filter } from "../filter.ts";
import type { QuestionByVerb } from "../question/question.ts";
import type { SubscriptionOptions } from "../subscription.ts";

/** What can be said, in all or of one verb. */
export interface HelpCommand {
  readonly verb: "help";
  /** Nothing was typed at all: somebody who may be here for the first time. */
  readonly bare: boolean;
  readonly about?: VerbName;
}

/** `subscribe` alone: the form is wanted. */
export interface SubscribeFormCommand {
  readonly verb: "subscribe";
  readonly form: true;
}

/** A subscription for the conversation the command was typed in. */
export interface SubscribeToCommand {
  readonly verb: "subscribe";
  readonly form: false;
  /** A pattern of job names: one name, or a glob over several. */
  readonly job: string;
  /** Which lab; absent where none was named. */
  readonly lab?: string;
  readonly filter: Filter;
  /** Only what was said; the rest keeps its default, or what the subscription already has. */
  readonly options: Partial<SubscriptionOptions>;
}

/** The end of a subscription. */
export interface UnsubscribeCommand {
  readonly verb: "unsubscribe";
  /** A subscription's id, or the pattern of the job it is for. */
  readonly target: string;
}

/** The list of the conversation's subscriptions. */
export interface SubscriptionsCommand {
  readonly verb: "subscriptions";
}

/** Quiet for a while. */
export interface MuteCommand {
  readonly verb: "mute";
  /** Never empty. A job that was named in words is its first term. */
  readonly filter: Filter;
  readonly durationMs: number;
  /** No duration was given, so that {@link DEFAULT_MUTE_MS} was taken; the answer says so. */
  readonly durationWasDefaulted: boolean;
}

/** The early end of a mute, or of all of the conversation. */
export interface UnmuteCommand {
  readonly verb: "unmute";
  /** A mute's id, or the pattern of the job it is for. */
  readonly target?: string;
}

/** Is the bot itself well. */
export interface StatusCommand {
  readonly verb: "status";
}

/** What was posted for a build or test, and why. */
export interface WhyCommand {
  readonly verb: "why";
  /** A link, or words that name a build or test; as typed, never empty. */
  readonly about: string;
}

/** Each verb with what it is read as, questions included. A new verb is one line here and one in the table of verbs. */
export interface CommandByVerb extends QuestionByVerb {
  readonly help: HelpCommand;
  readonly subscribe: SubscribeFormCommand | SubscribeToCommand;
  readonly unsubscribe: UnsubscribeCommand;
  readonly subscriptions: SubscriptionsCommand;
  readonly mute: MuteCommand;
  readonly unmute: UnmuteCommand;
  readonly status: StatusCommand;
  readonly why: WhyCommand;
}

/** A word a command starts with. */
export type VerbName = keyof CommandByVerb;

/** What a person said to the bot, understood. */
export type ChatCommand = CommandByVerb[VerbName];

/** How long `mute` lasts where nothing is said: one hour. */
export const DEFAULT_MUTE_MS = 3_600_000;
