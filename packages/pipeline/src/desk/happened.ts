import { code, noticeCard, text } from "@perfecto-bot/cards";
import { conversationKey, patternWords, type Conversation, type Pause, type Subscription } from "@perfecto-bot/domain";
import type { Trouble } from "../deliver/delivery-parts.ts";
import { keepDiscovering } from "../keep-going.ts";
import type { LifecycleEvent } from "../ports/desk.ts";
import { auditEntry } from "./audit-entry.ts";
import type { DeskParts } from "./desk-parts.ts";
import { dropDoubles } from "./drop-doubles.ts";
import { subscriptionsHere } from "./own-subscription.ts";
import { planHere } from "./plan-here.ts";
import { planInFlight } from "./plan-in-flight.ts";
import { startWatching } from "./subscribe.ts";
import { wakeMail } from "./wake-mail.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const SERVICE = "the service";

/** Reacts to what vendors tell about places and installations. Every event may come any number of times. */
export async function happened(parts: DeskParts, event: LifecycleEvent): Promise<void> {
  switch (event.kind) {
    case "conversation-unavailable":
      await pauseAll(parts, await subscriptionsHere(parts, event.conversation), event.detail, "conversation");
      return;
    case "conversation-available":
      return resumeAll(parts, await subscriptionsHere(parts, event.conversation));
    case "conversation-renamed":
      return;
    case "conversation-gone":
      return removeAll(parts, await subscriptionsHere(parts, event.conversation), event.detail);
    case "conversation-moved":
      return moveAll(parts, event.from, event.to);
    case "workspace-joined":
      return joinAll(parts, await parts.subscriptions.inWorkspace(event.channel, event.from), event.to);
    case "installation-available":
      return resumeAll(parts, await parts.subscriptions.inWorkspace(event.channel, event.workspace));
    case "installation-gone":
      await pauseAll(
        parts,
        await parts.subscriptions.inWorkspace(event.channel, event.workspace),
        event.detail,
        "installation",
      );
      return;
  }
}

/**
 * A delivery found out that a conversation cannot be posted to: its subscriptions rest, and one person hears of it once.
 */
export async function pauseUnreachable(parts: DeskParts, conversation: Conversation, trouble: Trouble): Promise<void> {
  const hit =
    trouble.scope === "installation"
      ? await parts.subscriptions.inWorkspace(conversation.channel, conversation.workspace)
      : await subscriptionsHere(parts, conversation);
  await pauseAll(parts, hit, trouble.detail, trouble.scope);
  const person = hit[0]?.createdBy;
  if (trouble.scope === "installation" || person === undefined) return;
  if (!(await parts.once.first("told-unreachable", conversationKey(conversation), DAY_MS))) return;
  const jobs = hit.map((one) => patternWords(one.job)).join(", ");
  const card = noticeCard(
    "warning",
    [text(`I can no longer post the builds of ${jobs}: ${trouble.detail}`)],
    [
      [text(trouble.todo)],
      [text("Then say "), code("subscriptions"), text(" there and press Resume, if it did not resume by itself.")],
    ],
  );
  await parts.channels.get(conversation.channel)?.tell(conversation, person, card);
}

/** Pauses what is active. An event and several lanes may find out at the same moment; the operator is told once. */
async function pauseAll(
  parts: DeskParts,
  hit: readonly Subscription[],
  detail: string,
  scope: Trouble["scope"],
): Promise<void> {
  const nowMs = parts.now();
  const paused: Pause = { reason: "conversation-unavailable", detail, sinceMs: nowMs };
  const active = hit.filter((each) => each.paused === undefined);
  for (const one of active) {
    // Who was faster knows more: a person, or the event that the conversation has another id by now.
    await parts.subscriptions.replace(one, { ...one, paused }, serviceEntry(one, "subscription paused", detail, nowMs));
  }
  await keepDiscovering(parts);
  const [first] = active;
  if (first === undefined) return;
  const { channel, workspace } = first.conversation;
  const where = scope === "installation" ? `${channel}/${workspace}` : conversationKey(first.conversation);
  if (await parts.once.first("rests", where, MINUTE_MS)) {
    parts.onRest({ channel, workspace, detail, resting: active.length });
  }
}

async function resumeAll(parts: DeskParts, hit: readonly Subscription[]): Promise<void> {
  const nowMs = parts.now();
  for (const one of hit) {
    if (one.paused?.reason !== "conversation-unavailable") continue;
    const { paused: _ended, ...rest } = one;
    const started = { ...rest, startsAtMs: nowMs };
    if (!(await parts.subscriptions.replace(one, started, serviceEntry(one, "subscription resumed", one.job, nowMs))))
      continue;
    await wakeMail(parts, one.conversation);
    await startWatching(parts, started);
  }
}

/**
 * The ledger goes first: the new place must know what is posted before anything is planned for it. What was planned for
 * the old one in between follows, and what is in flight is planned once more.
 */
async function moveAll(parts: DeskParts, from: Conversation, to: Conversation): Promise<void> {
  await parts.ledger.moveConversation(from, to, parts.now());
  await parts.subscriptions.moveConversation(from, to);
  await dropDoubles(parts, to);
  await parts.ledger.moveConversation(from, to, parts.now());
  await planInFlight(parts, await subscriptionsHere(parts, to));
  await parts.signals.lane(to);
}

/** Every conversation of these subscriptions is the one of the same id in another workspace. */
async function joinAll(parts: DeskParts, hit: readonly Subscription[], workspace: string): Promise<void> {
  const places = Map.groupBy(hit, ({ conversation }) => conversationKey(conversation));
  for (const [one] of places.values())
    if (one !== undefined) await moveAll(parts, one.conversation, { ...one.conversation, workspace });
}

async function removeAll(parts: DeskParts, hit: readonly Subscription[], detail: string): Promise<void> {
  for (const one of hit)
    await parts.subscriptions.remove(one.id, serviceEntry(one, "subscription removed", detail, parts.now()));
  const places = new Map(hit.map(({ conversation }) => [conversationKey(conversation), conversation]));
  for (const place of places.values()) await planHere(parts, place);
  await keepDiscovering(parts);
}

function serviceEntry({ conversation }: Subscription, action: string, detail: string, nowMs: number) {
  return auditEntry({ conversation, person: SERVICE }, action, detail, nowMs);
}
