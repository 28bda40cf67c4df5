import type { JsonObject } from "../../slack/json-value.ts";

/**
 * A refusal of the Bot Connector.
 *
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#status-codes-from-bot-conversational-apis
 */
export class ConnectorError extends Error {
  readonly status: number;
  readonly code: string;
  readonly form: "current" | "older";

  constructor(status: number, code: string, message: string, form: "current" | "older" = "current") {
    super(message);
    this.status = status;
    this.code = code;
    this.form = form;
  }

  /**
   * The body. In the older form the code is inside JSON inside the message.
   *
   * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages#understand-who-blocked-muted-or-uninstalled-a-bot
   */
  get body(): JsonObject {
    if (this.form === "current") return { error: { code: this.code, message: this.message } };
    const detail = { subCode: this.code, details: this.message, errorCode: null, errorSubCode: null };
    return { errorCode: 209, message: JSON.stringify(detail, null, 2) };
  }
}

/** What the bot sent is not what it should be. */
export const badArgument = (message: string): ConnectorError => new ConnectorError(400, "Bad Argument", message);

/** The refusals that have one meaning each. */
export const refusals = {
  botNotInRoster: () =>
    new ConnectorError(403, "BotNotInConversationRoster", "The bot isn't part of the conversation roster."),
  blockedByUser: () =>
    new ConnectorError(403, "ConversationBlockedByUser", "User blocked the conversation with the bot."),
  writesBlocked: () =>
    new ConnectorError(403, "MessageWritesBlocked", "Thread is blocked from message writes.", "older"),
  disabledByAdmin: () => new ConnectorError(403, "BotDisabledByAdmin", "The tenant admin disabled this bot"),
  notInstalledForUser: () =>
    new ConnectorError(403, "ForbiddenOperationException", "Bot isn't installed in user's personal scope"),
  notEnoughPermissions: (message: string) => new ConnectorError(403, "NotEnoughPermissions", message),
  activityNotFound: () => new ConnectorError(404, "ActivityNotFoundInConversation", "Conversation not found."),
  conversationNotFound: () => new ConnectorError(404, "ConversationNotFound", "Conversation not found."),
  memberNotFound: () =>
    new ConnectorError(404, "MemberNotFoundInConversation", "The member was not found in the conversation."),
  precondition: () => new ConnectorError(412, "PreconditionFailed", "Precondition failed, please try again."),
  tooBig: () => new ConnectorError(413, "MessageSizeTooBig", "Message size too large."),
  throttled: () => new ConnectorError(429, "Throttled", "Too many requests."),
} as const;
