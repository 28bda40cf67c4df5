import type { ActionArray } from "@microsoft/teams.cards";
import { CARD_VERSION } from "./limits.ts";
import type { MentionBook } from "./mention-book.ts";
import type { AdaptiveCardJson, CardElement } from "./teams-content.ts";

const SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json";

/**
 * The card around its elements: as wide as the conversation, with whom it calls.
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
 */
export function finishCard(
  body: readonly CardElement[],
  actions: ActionArray,
  fallbackText: string,
  book: MentionBook,
): AdaptiveCardJson {
  const entities = book.entities();
  return {
    type: "AdaptiveCard",
    $schema: SCHEMA,
    version: CARD_VERSION,
    fallbackText,
    body: [...body],
    ...(actions.length === 0 ? {} : { actions }),
    msteams: { width: "full", ...(entities.length === 0 ? {} : { entities }) },
  };
}
