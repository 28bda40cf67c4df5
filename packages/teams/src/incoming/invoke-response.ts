import type { NameChoice, TeamsContent } from "../render/index.ts";
import { CARD_TYPE } from "../channel/message-activity.ts";

/**
 * The answer to a pressed Action.Execute, or to a search: only the person who pressed or typed sees it.
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/work-with-universal-actions-for-adaptive-cards#response-format
 */
export interface InvokeResponse {
  readonly statusCode: number;
  readonly type: string;
  readonly value: unknown;
}

/** A sentence, shown beside the card. */
export function sentence(value: string): InvokeResponse {
  return { statusCode: 200, type: "application/vnd.microsoft.activity.message", value };
}

/** A card in the place of the one that was pressed, in this person's view alone. */
export function replacement({ card }: TeamsContent): InvokeResponse {
  return { statusCode: 200, type: CARD_TYPE, value: card };
}

/**
 * What a search found, the best first.
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search#response
 */
export function searchResults(results: readonly NameChoice[]): InvokeResponse {
  return { statusCode: 200, type: "application/vnd.microsoft.search.searchResponse", value: { results } };
}

/** What was pressed or asked is not understood. */
export function notUnderstood(message: string): InvokeResponse {
  return { statusCode: 400, type: "application/vnd.microsoft.error", value: { code: "BadRequest", message } };
}
