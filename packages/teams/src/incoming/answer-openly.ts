import { setTimeout as delay } from "node:timers/promises";
import type { DeliveryFailure, EditOutcome, PostOutcome, Reply } from "@perfecto-bot/pipeline";
import { namesOf } from "../channel/names-of.ts";
import { cardContent, type ContentIn } from "../channel/card-content.ts";
import type { MessagePlace } from "../channel/posted-id.ts";
import { renderForm, type Submission } from "../render/index.ts";
import type { Activity } from "./activity.ts";
import { threadIdOf, type Intake } from "./intake.ts";
import { redrawForm } from "./redraw-form.ts";

/** A short wait that Teams asks for is worth it while somebody waits for the answer. */
const MOST_PATIENCE_MS = 10_000;

/**
 * Gives a reply as a message where it was asked for: in the same thread, or the chat. Never rejects; a reply that
 * nobody could see is logged. Everybody in a channel sees it: bots have no private messages there. `submission` is the form
 * that a reply may have mistakes of; `instead` a message of the bot, such as one of progress, whose place it takes.
 */
export async function answerOpenly(
  reply: Reply,
  activity: Activity,
  intake: Intake,
  {
    submission,
    instead,
  }: { readonly submission?: Submission | undefined; readonly instead?: MessagePlace | undefined } = {},
): Promise<void> {
  const { office, log } = intake;
  const { conversation, serviceUrl, placeKind } = activity;
  const content = await contentOf(reply, activity, intake, submission);
  if (instead !== undefined) {
    // An edit that may have been made can be made again.
    const again = ({ kind }: EditOutcome): boolean => kind === "ambiguous";
    const edited = await withPatience(() => office.edit(conversation, instead, content), again);
    if (edited.kind === "edited") return;
  }
  // What the activity itself says of the place is newer than what is remembered, and is there when the store is away.
  const at = { serviceUrl, isChannel: placeKind === "channel" };
  const outcome = await withPatience(() => office.reply(conversation, threadIdOf(activity), content, at));
  if (outcome.kind !== "posted")
    log.warn({ conversation: conversation.id, failure: outcome.kind, detail: outcome.detail }, "an answer is lost");
}

/** Makes a call; once more after a short wait that Teams asks for, or where that cannot do harm. */
async function withPatience<Outcome extends PostOutcome | EditOutcome>(
  call: () => Promise<Outcome>,
  again: (outcome: Outcome) => boolean = () => false,
): Promise<Outcome> {
  const outcome = await call();
  const failure: DeliveryFailure | PostOutcome | EditOutcome = outcome;
  if (failure.kind !== "rate-limited") return again(outcome) ? call() : outcome;
  if (failure.retryAfterMs > MOST_PATIENCE_MS) return outcome;
  await delay(failure.retryAfterMs);
  return call();
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
      const { card } = reply;
      const [names, pictures] = await Promise.all([namesOf(card, workspace, intake.book), intake.picturesOf(card)]);
      return cardContent(card, names, pictures);
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
