import { code, noticeCard, text } from "@perfecto-bot/cards";
import { conversationKey, coversJob, parseBuildKey, type Subscription } from "@perfecto-bot/domain";
import type { DeliveryFinding } from "../deliver/delivery-finding.ts";
import { leftOutWords } from "../deliver/left-out-words.ts";
import type { LeftOut } from "../ports/channel.ts";
import type { WantedMessage } from "../ports/ledger.ts";
import type { DeskParts } from "./desk-parts.ts";
import { happened } from "./happened.ts";
import { planAnew } from "./plan-anew.ts";
import { subscriptionsHere } from "./own-subscription.ts";

/** A setting that stays as it is for a month may be pointed out again. */
const TOLD_FOR_MS = 30 * 24 * 60 * 60_000;
const MOST_TOLD = 5;

/** Reacts to what a delivery found out. Every finding may come any number of times. */
export async function heedFinding(parts: DeskParts, finding: DeliveryFinding): Promise<void> {
  switch (finding.kind) {
    case "left-out":
      for (const one of finding.leftOut) await tellLeftOut(parts, finding.message, one);
      return;
    case "frozen":
      return planAnew(parts, finding.message.topic);
    case "moved":
      return happened(parts, { kind: "conversation-moved", from: finding.from, to: finding.to });
  }
}

/** Tells those whose subscriptions ask for what is left out, each of them once. */
async function tellLeftOut(parts: DeskParts, message: WantedMessage, leftOut: LeftOut): Promise<void> {
  const { conversation, topic } = message;
  const ref = parseBuildKey(topic);
  const concerned = (await subscriptionsHere(parts, conversation)).filter(
    (one) => one.lab === ref?.lab && coversJob(one.job, ref.job) && asksFor(one, leftOut.part),
  );
  const byPerson = Map.groupBy(concerned, ({ createdBy }) => createdBy);
  for (const [person, own] of [...byPerson].slice(0, MOST_TOLD)) {
    const what = `${conversationKey(conversation)}/${leftOut.part}/${person}`;
    if (!(await parts.once.first("told-left-out", what, TOLD_FOR_MS))) continue;
    const jobs = own.map(({ job }) => job).join(", ");
    const card = noticeCard(
      "warning",
      [text(`I post the builds of ${jobs} without ${leftOutWords(leftOut)}`)],
      [
        [text(`Because ${leftOut.detail}. Everything else is posted as usual.`)],
        [
          text(`${leftOut.todo} I try again every day. To change the subscription say `),
          code("subscriptions"),
          text(" there."),
        ],
      ],
    );
    await parts.channels.get(conversation.channel)?.tell(conversation, person, card);
  }
}

/** Whether somebody asked for a part. What every message has, such as its layout, nobody asked for: that is for the log. */
function asksFor({ options }: Subscription, part: LeftOut["part"]): boolean {
  switch (part) {
    case "everybody":
      return options.mention.some(({ kind }) => kind === "here");
    case "people":
      return options.mention.some(({ kind }) => kind !== "here");
    case "channel-copy":
      return options.thread === "broadcast";
    case "thread":
      return options.thread !== "off";
    case "pictures":
    case "detail":
    case "layout":
      return false;
  }
}
