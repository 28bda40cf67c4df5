import { mentionsIn } from "@perfecto-bot/cards";
import type { PlacedCard } from "../pictures/placed-card.ts";
import type { SlackContent } from "../render/index.ts";
import type { Remedy, Shape } from "../web-api/remedies.ts";
import { withRemedies, type CallOutcome } from "../web-api/with-remedies.ts";
import type { SlackWorkspace } from "../workspaces/slack-workspaces.ts";
import { contentOf } from "./content-of.ts";

/** What a call that shows a card may do beside changing the card. */
export interface SendOptions {
  /** Remedies that change something about this call, beside those that change its card. Default: joining the channel. */
  readonly open?: readonly Remedy[];
  /** Remedies that the conversation is known to need, with why. */
  readonly known?: ReadonlyMap<Remedy, string>;
}

/**
 * Makes a call that shows a card. Where Slack proves that it refused the card, it is shown in a lesser form instead: without
 * those it calls, without its pictures, smaller, as text alone, whatever the refusal is about.
 */
export function sendCard<T>(
  workspace: SlackWorkspace,
  method: string,
  channelId: string,
  placed: PlacedCard,
  send: (content: SlackContent, shape: Shape) => Promise<T>,
  { open = ["join-channel"], known }: SendOptions = {},
): Promise<CallOutcome<T>> {
  const call = (shape: Shape): Promise<T> => send(contentOf(placed, shape), shape);
  return withRemedies(workspace, method, channelId, call, {
    open: [...open, ...remediesFor(placed)],
    pictures: placed.pictures,
    ...(known === undefined ? {} : { known }),
  });
}

function remediesFor({ card, pictures }: PlacedCard): readonly Remedy[] {
  const calls = mentionsIn(card);
  return [
    ...(calls.some(({ kind }) => kind === "here") ? (["without-everybody"] as const) : []),
    ...(calls.some(({ kind }) => kind !== "here") ? (["without-people"] as const) : []),
    ...(pictures === undefined ? [] : (["without-pictures"] as const)),
    "smaller",
    "text-only",
  ];
}
