import type { BuildKey, Conversation } from "@perfecto-bot/domain";
import { planConversation } from "../plan/plan-conversation.ts";
import type { DeskParts } from "./desk-parts.ts";
import { planAnew } from "./plan-anew.ts";

/** So many dead messages of a conversation are kept. */
const MOST_DEAD = 200;
/** A process that dies between a change and what follows from it has its builds planned so much later. */
const OWED_AFTER_MS = 10_000;

/**
 * Makes the builds whose mail waits in a conversation due to be planned soon, before what it wants is changed: whoever dies
 * in between leaves that to the workers. A plan too many changes nothing.
 */
export async function owePlans({ ledger, schedule, now }: DeskParts, conversation: Conversation): Promise<void> {
  const atMs = now() + OWED_AFTER_MS;
  for (const key of await ledger.topicsWithMail(conversation)) await schedule.dueBy("plan", key, atMs);
}

/**
 * Plans anew what a conversation sees of the builds it hears of, because what it wants has changed: what is not wanted any
 * more leaves its mailbox before this returns. A build that cannot be planned now is planned by the workers.
 */
export async function planHere(parts: DeskParts, conversation: Conversation): Promise<void> {
  await Promise.all(
    [...(await buildsHeardOf(parts, conversation))].map(async (key) => {
      const { messages, version } = await parts.ledger.topic(conversation, key);
      if (messages.size === 0 && (await isBarred(parts, conversation, key, version))) return;
      await planConversation(parts, key, conversation).catch(() => planAnew(parts, key));
    }),
  );
}

/** Builds that have mail here, or could not be posted here, and those of which a plan may be under way. */
async function buildsHeardOf(
  { ledger, pictures, schedule }: DeskParts,
  conversation: Conversation,
): Promise<ReadonlySet<BuildKey>> {
  const [waiting, dead, open, planned] = await Promise.all([
    ledger.topicsWithMail(conversation),
    ledger.deadLetters(conversation, MOST_DEAD),
    pictures.openBuilds(),
    schedule.subjects("plan"),
  ]);
  return new Set([...waiting, ...dead.map(({ wanted }) => wanted.topic), ...open, ...planned]);
}

/**
 * Of a build that the conversation has heard nothing of, a plan may just be computed from what was wanted before: writing
 * down that nothing is known makes it stale. False where such a plan was faster.
 */
async function isBarred(
  { ledger, now }: DeskParts,
  conversation: Conversation,
  topic: BuildKey,
  seen: number,
): Promise<boolean> {
  const outcome = await ledger.project({ conversation, topic, seen, messages: [], withdraw: [] }, now());
  return outcome.kind === "projected";
}
