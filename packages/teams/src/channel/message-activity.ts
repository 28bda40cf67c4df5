import type { OutgoingActivity } from "../connector/teams-adapter.ts";
import type { TeamsContent } from "../render/index.ts";

/** The content type of an Adaptive Card. */
export const CARD_TYPE = "application/vnd.microsoft.card.adaptive";

/**
 * A message with one card and no text: Teams would split text and card into two messages, and give the id of one.
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages
 */
export function messageActivity({ summary, card }: TeamsContent): OutgoingActivity {
  return { type: "message", summary, attachments: [{ contentType: CARD_TYPE, content: card }] };
}
