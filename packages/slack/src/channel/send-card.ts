import type { PlacedCard } from "../pictures/placed-card.ts";
import type { SlackContent } from "../render/index.ts";
import type { Remedy } from "../web-api/error-table.ts";
import { withRemedies, type CallOutcome, type Shape } from "../web-api/with-remedies.ts";
import type { SlackWorkspace } from "../workspaces/slack-workspaces.ts";
import { contentOf } from "./content-of.ts";

/**
 * Makes a call that shows a card. Where Slack proves that it refused the card, it is shown in a lesser form instead:
 * without its pictures, then as text alone. `without`: remedies that are out of the question.
 */
export function sendCard<T>(
  workspace: SlackWorkspace,
  method: string,
  channelId: string,
  placed: PlacedCard,
  send: (content: SlackContent, shape: Shape) => Promise<T>,
  without: readonly Remedy[] = [],
): Promise<CallOutcome<T>> {
  const call = (shape: Shape): Promise<T> => send(contentOf(placed, shape), shape);
  return withRemedies(workspace, method, channelId, call, { without, pictures: placed.pictures });
}
