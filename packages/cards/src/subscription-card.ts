import type { Subscription } from "@perfecto-bot/domain";
import type { Block, Button, Card, Line } from "./card.ts";
import { optionsSentence, subscriptionSubject } from "./describe-subscription.ts";
import { plainLine, text } from "./line.ts";
import { STATUS_MARKS } from "./status-mark.ts";

/** What just happened to a subscription. */
export type SubscriptionChange = "added" | "changed" | "removed" | "paused" | "resumed" | "restored";

const SAID: Readonly<Record<SubscriptionChange, string>> = {
  added: "Subscribed to ",
  changed: "Changed the subscription to ",
  removed: "Unsubscribed from ",
  paused: "Paused the subscription to ",
  resumed: "Resumed the subscription to ",
  restored: "Restored the subscription to ",
};

/** Confirms what was done with a subscription, offers the way back, and says what to know: `notes`. */
export function subscriptionCard(
  change: SubscriptionChange,
  subscription: Subscription,
  notes: readonly Line[] = [],
): Card {
  const title: Line = [text(SAID[change]), ...subscriptionSubject(subscription)];
  const active = change !== "removed" && change !== "paused";
  const sentences = [...(active ? [optionsSentence(subscription.options)] : []), ...notes];
  return {
    kind: "subscription",
    status: "info",
    title,
    body: sentences.map((line): Block => ({ kind: "text", line, weight: "core" })),
    buttons: changeButtons(change, subscription.id),
    fallback: [`${STATUS_MARKS.info.sign} ${plainLine(title)}`, ...sentences.map(plainLine)].join("\n"),
  };
}

function changeButtons(change: SubscriptionChange, subject: string): readonly Button[] {
  const edit: Button = { kind: "action", label: "Edit", action: "subscription-edit", subject };
  const undo: Button = { kind: "action", label: "Undo", action: "subscription-remove", subject };
  switch (change) {
    case "added":
      return [edit, undo];
    case "changed":
    case "resumed":
    case "restored":
      return [edit];
    case "removed":
      return [{ kind: "action", label: "Undo", action: "subscription-restore", subject }];
    case "paused":
      return [{ kind: "action", label: "Resume", action: "subscription-resume", subject }];
  }
}
