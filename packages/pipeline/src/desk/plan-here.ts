import type { BuildKey, Conversation } from "@perfecto-bot/domain";
import { planConversation } from "../plan/plan-conversation.ts";
import type { DeskParts } from "./desk-parts.ts";

/**
 * Plans anew what a conversation sees of the builds it hears of, because what it wants has changed: what is not wanted any
 * more leaves its mailbox before this returns. A build that cannot be planned now is planned by the workers.
 */
export async function planHere(parts: DeskParts, conversation: Conversation): Promise<void> {
  const [waiting, open] = await Promise.all([parts.ledger.topicsWithMail(conversation), parts.pictures.openBuilds()]);
  await Promise.all(
    [...new Set([...waiting, ...open])].map(async (key) => {
      const { messages, version } = await parts.ledger.topic(conversation, key);
      if (messages.size === 0 && (await isBarred(parts, conversation, key, version))) return;
      await planConversation(parts, key, conversation).catch(() => parts.signals.plan(key));
    }),
  );
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
