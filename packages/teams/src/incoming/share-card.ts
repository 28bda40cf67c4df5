import { setTimeout as delay } from "node:timers/promises";
import { noticeCard, text, type Card } from "@perfecto-bot/cards";
import type { DeliveryFailure, Once, PostRequest, Reply } from "@perfecto-bot/pipeline";
import type { TeamsLog } from "../teams-log.ts";
import type { Activity } from "./activity.ts";
import type { Intake } from "./intake.ts";

/** What is left to tell of a reply once its card was shared, where it was to be: nothing but that, if all went well. */
export type Answered = Reply | { readonly kind: "shared" };

type Means = Pick<Intake, "channel" | "once" | "log">;

const MOST_ATTEMPTS = 3;
/** A short wait is worth it while somebody waits to see their answer shared. */
const MOST_PATIENCE_MS = 10_000;
const PAUSE_MS = 1_000;
const SHARE_MEMORY_MS = 24 * 60 * 60_000;

/**
 * Posts a card that came with a key for everybody: in a channel as a thread of its own, once for each key however often it
 * is asked. Every other reply is left as it is. Never rejects.
 */
export async function shareReply(reply: Reply, { conversation }: Activity, means: Means): Promise<Answered> {
  if (reply.kind !== "card" || !reply.shared || reply.key === undefined) return reply;
  const { card, key } = reply;
  const { channel, once, log } = means;
  // Asked before the key is used up, so that the button works again once the app is back.
  const reach = await channel.reach(conversation);
  if (reach.kind === "conversation-unavailable" || reach.kind === "installation-dead") return told(cannotShare(reach));
  const first = await isFirstShare(once, `${conversation.workspace}/${conversation.id}/${key}`, log);
  if (first === undefined)
    return told(
      noticeCard(
        "warning",
        [text("The answer was not shared: the bot's memory (Redis) cannot say whether it was before.")],
        [[text("Press the button again in a minute.")]],
      ),
    );
  if (!first)
    return told(
      noticeCard(
        "info",
        [text("This answer was shared here already.")],
        [[text("If it is not there any more, ask again and share the new answer.")]],
      ),
    );
  const failure = await postOnce({ conversation, card, key }, means);
  return failure === undefined ? { kind: "shared" } : told(cannotShare(failure));
}

/** Whether an answer is shared now for the first time; nothing where that cannot be found out. */
async function isFirstShare(once: Once, id: string, log: TeamsLog): Promise<boolean | undefined> {
  try {
    return await once.first("teams-share", id, SHARE_MEMORY_MS);
  } catch (error) {
    log.error({ error: String(error) }, "it could not be checked whether an answer was shared before");
    return undefined;
  }
}

/** Posts. What may have been posted is not posted again: Teams cannot be asked. */
async function postOnce(request: PostRequest, { channel }: Means): Promise<DeliveryFailure | undefined> {
  let failure: DeliveryFailure | undefined;
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
    const outcome = await channel.post(request);
    if (outcome.kind === "posted") return undefined;
    failure = outcome;
    if (failure.kind === "rate-limited" && failure.retryAfterMs <= MOST_PATIENCE_MS) await delay(failure.retryAfterMs);
    else if (failure.kind === "unreachable") await delay(PAUSE_MS);
    else return failure;
  }
  return failure;
}

function told(card: Card): Reply {
  return { kind: "card", card, shared: false, replaces: false };
}

function cannotShare(failure: DeliveryFailure): Card {
  if (failure.kind === "ambiguous")
    return noticeCard(
      "warning",
      [text("Teams did not say whether the answer was shared.")],
      [[text("Look here in a moment; if it is not there, ask again and share the new answer.")]],
    );
  const todo = "todo" in failure ? failure.todo : "Ask again in a minute and share the new answer.";
  const why = failure.detail.charAt(0).toUpperCase() + failure.detail.slice(1);
  return noticeCard("warning", [text("The answer could not be shared here.")], [[text(`${why}. ${todo}`)]]);
}
