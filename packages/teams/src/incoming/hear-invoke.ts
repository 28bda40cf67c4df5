import { setTimeout as delay } from "node:timers/promises";
import { noticeCard, text, type ButtonAction, type Card } from "@perfecto-bot/cards";
import { namesOf } from "../channel/names-of.ts";
import { readAction, renderCard, renderForm, type Submission } from "../render/index.ts";
import type { Activity } from "./activity.ts";
import { answerOpenly } from "./answer-openly.ts";
import { askerOf, type Intake } from "./intake.ts";
import { notUnderstood, replacement, sentence, type InvokeResponse } from "./invoke-response.ts";
import { isFirst } from "./is-first.ts";
import { placeReply } from "./place-reply.ts";
import { redrawForm } from "./redraw-form.ts";
import { shareReply, type Answered } from "./share-card.ts";
import { submit } from "./submit.ts";

/** Teams waits only a few seconds for the answer; what takes longer is posted, or stands for a second press. */
const ANSWER_WITHIN_MS = 2_500;

/** Until when the pictures of an answer may be drawn, counted from when Teams began to wait. */
const DRAWN_WITHIN_MS = 3_000;

/** Buttons that turn the pages of an answer: what they bring is for the presser alone, however long it takes. */
const TURNS_PAGE: ReadonlySet<ButtonAction> = new Set(["answer-more", "answer-first"]);

/** Teams waits: since when, in the process's own time, and what becomes settled once it waited long enough. */
interface Wait {
  readonly sinceMs: number;
  readonly late: Promise<undefined>;
}

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
  const wait: Wait = { sinceMs: performance.now(), late: delay(ANSWER_WITHIN_MS, undefined, { ref: false }) };
  if (submission.kind === "action" && TURNS_PAGE.has(submission.action))
    return turnPage(submission, activity, person.id, intake, wait);
  const replying = submit(submission, askerOf(activity, person.id), intake.desk, () => {}).then((reply) =>
    shareReply(reply, activity, intake),
  );
  const soon = await Promise.race([replying, wait.late]);
  if (soon !== undefined) return respond(soon, submission, activity, intake, wait);
  follow(intake, async () => {
    const answered = await replying;
    if (answered.kind !== "shared") await answerOpenly(answered, activity, intake, { submission });
  });
  return sentence("This takes a moment. The answer will follow as a message.");
}

/**
 * Another page of an answer. One that takes long leaves a view that says so, whose button fetches it for this person
 * alone; in a person's own chat it takes the message's place by itself.
 */
async function turnPage(
  submission: Extract<Submission, { kind: "action" }>,
  activity: Activity,
  person: string,
  intake: Intake,
  wait: Wait,
): Promise<InvokeResponse> {
  const { action, subject } = submission;
  const { workspace: tenant, id: conversation } = activity.conversation;
  const press = { tenant, conversation, person, action, subject };
  let progress: Card | undefined;
  const held = intake.pending.take(press);
  const replying =
    held ??
    submit(submission, askerOf(activity, person), intake.desk, (card) => {
      progress = card;
    });
  const soon = await Promise.race([replying, wait.late]);
  if (soon !== undefined) return respond(soon, submission, activity, intake, wait);
  intake.pending.keep(press, replying);
  const { placeKind, replyToId: activityId } = activity;
  // What was pressed before is followed already.
  if (held === undefined && placeKind === "personal" && activityId !== undefined)
    follow(intake, async () => {
      const reply = await replying;
      const takesPlace = reply.kind === "card" && placeReply(reply, submission, placeKind).inView === "card";
      const instead = takesPlace ? { conversationId: conversation, activityId } : undefined;
      await answerOpenly(reply, activity, intake, { instead });
    });
  else if (held === undefined) follow(intake, async () => void (await replying));
  return replacement(renderCard(workingCard(progress, action, subject)));
}

/** What stands there while a page is fetched: how far it is, and the button that brings it. */
function workingCard(progress: Card | undefined, action: ButtonAction, subject: string): Card {
  const card = progress ?? noticeCard("running", [text("Still asking the lab.")]);
  return {
    ...card,
    body: [...card.body, { kind: "text", line: [text("This takes a moment.")], subtle: true, weight: "core" }],
    buttons: [{ kind: "action", label: "Show the answer", action, subject, style: "primary" }],
  };
}

/** Goes on after Teams was answered; a stopping service waits for it. */
function follow({ inFlight, log }: Intake, work: () => Promise<void>): void {
  inFlight.run(work).catch((error: unknown) => log.error({ error: String(error) }, "a button could not be answered"));
}

async function respond(
  reply: Answered,
  submission: Submission,
  activity: Activity,
  intake: Intake,
  { sinceMs }: Wait,
): Promise<InvokeResponse> {
  const { workspace } = activity.conversation;
  switch (reply.kind) {
    case "shared":
      return sentence("Shared with everybody here.");
    case "form":
      return replacement(renderForm(reply.form, await namesOf(reply.form, workspace, intake.book)));
    case "revise":
      return replacement(await redrawForm(reply.errors, submission, activity, intake));
    case "card": {
      const { inView, post } = placeReply(reply, submission, activity.placeKind);
      if (post) void intake.inFlight.run(() => answerOpenly(reply, activity, intake));
      const names = await namesOf(reply.card, workspace, intake.book);
      if (inView === "card") {
        const leftMs = sinceMs + DRAWN_WITHIN_MS - performance.now();
        return replacement(renderCard(reply.card, names, await intake.picturesOf(reply.card, leftMs)));
      }
      const { card, summary } = renderCard(reply.card, names);
      return sentence(card.fallbackText ?? summary);
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
