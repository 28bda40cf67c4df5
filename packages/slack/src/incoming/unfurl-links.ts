import { setTimeout as delay } from "node:timers/promises";
import type { MessageAttachment } from "@slack/types";
import type { Card } from "@perfecto-bot/cards";
import { contentOf } from "../channel/content-of.ts";
import type { Shape } from "../web-api/remedies.ts";
import { withRemedies } from "../web-api/with-remedies.ts";
import type { SlackWorkspace } from "../workspaces/slack-workspaces.ts";
import { askerOf, type Intake } from "./intake.ts";
import type { SharedLinks } from "./read-shared-links.ts";

/** Needed beside `links:read`, with which the event comes. */
const SCOPE = "links:write";
/** A preview that comes later than this surprises more than it helps. */
const WITHIN_MS = 10_000;

/**
 * Shows below a message what its links into a lab's reports lead to. Only where the workspace granted `links:write`.
 * Links that say nothing to the desk stay as they are.
 * @see https://docs.slack.dev/reference/methods/chat.unfurl
 */
export async function unfurlLinks(
  { channelId, person, messageTs, urls }: SharedLinks,
  workspace: SlackWorkspace,
  intake: Intake,
): Promise<void> {
  if (urls.length === 0 || !workspace.scopes.has(SCOPE)) return;
  const asker = await askerOf(intake, workspace, channelId, person, intake.commandName);
  const found = await Promise.all(
    urls.map(async (url) => ({
      url,
      card: await Promise.race([intake.desk.unfurl(asker, url), delay(WITHIN_MS, undefined, { ref: false })]),
    })),
  );
  const cards = found.flatMap(({ url, card }) => (card === undefined ? [] : [{ url, card }]));
  if (cards.length === 0) return;
  const unfurl = (shape: Shape) =>
    workspace.client.chat.unfurl({
      channel: channelId,
      ts: messageTs,
      unfurls: Object.fromEntries(cards.map(({ url, card }) => [url, attachment(card, shape)])),
    });
  const outcome = await withRemedies(workspace, "chat.unfurl", channelId, unfurl, { open: ["text-only"] });
  if (outcome.kind !== "done")
    intake.log.info({ channel: channelId, detail: outcome.detail }, "a link into a report shows no preview");
}

/** Everybody sees it, so it has no buttons that act; it is small, so it has no pictures. */
function attachment(card: Card, { textOnly }: Shape): MessageAttachment {
  const seen = { ...card, buttons: card.buttons.filter(({ kind }) => kind === "link") };
  const { text, blocks } = contentOf({ card: seen }, { textOnly, pictures: false });
  return textOnly ? { text, fallback: card.fallback } : { blocks, fallback: card.fallback };
}
