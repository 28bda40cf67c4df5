import { setTimeout as delay } from "node:timers/promises";
import { text, type Card } from "@perfecto-bot/cards";
import type { Reply } from "@perfecto-bot/pipeline";
import { namesOf } from "../channel/names-of.ts";
import type { ContentIn } from "../channel/post-office.ts";
import { renderCard, renderForm, textOnly } from "../render/index.ts";
import type { Activity } from "./activity.ts";
import { threadIdOf, type Intake } from "./intake.ts";

/** A short wait that Teams asks for is worth it while somebody waits for the answer. */
const MOST_PATIENCE_MS = 10_000;

/**
 * Gives a reply as a message where it was asked for: in the same thread, or the chat. Never rejects; a reply that
 * nobody could see is logged. Everybody in a channel sees it: bots have no private messages there.
 */
export async function answerOpenly(reply: Reply, activity: Activity, intake: Intake): Promise<void> {
  const { office, book, log } = intake;
  const { conversation } = activity;
  const content = await contentOf(reply, conversation.workspace, book);
  const send = () => office.reply(conversation, threadIdOf(activity), content);
  let outcome = await send();
  if (outcome.kind === "rate-limited" && outcome.retryAfterMs <= MOST_PATIENCE_MS) {
    await delay(outcome.retryAfterMs);
    outcome = await send();
  }
  if (outcome.kind !== "posted")
    log.warn({ conversation: conversation.id, failure: outcome.kind, detail: outcome.detail }, "an answer is lost");
}

async function contentOf(reply: Reply, tenant: string, book: Intake["book"]): Promise<ContentIn> {
  if (reply.kind === "form") {
    const { form } = reply;
    const names = await namesOf(form, tenant, book);
    return () => renderForm(form, names);
  }
  const card = reply.kind === "card" ? reply.card : mistakesCard(reply.errors);
  const names = await namesOf(card, tenant, book);
  return (plain) => (plain ? textOnly(card, names) : renderCard(card, names));
}

/** Mistakes of a form that is no longer there to be corrected. */
export function mistakesCard(errors: Readonly<Record<string, string>>): Card {
  const found = Object.values(errors);
  return {
    kind: "mistakes",
    status: "warning",
    title: [text("Nothing was saved: please correct this and submit the form again.")],
    body: [{ kind: "list", rows: found.map((error) => [text(error)]), weight: "core" }],
    buttons: [],
    fallback: `Nothing was saved. ${found.join(" ")}`,
  };
}
