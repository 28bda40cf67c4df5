import { setTimeout as delay } from "node:timers/promises";
import type { Reply } from "@perfecto-bot/pipeline";
import { namesOf } from "../channel/names-of.ts";
import type { ContentIn } from "../channel/post-office.ts";
import { renderCard, renderForm, textOnly, type Submission } from "../render/index.ts";
import type { Activity } from "./activity.ts";
import { threadIdOf, type Intake } from "./intake.ts";
import { redrawForm } from "./redraw-form.ts";

/** A short wait that Teams asks for is worth it while somebody waits for the answer. */
const MOST_PATIENCE_MS = 10_000;

/**
 * Gives a reply as a message where it was asked for: in the same thread, or the chat. Never rejects; a reply that
 * nobody could see is logged. Everybody in a channel sees it: bots have no private messages there. `submission` is the form
 * that a reply may have mistakes of.
 */
export async function answerOpenly(
  reply: Reply,
  activity: Activity,
  intake: Intake,
  submission?: Submission,
): Promise<void> {
  const { office, log } = intake;
  const { conversation } = activity;
  const content = await contentOf(reply, activity, intake, submission);
  const send = () => office.reply(conversation, threadIdOf(activity), content);
  let outcome = await send();
  if (outcome.kind === "rate-limited" && outcome.retryAfterMs <= MOST_PATIENCE_MS) {
    await delay(outcome.retryAfterMs);
    outcome = await send();
  }
  if (outcome.kind !== "posted")
    log.warn({ conversation: conversation.id, failure: outcome.kind, detail: outcome.detail }, "an answer is lost");
}

async function contentOf(
  reply: Reply,
  activity: Activity,
  intake: Intake,
  submission: Submission | undefined,
): Promise<ContentIn> {
  const { workspace } = activity.conversation;
  switch (reply.kind) {
    case "card": {
      const names = await namesOf(reply.card, workspace, intake.book);
      return (plain) => (plain ? textOnly(reply.card, names) : renderCard(reply.card, names));
    }
    case "form": {
      const names = await namesOf(reply.form, workspace, intake.book);
      return () => renderForm(reply.form, names);
    }
    case "revise": {
      const content = await redrawForm(reply.errors, submission, activity, intake);
      return () => content;
    }
  }
}
