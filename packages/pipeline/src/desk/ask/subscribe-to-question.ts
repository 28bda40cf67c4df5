import { subscribeForm } from "@perfecto-bot/cards";
import type { Question } from "@perfecto-bot/domain";
import type { Asker, Reply } from "../../ports/desk.ts";
import type { DeskParts } from "../desk-parts.ts";
import { subscriptionsHere } from "../own-subscription.ts";
import { refusal } from "../replies.ts";
import { subscribe } from "../subscribe.ts";
import { canSubscribe, subscriptionStart } from "./subscription-start.ts";

/**
 * Goes on with a question as a subscription: at once where it names all that a subscription needs; else by the form, filled
 * in as far as it goes. So is a subscription that is there already: a press changes nothing of it unseen.
 */
export async function subscribeToQuestion(parts: DeskParts, asker: Asker, question: Question): Promise<Reply> {
  if (!canSubscribe(question)) return refusal("There is nothing to subscribe to in this answer");
  const { isComplete, ...start } = subscriptionStart(question);
  const labs = [...parts.labs.keys()];
  const lab = start.lab ?? (labs.length === 1 ? labs[0] : undefined);
  const here = await subscriptionsHere(parts, asker.conversation);
  const existing = here.find((one) => one.job === start.job && one.lab === lab);
  const on = start.on === undefined ? {} : { on: start.on };
  if (existing !== undefined) {
    const edited = { ...existing, filter: start.filter, options: { ...existing.options, ...on } };
    return { kind: "form", form: subscribeForm(labs, edited) };
  }
  if (!isComplete || start.job === undefined || lab === undefined || !parts.labs.has(lab))
    return { kind: "form", form: subscribeForm(labs, undefined, start) };
  const { job, filter } = start;
  return subscribe(parts, asker, { verb: "subscribe", form: false, job, lab, filter, options: on });
}
