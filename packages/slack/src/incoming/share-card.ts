import { setTimeout as delay } from "node:timers/promises";
import { noticeCard, text, type Card } from "@perfecto-bot/cards";
import type { DeliveryFailure, Once, PostRequest } from "@perfecto-bot/pipeline";
import type { SlackLog } from "../slack-log.ts";
import type { AnswerWay } from "./answer-way.ts";
import type { Intake } from "./intake.ts";

const MOST_ATTEMPTS = 3;
/** A short wait is worth it while somebody waits to see their answer shared. */
const MOST_PATIENCE_MS = 10_000;
const PAUSE_MS = 1_000;
/** What is looked through for a card whose answer was lost, while somebody waits. */
const MOST_PAGES = 5;
const SHARE_MEMORY_MS = 24 * 60 * 60_000;

/**
 * Posts a card for everybody where it was asked for, once for each key however often it is asked. Resolves to what the
 * person who wanted it must be told, or to nothing where all can see it. Never rejects.
 */
export async function shareCard(
  card: Card,
  key: string,
  { workspace, channelId, threadTs }: AnswerWay,
  { channel, once, now, log }: Pick<Intake, "channel" | "once" | "now" | "log">,
): Promise<Card | undefined> {
  const conversation = { channel: channel.name, workspace: workspace.id, id: channelId };
  // Asked before the key is used up, so that the button works again once somebody invited the bot.
  const reach = await channel.reach(conversation);
  if (reach.kind === "conversation-unavailable" || reach.kind === "installation-dead") return cannotShare(reach);
  const first = await isFirstShare(once, `${workspace.id}/${channelId}/${key}`, log);
  if (first === undefined)
    return noticeCard(
      "warning",
      [text("The answer was not shared: the bot's memory (Redis) cannot say whether it was before")],
      [[text("Press the button again in a minute.")]],
    );
  if (!first)
    return noticeCard(
      "info",
      [text("This answer was shared here already")],
      [[text("If it is not there any more, ask again and share the new answer.")]],
    );
  const request = { conversation, card, key, ...(threadTs === undefined ? {} : { replyTo: threadTs }) };
  const failure = await postOnce(request, { channel, now });
  return failure && cannotShare(failure);
}

/** Whether an answer is shared now for the first time; nothing where that cannot be found out. */
async function isFirstShare(once: Once, id: string, log: SlackLog): Promise<boolean | undefined> {
  try {
    return await once.first("slack-share", id, SHARE_MEMORY_MS);
  } catch (error) {
    log.error({ error: String(error) }, "it could not be checked whether an answer was shared before");
    return undefined;
  }
}

/** Posts; what may have been posted is looked for first. Resolves to why it is not there, or may not be. */
async function postOnce(
  request: PostRequest,
  { channel, now }: Pick<Intake, "channel" | "now">,
): Promise<DeliveryFailure | undefined> {
  let failure: DeliveryFailure | undefined;
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
    const sinceMs = now();
    const outcome = await channel.post(request);
    if (outcome.kind === "posted") return undefined;
    failure = outcome;
    if (failure.kind === "ambiguous") {
      const { conversation, key, replyTo } = request;
      const where = { conversation, key, sinceMs, ...(replyTo === undefined ? {} : { replyTo }) };
      let found = await channel.find(where);
      for (let page = 1; page < MOST_PAGES && found.kind === "try-again" && found.retryAfterMs === 0; page += 1)
        found = await channel.find(where);
      if (found.kind === "found") return undefined;
      if (found.kind !== "absent") return failure;
    } else if (failure.kind === "rate-limited" && failure.retryAfterMs <= MOST_PATIENCE_MS)
      await delay(failure.retryAfterMs);
    else if (failure.kind === "unreachable") await delay(PAUSE_MS);
    else return failure;
  }
  return failure;
}

/** What the person reads: why, and what to do about it. */
function cannotShare(failure: DeliveryFailure): Card {
  if (failure.kind === "ambiguous")
    return noticeCard(
      "warning",
      [text("Slack did not say whether the answer was shared")],
      [[text("Look in the channel; if it is not there, ask again and share the new answer.")]],
    );
  const todo = "todo" in failure ? failure.todo : "Ask again in a minute and share the new answer.";
  const why = failure.detail.charAt(0).toUpperCase() + failure.detail.slice(1);
  return noticeCard("warning", [text("The answer could not be shared here")], [[text(`${why}. ${todo}`)]]);
}
