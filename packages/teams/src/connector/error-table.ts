/** What an error of Teams means for a delivery. */
export type Meaning =
  | { readonly kind: "rate-limited"; readonly retryAfterMs: number; readonly because: string }
  /** Teams may have done it although it says it failed. */
  | { readonly kind: "ambiguous"; readonly because: string }
  /** The message or thread, or for a post the whole place, is not there. */
  | { readonly kind: "not-found" }
  /** The message stands and cannot be edited. */
  | { readonly kind: "not-editable"; readonly because: string }
  | { readonly kind: "conversation-unavailable"; readonly because: string; readonly todo: string }
  | {
      readonly kind: "installation-dead";
      readonly because: string;
      readonly todo: string;
      readonly cause: "credentials" | "blocked";
    }
  | { readonly kind: "refused"; readonly because: string };

/**
 * What to change before the same call is made once more. `lighter`: what makes the message smaller, its pictures first.
 * `plainer`: what Teams may not know or not allow, whom it calls first.
 */
export type Remedy = "lighter" | "plainer" | "new-token" | "try-once-more";

/** A row of the table: what an answer means, and what may help first. */
export interface ErrorRow {
  readonly meaning: Meaning;
  readonly remedy?: Remedy;
}

const ADD_THE_APP = "Add the Perfecto app to the team or chat again.";
const ADMIN = "Ask a Teams administrator to allow the Perfecto app here.";
/** Teams did not say how long: its middle window is 30 seconds. */
const WITHOUT_RETRY_AFTER_MS = 30_000;
/** Another operation on the same conversation was under way. */
const AFTER_CONFLICT_MS = 2_000;

const unavailable = (because: string, todo: string): ErrorRow => ({
  meaning: { kind: "conversation-unavailable", because, todo },
});
const ambiguous: ErrorRow = {
  meaning: { kind: "ambiguous", because: "Teams had trouble and may have done it" },
};
const removed = unavailable("the Perfecto app is not in the team or chat", ADD_THE_APP);
const blocked = unavailable(
  "the person blocked the bot or removed the app",
  "Ask the person to add the Perfecto app again.",
);
const notRegistered: ErrorRow = {
  meaning: {
    kind: "installation-dead",
    because: "Teams does not know the bot",
    todo: "Check MICROSOFT_APP_ID and that the Azure Bot has the Microsoft Teams channel.",
    cause: "credentials",
  },
};
const disabled: ErrorRow = {
  meaning: {
    kind: "installation-dead",
    because: "an administrator blocked the app in this tenant",
    todo: "Ask a Teams administrator to allow the Perfecto app.",
    cause: "blocked",
  },
};
const conflict: ErrorRow = {
  meaning: {
    kind: "rate-limited",
    retryAfterMs: AFTER_CONFLICT_MS,
    because: "something else changes the conversation",
  },
};
const throttled: ErrorRow = {
  meaning: { kind: "rate-limited", retryAfterMs: WITHOUT_RETRY_AFTER_MS, because: "Teams asks to slow down" },
};

/**
 * Teams' error codes. They say more than the status they come with.
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#status-codes-from-bot-conversational-apis
 */
export const BY_CODE: Readonly<Record<string, ErrorRow>> = {
  BotNotInConversationRoster: removed,
  ConversationBlockedByUser: blocked,
  MessageWritesBlocked: blocked,
  InvalidBotApiHost: unavailable(
    "Teams serves this conversation elsewhere by now",
    "Say something to the bot in the conversation.",
  ),
  BotDisabledByAdmin: disabled,
  NotEnoughPermissions: unavailable("the bot may not post here", ADMIN),
  BotNotRegistered: notRegistered,
  MessageSizeTooBig: {
    meaning: { kind: "refused", because: "the message is too large for Teams" },
    remedy: "lighter",
  },
  ConversationNotFound: { meaning: { kind: "not-found" }, remedy: "try-once-more" },
  ActivityNotFoundInConversation: { meaning: { kind: "not-found" }, remedy: "try-once-more" },
  PreconditionFailed: conflict,
  Throttled: throttled,
};

/** What a status means where Teams gives no code that is known. A status that is not here means `refused`. */
export const BY_STATUS: Readonly<Record<number, ErrorRow>> = {
  400: { meaning: { kind: "refused", because: "Teams refused the message" }, remedy: "plainer" },
  401: {
    meaning: {
      kind: "installation-dead",
      because: "Teams does not accept the bot's token",
      todo: "Check MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD and MICROSOFT_APP_TENANT_ID.",
      cause: "credentials",
    },
    remedy: "new-token",
  },
  403: unavailable("Teams does not let the bot post here", `${ADD_THE_APP} ${ADMIN}`),
  // Teams now and then does not find what is there.
  404: { meaning: { kind: "not-found" }, remedy: "try-once-more" },
  // Of an edit alone: nothing else of ours is a method that a conversation may lack.
  405: { meaning: { kind: "not-editable", because: "Teams does not allow to edit the message" } },
  408: ambiguous,
  410: { meaning: { kind: "not-found" } },
  412: conflict,
  413: {
    meaning: { kind: "refused", because: "the message is too large for Teams" },
    remedy: "lighter",
  },
  429: throttled,
};

/** Any answer of 500 and above: a gateway may have passed the request on before it failed. */
export const SERVER_TROUBLE: ErrorRow = ambiguous;
