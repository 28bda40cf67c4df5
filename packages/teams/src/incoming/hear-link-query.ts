import { setTimeout as delay } from "node:timers/promises";
import type { Card } from "@perfecto-bot/cards";
import { CARD_TYPE } from "../channel/message-activity.ts";
import { namesOf } from "../channel/names-of.ts";
import { fieldsOf } from "../fields-of.ts";
import { renderCard } from "../render/index.ts";
import type { Activity } from "./activity.ts";
import { askerOf, type Intake } from "./intake.ts";

/** Teams gives up after about five seconds, and shows the link as it is. */
const ANSWER_WITHIN_MS = 4_000;
/** Cards of links may use no later version. */
const CARD_VERSION = "1.3";

/**
 * The answer to a link that somebody pastes: the card that Teams offers to put below the message, or none.
 * @see https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/link-unfurling
 */
export interface LinkPreview {
  readonly composeExtension: {
    readonly type: "result";
    readonly attachmentLayout: "list";
    readonly attachments: readonly object[];
  };
}

/** Whether somebody pasted a link of a domain that the app's manifest names. */
export function isLinkQuery({ type, name }: Activity): boolean {
  return type === "invoke" && name === "composeExtension/queryLink";
}

/** Asks the desk what a link leads to. The link itself is never opened. Never rejects. */
export async function hearLinkQuery(activity: Activity, intake: Intake): Promise<LinkPreview> {
  const { url } = fieldsOf(activity.value);
  const { person, conversation } = activity;
  if (typeof url !== "string" || person === undefined) return preview([]);
  try {
    const asking = intake.desk.unfurl(askerOf(activity, person.id), url);
    const card = await Promise.race([asking, delay(ANSWER_WITHIN_MS, undefined, { ref: false })]);
    if (card === undefined) return preview([]);
    const seen: Card = { ...card, buttons: card.buttons.filter(({ kind }) => kind === "link") };
    const content = renderCard(seen, await namesOf(seen, conversation.workspace, intake.book));
    return preview([
      {
        contentType: CARD_TYPE,
        content: { ...content.card, version: CARD_VERSION },
        preview: { contentType: "application/vnd.microsoft.card.thumbnail", content: { title: content.summary } },
      },
    ]);
  } catch (error) {
    intake.log.error({ error: error instanceof Error ? error.name : typeof error }, "a link could not be looked up");
    return preview([]);
  }
}

function preview(attachments: readonly object[]): LinkPreview {
  return { composeExtension: { type: "result", attachmentLayout: "list", attachments } };
}
