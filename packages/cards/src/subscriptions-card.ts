import type { Mute, Subscription } from "@perfecto-bot/domain";
import { patternWords, printFilter } from "@perfecto-bot/domain";
import type { Block, Button, Card, Line } from "./card.ts";
import { optionsSentence, subscriptionSubject } from "./describe-subscription.ts";
import { code, plainLine, text, time } from "./line.ts";
import { counted } from "./phrases.ts";
import { sayMore } from "./say-more.ts";
import { STATUS_MARKS } from "./status-mark.ts";

const MOST_ROWS = 12;

/** The conversation's subscriptions and mutes in force, each with its buttons. */
export function subscriptionsCard(
  subscriptions: readonly Subscription[],
  mutes: readonly Mute[],
  prefix: string,
): Card {
  const count = subscriptions.length;
  const title: Line = [text(count === 0 ? "No subscriptions here yet" : `${counted(count, "subscription")} here`)];
  const rows = subscriptions.slice(0, MOST_ROWS).map(subscriptionRow);
  const hidden = count - rows.length;
  const body: Block[] = [
    ...(count === 0 ? [line([text("Say "), code(`${prefix} subscribe <job>`), text(", or press the button.")])] : []),
    ...rows,
    ...(hidden > 0
      ? [
          line([
            text(`${counted(hidden, "more subscription")}: `),
            code(`${prefix} unsubscribe <job>`),
            text(" removes one, "),
            code(`${prefix} subscribe <job>`),
            text(" changes one."),
          ]),
        ]
      : []),
    ...mutes.slice(0, MOST_ROWS).map(muteRow),
  ];
  return {
    kind: "subscriptions",
    status: "info",
    title,
    body,
    buttons: [
      { kind: "action", label: "Add subscription", action: "subscription-add", subject: "new", style: "primary" },
    ],
    fallback: [
      `${STATUS_MARKS.info.sign} ${plainLine(title)}`,
      ...subscriptions
        .slice(0, MOST_ROWS)
        .map((one) => `• ${plainLine(subscriptionSubject(one))}. ${plainLine(stateLine(one))}`),
      ...(hidden > 0 ? [sayMore(hidden)] : []),
      ...mutes.slice(0, MOST_ROWS).map((mute) => `• ${plainLine(muteLine(mute))}`),
    ].join("\n"),
  };
}

function line(content: Line): Block {
  return { kind: "text", line: content, weight: "core" };
}

function subscriptionRow(subscription: Subscription): Block {
  const { id, paused } = subscription;
  const rest: Button =
    paused === undefined
      ? { kind: "action", label: "Pause", action: "subscription-pause", subject: id }
      : { kind: "action", label: "Resume", action: "subscription-resume", subject: id, style: "primary" };
  const remove: Button = {
    kind: "action",
    label: "Remove",
    action: "subscription-remove",
    subject: id,
    style: "danger",
    confirm: `Remove the subscription to ${patternWords(subscription.job)}? It can be restored afterwards.`,
  };
  return {
    kind: "item",
    lines: [[...subscriptionSubject(subscription), text(" · "), code(id)], stateLine(subscription)],
    buttons: [{ kind: "action", label: "Edit", action: "subscription-edit", subject: id }, rest, remove],
    weight: "core",
  };
}

function stateLine({ paused, options }: Subscription): Line {
  if (paused === undefined) return optionsSentence(options);
  return [text(paused.reason === "by-person" ? "Paused by a person." : `Paused: ${paused.detail}`)];
}

function muteLine(mute: Mute): Line {
  return [text("Muted until "), time(mute.untilMs), text(": "), code(printFilter(mute.filter))];
}

function muteRow(mute: Mute): Block {
  return {
    kind: "item",
    lines: [muteLine(mute)],
    buttons: [{ kind: "action", label: "Unmute", action: "mute-end", subject: mute.id }],
    weight: "core",
  };
}
