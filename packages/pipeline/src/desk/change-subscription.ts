import { code, mention, subscriptionCard, text, type Line } from "@perfecto-bot/cards";
import { patternWords, spellingOf, suggest, type Subscription, type UnsubscribeCommand } from "@perfecto-bot/domain";
import type { Asker, Reply } from "../ports/desk.ts";
import { auditEntry } from "./audit-entry.ts";
import type { DeskParts } from "./desk-parts.ts";
import { ownSubscription, subscriptionsHere } from "./own-subscription.ts";
import { owePlans, planHere } from "./plan-here.ts";
import { openly, refusal } from "./replies.ts";
import { startWatching } from "./subscribe.ts";
import { wakeMail } from "./wake-mail.ts";
import { keepDiscovering } from "../keep-going.ts";

/** `unsubscribe <id or job>`. */
export async function unsubscribe(parts: DeskParts, asker: Asker, { target }: UnsubscribeCommand): Promise<Reply> {
  const here = await subscriptionsHere(parts, asker.conversation);
  const found = here.filter((one) => one.id === target || one.job === target);
  const isSpelledSo = ({ job }: Subscription) => spellingOf(job).toLowerCase() === spellingOf(target).toLowerCase();
  const meant = found.length > 0 ? found : here.filter(isSpelledSo);
  const [only, ...others] = meant;
  if (only === undefined) return notFound(target, here, asker);
  if (others.length > 0) {
    return refusal(`Several subscriptions here are for ${patternWords(target)}`, [
      text("Name one by its id: "),
      code(meant.map((one) => one.id).join(", ")),
    ]);
  }
  return removeSubscription(parts, asker, only.id);
}

function notFound(target: string, here: readonly Subscription[], asker: Asker): Reply {
  const near = suggest(
    spellingOf(target),
    here.map((one) => spellingOf(one.job)),
  );
  return refusal(
    `This conversation has no subscription to ${patternWords(target)}`,
    near === undefined
      ? [code(`${asker.prefix} subscriptions`), text(" lists them.")]
      : [text("Did you mean "), code(near), text("?")],
  );
}

/** Removes a subscription; it can be restored for a week. */
export async function removeSubscription(parts: DeskParts, asker: Asker, id: string): Promise<Reply> {
  const own = await ownSubscription(parts, asker.conversation, id);
  if (own === undefined) return gone();
  await owePlans(parts, own.conversation);
  await parts.subscriptions.remove(id, auditEntry(asker, "subscription removed", own.job, parts.now()));
  await planHere(parts, own.conversation);
  await keepDiscovering(parts);
  return openly(subscriptionCard("removed", own, [doneBy(asker)]));
}

/** Pauses a subscription until somebody resumes it. */
export async function pauseSubscription(parts: DeskParts, asker: Asker, id: string): Promise<Reply> {
  const own = await ownSubscription(parts, asker.conversation, id);
  if (own === undefined) return gone();
  const nowMs = parts.now();
  const paused: Subscription = {
    ...own,
    paused: { reason: "by-person", detail: "paused by a person", sinceMs: nowMs },
  };
  await owePlans(parts, own.conversation);
  await parts.subscriptions.put(paused, auditEntry(asker, "subscription paused", own.job, nowMs));
  await planHere(parts, own.conversation);
  await keepDiscovering(parts);
  return openly(subscriptionCard("paused", paused, [doneBy(asker)]));
}

/** Resumes a paused subscription from now on. */
export async function resumeSubscription(parts: DeskParts, asker: Asker, id: string): Promise<Reply> {
  const own = await ownSubscription(parts, asker.conversation, id);
  return own === undefined ? gone() : startAgain(parts, asker, own, "resumed");
}

/** Brings back a subscription that was removed within the last week. */
export async function restoreSubscription(parts: DeskParts, asker: Asker, id: string): Promise<Reply> {
  const present = await ownSubscription(parts, asker.conversation, id);
  if (present !== undefined) return openly(subscriptionCard("restored", present));
  const removed = await parts.subscriptions.removed(id, asker.conversation);
  return removed === undefined ? gone() : startAgain(parts, asker, removed, "restored");
}

async function startAgain(
  parts: DeskParts,
  asker: Asker,
  own: Subscription,
  change: "resumed" | "restored",
): Promise<Reply> {
  const nowMs = parts.now();
  const { paused, ...rest } = own;
  const started: Subscription = { ...rest, startsAtMs: nowMs };
  await parts.subscriptions.put(started, auditEntry(asker, `subscription ${change}`, own.job, nowMs));
  if (paused?.reason === "conversation-unavailable") await wakeMail(parts, own.conversation);
  await startWatching(parts, started);
  return openly(subscriptionCard(change, started));
}

/** Others in the conversation wonder who made it quiet. */
function doneBy({ person }: Asker): Line {
  return [text("By "), mention({ kind: "user", id: person }), text(".")];
}

function gone(): Reply {
  return refusal("This subscription no longer exists");
}
