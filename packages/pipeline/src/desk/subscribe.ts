import { code, subscribeForm, subscriptionCard, text, type FormValues, type Line } from "@perfecto-bot/cards";
import {
  DEFAULT_OPTIONS,
  joinFilter,
  printFilter,
  shardOf,
  splitFilter,
  type Filter,
  type Subscription,
  type SubscribeToCommand,
} from "@perfecto-bot/domain";
import { keepDiscovering } from "../keep-going.ts";
import type { Asker, Reply } from "../ports/desk.ts";
import { auditEntry } from "./audit-entry.ts";
import type { DeskParts } from "./desk-parts.ts";
import { planInFlight } from "./plan-in-flight.ts";
import { jobNotes } from "./job-notes.ts";
import { ownSubscription, subscriptionsHere } from "./own-subscription.ts";
import { readSubscribeForm, type SubscriptionWish } from "./read-subscribe-form.ts";
import { openly, refusal } from "./replies.ts";

/** `subscribe <job> …`: a second time for the same job changes what is there. */
export async function subscribe(parts: DeskParts, asker: Asker, command: SubscribeToCommand): Promise<Reply> {
  const labs = [...parts.labs.keys()];
  const lab = command.lab ?? (labs.length === 1 ? labs[0] : undefined);
  if (lab === undefined)
    return refusal("Which lab?", [
      text("Add "),
      code(`lab:${labs[0] ?? "name"}`),
      text(`. I know ${labs.join(", ")}.`),
    ]);
  if (!parts.labs.has(lab)) return refusal(`I know no lab "${lab}"`, [text(`I know ${labs.join(", ")}.`)]);
  const here = await subscriptionsHere(parts, asker.conversation);
  const existing = here.find((one) => one.lab === lab && one.job === command.job);
  return keepWish(parts, asker, { lab, job: command.job, filter: command.filter, options: command.options }, existing);
}

/** The subscribe form, empty or with a subscription to edit. */
export function openSubscribeForm(parts: DeskParts, edited?: Subscription): Reply {
  return { kind: "form", form: subscribeForm([...parts.labs.keys()], edited) };
}

/** A submitted form: a new subscription, or an edited one. */
export async function submitSubscription(
  parts: DeskParts,
  asker: Asker,
  subject: string | undefined,
  values: FormValues,
): Promise<Reply> {
  const edited = subject === undefined ? undefined : await ownSubscription(parts, asker.conversation, subject);
  if (subject !== undefined && edited === undefined) return refusal("This subscription no longer exists");
  const read = readSubscribeForm([...parts.labs.keys()], values);
  if (read.kind === "mistaken") return { kind: "revise", errors: read.errors };
  const here = await subscriptionsHere(parts, asker.conversation);
  const twin = here.find((one) => one.lab === read.wish.lab && one.job === read.wish.job && one.id !== edited?.id);
  if (edited !== undefined && twin !== undefined)
    return { kind: "revise", errors: { job: "This conversation has another subscription to that job." } };
  return keepWish(parts, asker, read.wish, edited ?? twin);
}

async function keepWish(
  parts: DeskParts,
  asker: Asker,
  wish: SubscriptionWish,
  existing: Subscription | undefined,
): Promise<Reply> {
  const nowMs = parts.now();
  const subscription: Subscription = {
    id: existing?.id ?? parts.newId(),
    conversation: asker.conversation,
    lab: wish.lab,
    job: wish.job,
    filter: wish.filter,
    options: { ...(existing?.options ?? DEFAULT_OPTIONS), ...wish.options },
    createdBy: existing?.createdBy ?? asker.person,
    createdAtMs: existing?.createdAtMs ?? nowMs,
    startsAtMs:
      existing !== undefined && existing.paused === undefined && existing.job === wish.job
        ? existing.startsAtMs
        : nowMs,
  };
  const change = existing === undefined ? "added" : "changed";
  await parts.subscriptions.put(subscription, auditEntry(asker, `subscription ${change}`, subscription.job, nowMs));
  await startWatching(parts, subscription);
  const said = [...filterNote(existing, subscription), ...(await notes(parts, subscription))];
  return openly(subscriptionCard(change, subscription, said));
}

/** A filter that was not said again is gone, which nobody should find out by what is posted. */
function filterNote(before: Subscription | undefined, { filter }: Subscription): readonly Line[] {
  if (before === undefined || before.filter.length === 0) return [];
  const was = printFilter(before.filter);
  const isSame = printFilter(asFormOrders(before.filter)) === printFilter(asFormOrders(filter));
  return isSame ? [] : [[text("Until now it was only for "), code(was), text(".")]];
}

/** The form gives a filter back in an order of its own, which changes nothing. */
function asFormOrders(filter: Filter): Filter {
  return joinFilter(splitFilter(filter));
}

/** Begins to poll for a subscription at once, instead of at the next round, and shows it what is in flight. */
export async function startWatching(parts: DeskParts, subscription: Subscription): Promise<void> {
  await keepDiscovering(parts);
  await planInFlight(parts, [subscription]);
  const { watched } = await parts.subscriptions.inLab(subscription.lab);
  await parts.signals.discover({ lab: subscription.lab, index: shardOf(watched, subscription.job) });
}

async function notes(parts: DeskParts, subscription: Subscription): Promise<readonly Line[]> {
  const channel = parts.channels.get(subscription.conversation.channel);
  const reach = await channel?.reach(subscription.conversation);
  const unreachable =
    reach?.kind === "conversation-unavailable"
      ? [[text(`I cannot post here yet: ${reach.detail}. ${reach.todo}`)]]
      : [];
  return [...unreachable, ...(await jobNotes(parts, subscription))];
}
