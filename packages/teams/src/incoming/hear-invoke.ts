import { setTimeout as delay } from "node:timers/promises";
import { noticeCard, text } from "@perfecto-bot/cards";
import type { Reply } from "@perfecto-bot/pipeline";
import { namesOf } from "../channel/names-of.ts";
import { readAction, renderCard, renderForm, type Submission } from "../render/index.ts";
import type { Activity } from "./activity.ts";
import { answerOpenly } from "./answer-openly.ts";
import { askerOf, type Intake } from "./intake.ts";
import { notUnderstood, replacement, sentence, type InvokeResponse } from "./invoke-response.ts";
import { isFirst } from "./is-first.ts";
import { placeReply } from "./place-reply.ts";
import { redrawForm } from "./redraw-form.ts";
import { submit } from "./submit.ts";

/** Teams waits only a few seconds for the answer; what takes longer is posted. */
const ANSWER_WITHIN_MS = 2_500;

/**
 * A pressed button or submitted form. Who pressed and where is read from the activity, never from the card's data.
 * Nothing for invokes that are not ours.
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/work-with-universal-actions-for-adaptive-cards
 */
export async function hearInvoke(activity: Activity, intake: Intake): Promise<InvokeResponse | undefined> {
  const { person } = activity;
  if (activity.name !== "adaptiveCard/action" || person === undefined) return undefined;
  const { verb, data } = actionOf(activity.value);
  const submission = readAction(verb, data);
  if (submission === undefined) return notUnderstood("This button no longer works.");
  if (!(await isFirst(intake.once, activity, intake.log))) return sentence("This was already done.");
  const asker = askerOf(activity, person.id);
  const replying = submit(submission, asker, intake.desk);
  const soon = await Promise.race([replying, delay(ANSWER_WITHIN_MS, undefined, { ref: false })]);
  if (soon !== undefined) return respond(soon, submission, activity, intake);
  intake.inFlight
    .run(async () => answerOpenly(await replying, activity, intake, submission))
    .catch((error: unknown) => intake.log.error({ error: String(error) }, "a button could not be answered"));
  return sentence("This takes a moment. The answer will follow as a message.");
}

async function respond(
  reply: Reply,
  submission: Submission,
  activity: Activity,
  intake: Intake,
): Promise<InvokeResponse> {
  const { workspace } = activity.conversation;
  switch (reply.kind) {
    case "form":
      return replacement(renderForm(reply.form, await namesOf(reply.form, workspace, intake.book)));
    case "revise":
      return replacement(await redrawForm(reply.errors, submission, activity, intake));
    case "card": {
      const { inView, post } = placeReply(reply, submission, activity.placeKind);
      if (post) void intake.inFlight.run(() => answerOpenly(reply, activity, intake));
      const content = renderCard(reply.card, await namesOf(reply.card, workspace, intake.book));
      return inView === "card" ? replacement(content) : sentence(content.card.fallbackText ?? content.summary);
    }
  }
}

/** Said where something broke in between; what broke is in the log. */
export function troubleResponse(): InvokeResponse {
  return sentence(noticeCard("warning", [text("That did not work. Please try again.")]).fallback);
}

function actionOf(value: unknown): { readonly verb?: unknown; readonly data?: unknown } {
  if (typeof value !== "object" || value === null || !("action" in value)) return {};
  const { action } = value;
  return typeof action === "object" && action !== null ? action : {};
}
