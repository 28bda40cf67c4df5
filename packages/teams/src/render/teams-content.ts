import type { CardElementArray, IAdaptiveCard } from "@microsoft/teams.cards";

/** One element of a card's body. */
export type CardElement = CardElementArray[number];

/** An Adaptive Card 1.5 as it is sent. @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference */
export interface AdaptiveCardJson extends IAdaptiveCard {
  readonly version: "1.5";
}

/**
 * What a message shows: one card and no text beside it, because Teams splits text and card into two messages.
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages
 */
export interface TeamsContent {
  /** The activity's `summary`: plain text of one line for the notification. At most `LIMITS.summary` characters, never empty. */
  readonly summary: string;
  readonly card: AdaptiveCardJson;
}
